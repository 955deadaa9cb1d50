#!/usr/bin/env python3
"""Mutation testing of the compiler and the engine, all mutants in one build.

    tools/mutants/run.py [--work FOLDER] [--only NUMBERS] [--sample N --seed S]

The mutants are those of cargo-mutants. They are compiled in together, each behind a switch (kaocheng-mutants), so that a
mutant costs a run of the tests that come by it instead of a build. Results: FOLDER/results.tsv and a summary.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = ["kaocheng-compile", "kaocheng-engine"]
# Which tests count: package and, where not all of its tests, the targets.
TESTS = {
    "kaocheng-compile": [],
    "kaocheng-engine": [],
    "kaocheng-exchange": ["golden", "t_values"],
    "kaocheng-app": ["diagnostics"],
}
COLUMNS = ["number", "outcome", "by", "name"]


def run(args, **options):
    return subprocess.run(args, check=True, text=True, **options)


def prepare(work):
    """A copy of the tree, with the switch as a crate of it; files that did not change keep their times."""
    tree = work / "tree"
    files = run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, stdout=subprocess.PIPE).stdout.split("\0")
    wanted = {pathlib.Path(f) for f in files if f and (ROOT / f).is_file()}
    if tree.exists():
        for old in tree.rglob("*"):
            if old.is_file() and old.relative_to(tree) not in wanted:
                old.unlink()
    for file in wanted:
        put(tree / file, (ROOT / file).read_bytes())
    for crate in ["compile", "engine"]:
        manifest = tree / "crates" / crate / "Cargo.toml"
        with_switch = manifest.read_text().replace(
            "[dependencies]\n", '[dependencies]\nmutant-switch = { path = "../mutant-switch" }\n', 1
        )
        manifest.write_text(with_switch)
    shutil.copytree(ROOT / "tools/mutants/switch", tree / "crates/mutant-switch", dirs_exist_ok=True)
    return tree


def put(path, content):
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def cargo(tree, work, *args, check=True):
    environment = dict(
        os.environ,
        CARGO_TARGET_DIR=str(work / "target"),
        CARGO_PROFILE_DEV_OPT_LEVEL="1",
        CARGO_PROFILE_DEV_DEBUG="false",
        RUSTFLAGS="--cap-lints allow",
    )
    found = subprocess.run(
        ["cargo", *args, "--message-format", "json"], cwd=tree, env=environment, text=True, stdout=subprocess.PIPE
    )
    if check and found.returncode:
        sys.exit(f"cargo {' '.join(args)} failed")
    return [json.loads(line) for line in found.stdout.splitlines() if line.startswith("{")], found.returncode


def instrument(work, tree):
    """Compiles the mutants in, leaving out what does not compile; gives the mutants and the numbers left out."""
    listed = run(
        ["cargo", "mutants", "--list", "--json", *[a for p in PACKAGES for a in ("--package", p)]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    ).stdout
    (work / "list.json").write_text(listed)
    mutants = json.loads(listed)
    known = work / "unviable.json"
    names = set(json.loads(known.read_text())) if known.exists() else set()
    skip = {number for number, mutant in enumerate(mutants) if mutant["name"] in names}
    files = {mutant["file"] for mutant in mutants}
    while True:
        for file in files:
            shutil.copy(ROOT / file, tree / file)
        (work / "skip").write_text("\n".join(map(str, sorted(skip))))
        tool = ["cargo", "run", "--release", "--quiet", "--manifest-path", str(ROOT / "tools/mutants/Cargo.toml"), "--"]
        places = json.loads(
            run([*tool, str(tree), str(work / "list.json"), str(work / "skip")], stdout=subprocess.PIPE).stdout
        )
        messages, failed = cargo(tree, work, "check", *[a for p in PACKAGES for a in ("-p", p)], check=False)
        errors = [m["message"] for m in messages if m.get("reason") == "compiler-message" and m["message"]["level"] == "error"]
        if not failed:
            break
        found = {number for error in errors for number in blamed(error, places["inserted"])}
        print(f"{len(errors)} errors of {len(found)} mutants", flush=True)
        if not found - skip:
            sys.exit("\n".join(error["rendered"] for error in errors[:5]))
        skip |= found
    known.write_text(json.dumps(sorted(mutants[n]["name"] for n in skip)))
    return mutants, skip, set(places["unplaced"])


def blamed(error, inserted):
    """The mutants in whose text an error stands; else those that it points at."""
    for primary in [True, False]:
        found = {
            place["mutant"]
            for span in error["spans"]
            for place in inserted
            if span["is_primary"] == primary
            and place["file"] == span["file_name"]
            and place["from"] <= span["byte_start"]
            and span["byte_end"] <= place["to"]
        }
        if found:
            return found
    return set()


def executables(tree, work):
    """The test programs, and the folder each runs in."""
    own = [t for p in PACKAGES for t in (tree / "crates" / p.removeprefix("kaocheng-") / "tests").iterdir()]
    named = {t.stem for t in own if t.suffix == ".rs" or (t / "main.rs").exists()} - set(LEFT_OUT)
    targets = sorted(named.union(*OTHERS.values()))
    packages = [a for p in [*PACKAGES, *OTHERS] for a in ("-p", p)]
    messages, _ = cargo(tree, work, "test", "--no-run", *packages, "--lib", *[a for t in targets for a in ("--test", t)])
    found = []
    for message in messages:
        if message.get("reason") == "compiler-artifact" and message["executable"] and message["profile"]["test"]:
            folder = pathlib.Path(message["manifest_path"]).parent
            found.append((f"{folder.name}:{message['target']['name']}", message["executable"], folder))
    return found


def one(test, environment, limit):
    _, program, folder = test
    try:
        ended = subprocess.run(
            [program, "--quiet"],
            cwd=folder,
            env=dict(os.environ, RUST_BACKTRACE="0", **environment),
            timeout=limit,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return "timeout"
    return "passed" if ended.returncode == 0 else "failed"


def baseline(tests, work):
    """The tests, quickest first, each with its seconds and the mutants that it comes by."""
    measured = []
    for test in tests:
        trace = work / "trace"
        trace.unlink(missing_ok=True)
        start = time.monotonic()
        if one(test, {"MUTANT_TRACE": str(trace)}, None) != "passed":
            sys.exit(f"{test[0]} fails without a mutant")
        met = {int(line) for line in trace.read_text().split()} if trace.exists() else set()
        measured.append((time.monotonic() - start, test, met))
        print(f"{test[0]}: {measured[-1][0]:.1f} s, {len(met)} mutants", flush=True)
    return sorted(measured, key=lambda m: m[0])


def outcome(number, tests):
    for seconds, test, met in tests:
        if number in met:
            found = one(test, {"MUTANT": str(number)}, 30 + 20 * seconds)
            if found != "passed":
                return ("caught" if found == "failed" else "timeout"), test[0]
    return "missed", "" if any(number in met for _, _, met in tests) else "not reached"


def summary(results):
    counts = collections.defaultdict(collections.Counter)
    for _, found, _, name in results:
        counts[name.split("/")[1]][found] += 1
    counts["both"] = sum(counts.values(), collections.Counter())
    for crate, of in counts.items():
        caught, missed = of["caught"] + of["timeout"], of["missed"]
        share = 100 * caught / max(1, caught + missed)
        print(f"{crate}: {sum(of.values())} mutants, {of['caught']} caught, {of['timeout']} timeouts, "
              f"{missed} missed, {of['unviable']} unviable; {share:.1f} % caught")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "target/mutants")
    parser.add_argument("--only", type=pathlib.Path, help="a file of names of mutants, a line each")
    parser.add_argument("--sample", type=int, help="so many, drawn at random")
    parser.add_argument("--seed", default="1")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    tree = prepare(args.work)
    mutants, skip, unplaced = instrument(args.work, tree)
    tests = baseline(executables(tree, args.work), args.work)
    chosen = list(range(len(mutants)))
    if args.only:
        names = set(args.only.read_text().splitlines())
        chosen = [n for n in chosen if mutants[n]["name"] in names]
    if args.sample:
        chosen = sorted(random.Random(args.seed).sample(chosen, args.sample))
    results = []
    with open(args.work / "results.tsv", "w") as file:
        print(*COLUMNS, sep="\t", file=file)
        for number in chosen:
            if number in skip:
                found = ("unviable", "")
            elif number in unplaced:
                found = ("unplaced", "")
            else:
                found = outcome(number, tests)
            results.append((number, *found, mutants[number]["name"]))
            print(*results[-1], sep="\t", file=file, flush=True)
    summary(results)


if __name__ == "__main__":
    main()
