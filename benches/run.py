"""run.py BIN DATA [VILLAGES ...]: workload S, the program beside its peers, in turns; ratios of medians.

BIN holds the built `workload` and `score`. Results are compared cell by cell before anything is timed. Peers run in the
environment that peers/install.sh makes.
"""

import json
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PYTHON = HERE.parent / "target" / "peers" / "bin" / "python"
PEERS = ["polars_s.py", "duckdb_s.py"]
TURNS = 5


def run(*command):
    done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def ours(binary, data, *more):
    return run(binary / "score", data, "--runs", "1", *more)


def peer(name, data, *more):
    return run(PYTHON, HERE / "peers" / name, data, *more)


def equal(binary, data):
    result, shaped, other = data / "results.parquet", data / "shaped.parquet", data / "peer.parquet"
    ours(binary, data, "--out", result)
    subprocess.run([PYTHON, HERE / "peers" / "ours.py", result, shaped], check=True)
    for name in PEERS:
        peer(name, data, "--check", other)
        subprocess.run([PYTHON, HERE / "peers" / "compare.py", shaped, other], check=True)


def floors(binary, data, ours):
    """What no evaluator goes below, beside our load and score."""
    runs = [run(binary / "floor", data) for _ in range(TURNS)]
    decode, stream = median(runs, "decode"), median(runs, "stream")
    print(f"{data.name} wide floors: decode by typed readers {decode:.3f}  one pass over all figures {stream:.3f}  "
          f"load / decode {median(ours, 'load') / decode:.1f}  score / pass {median(ours, 'score') / stream:.1f}  "
          f"load + score / both {median(ours, 'load', 'score') / (decode + stream):.1f}", flush=True)


def median(all_runs, *keys):
    return statistics.median(sum(one[key] for key in keys) for one in all_runs)


def main(binary, data, sizes):
    binary, data = pathlib.Path(binary), pathlib.Path(data)
    for villages in sizes or ["100000", "700000"]:
        own = data / villages
        if not (own / "wide.parquet").exists():
            subprocess.run([binary / "workload", "--villages", villages, "--out", own], check=True)
        equal(binary, own)
        for form, more, out in (("wide", [], ["--out", own / "results.parquet"]), ("long", ["--long"], [])):
            runs = {"ours": [], **{name: [] for name in PEERS}}
            for _ in range(TURNS if form == "wide" else 3):
                runs["ours"].append(ours(binary, own, *more, *out))
                for name in PEERS:
                    write = ["--write", own / "peer.parquet"] if out else []
                    runs[name].append(peer(name, own, *more, *write))
            if form == "wide":
                floors(binary, own, runs["ours"])
            stages = [("load",), ("score",), ("load", "score")] + ([("load", "score", "write")] if out else [])
            for keys in stages:
                times = {who: median(of, *keys) for who, of in runs.items()}
                best = min(times[name] for name in PEERS)
                shown = "  ".join(f"{who} {time:.3f}" for who, time in times.items())
                print(f"{villages} {form} {' + '.join(keys)}: {shown}  best peer / ours {best / times['ours']:.1f}", flush=True)
    print("small:", run(binary / "small"), flush=True)


main(sys.argv[1], sys.argv[2], sys.argv[3:])
