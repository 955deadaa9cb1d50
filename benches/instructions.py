"""instructions.py BIN DATA [--write]: how many instructions each stage of workload S takes, against what is allowed.

Times are noise on a machine that does something else as well; instructions are not. 2,000 villages go through the evaluator
once, with one thread, under callgrind (which offers vectors of 256 bits, whatever the machine has). A stage may take
`LEEWAY` times what `instructions.json` says; `--write` puts down what it takes now.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
KEPT = HERE / "instructions.json"
LEEWAY = 1.3
VILLAGES = "2000"
STAGES = ["compile", "load", "score", "write"]


def counted(binary, data):
    """Instructions of every stage, and of all of the program."""
    with tempfile.TemporaryDirectory() as place:
        out, results = pathlib.Path(place) / "out", pathlib.Path(place) / "results.parquet"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", binary / "score", data]
        command += ["--runs", "1", "--threads", "1", "--out", results]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        shown = subprocess.run(
            ["callgrind_annotate", "--inclusive=yes", "--threshold=100", str(out)], check=True, capture_output=True, text=True
        ).stdout
    counts = {}
    for stage in STAGES:
        # What was inlined stands once more, under the file it is from; the stage itself is the greatest.
        found = re.findall(rf"^\s*([\d,]+) .*score::stage_{stage}\b", shown, re.MULTILINE)
        if not found:
            sys.exit(f"stage_{stage} is not among what callgrind saw")
        counts[stage] = max(int(count.replace(",", "")) for count in found)
    return counts


def main(binary, data, *more):
    binary, data = pathlib.Path(binary), pathlib.Path(data) / VILLAGES
    if not (data / "wide.parquet").exists():
        subprocess.run([binary / "workload", "--villages", VILLAGES, "--out", data, "--form", "wide"], check=True)
    counts = counted(binary, data)
    if "--write" in more:
        KEPT.write_text(json.dumps(counts, indent=2) + "\n")
    kept = json.loads(KEPT.read_text())
    over = [stage for stage in STAGES if counts[stage] > LEEWAY * kept[stage]]
    for stage in STAGES:
        print(f"{stage}: {counts[stage]:,} instructions, {counts[stage] / kept[stage]:.2f} of what is put down")
    if over:
        sys.exit(f"{', '.join(over)}: more than {LEEWAY} times the instructions of {KEPT.name}")


main(*sys.argv[1:])
