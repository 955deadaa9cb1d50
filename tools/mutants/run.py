#!/usr/bin/env python3
"""Mutation testing of the compiler and the engine, with all mutants in one build.

    tools/mutants/run.py [--work FOLDER] [--only FILE] [--sample N --seed S]

The mutants are those that cargo-mutants lists. They are compiled in together, each behind a switch (`kaocheng-mutants`), so
that a mutant costs a run of the tests that come by it instead of a build. What was found stands in FOLDER/results.tsv, a
line a mutant, and is summed up at the end.
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
TOOL = ROOT / "tools/mutants"
CRATES = ["compile", "engine"]
PACKAGES = [argument for crate in CRATES for argument in ("--package", f"kaocheng-{crate}")]
# Tests of other crates that count, too.
OTHERS = {"kaocheng-exchange": ["golden", "t_values"], "kaocheng-app": ["diagnostics"]}
# Takes a minute a mutant.
LEFT_OUT = {"numbers"}
# Errors of a build that concern nobody: what is dead under a switch is not dead.
ENVIRONMENT = {"CARGO_PROFILE_DEV_OPT_LEVEL": "1", "CARGO_PROFILE_DEV_DEBUG": "false", "RUSTFLAGS": "--cap-lints allow"}


class Work:
    """The folder of a run: `source` as it was at the start, `tree` with the mutants in it, `target`."""

    def __init__(self, folder):
        self.folder = folder
        self.source = folder / "source"
        self.tree = folder / "tree"

    def prepare(self):
        listed = output(["git", "ls-files", "-coz", "--exclude-standard"], ROOT).split("\0")
        files = [pathlib.Path(f) for f in listed if f and (ROOT / f).is_file()]
        shutil.rmtree(self.source, ignore_errors=True)
        for file in files:
            put(self.source / file, (ROOT / file).read_bytes())
            if not is_mutated(file):
                put(self.tree / file, (ROOT / file).read_bytes())
        for old in self.tree.rglob("*.rs"):
            if old.relative_to(self.tree) not in files and "mutant-switch" not in old.parts:
                old.unlink()
        for file in (TOOL / "switch").rglob("*"):
            if file.is_file():
                put(self.tree / "crates/mutant-switch" / file.relative_to(TOOL / "switch"), file.read_bytes())
        for crate in CRATES:
            manifest = f"crates/{crate}/Cargo.toml"
            dependency = '[dependencies]\nmutant-switch = { path = "../mutant-switch" }\n'
            text = (self.source / manifest).read_text().replace("[dependencies]\n", dependency, 1)
            put(self.tree / manifest, text.encode())

    def cargo(self, *args, check=True):
        """Runs cargo in the tree; gives its messages and whether it succeeded."""
        environment = dict(os.environ, CARGO_TARGET_DIR=str(self.folder / "target"), **ENVIRONMENT)
        command = ["cargo", *args, "--message-format", "json"]
        found = subprocess.run(command, cwd=self.tree, env=environment, text=True, stdout=subprocess.PIPE)
        if check and found.returncode:
            sys.exit(f"cargo {args[0]} failed")
        return [json.loads(line) for line in found.stdout.splitlines() if line.startswith("{")], not found.returncode

    def instrument(self):
        """Compiles the mutants in. Gives them, and the numbers of those that do not compile or have no place."""
        listed = output(["cargo", "mutants", "--list", "--json", *PACKAGES], self.source)
        (self.folder / "list.json").write_text(listed)
        mutants = json.loads(listed)
        skip = set()
        while True:
            unplaced, errors = self.switch_in(mutants, skip)
            found = set().union(*(error["mutants"] for error in errors))
            if not errors:
                break
            if not found - skip:
                sys.exit("\n".join(error["rendered"] for error in errors[:5]))
            print(f"{len(found)} mutants do not compile", flush=True)
            skip |= found
        return mutants, skip, unplaced

    def switch_in(self, mutants, skip):
        (self.folder / "skip").write_text("\n".join(map(str, sorted(skip))))
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        for crate in CRATES:
            shutil.copytree(self.source / "crates" / crate / "src", fresh / "crates" / crate / "src")
        tool = ["cargo", "run", "--release", "--quiet", "--manifest-path", TOOL / "Cargo.toml", "--"]
        places = json.loads(output([*tool, fresh, self.folder / "list.json", self.folder / "skip"], ROOT))
        # Files that are the same keep their time, so that nothing is built again.
        for file in fresh.rglob("*.rs"):
            put(self.tree / file.relative_to(fresh), file.read_bytes())
        messages, sound = self.cargo("check", *PACKAGES, check=False)
        told = [m["message"] for m in messages if m.get("reason") == "compiler-message"]
        errors = [] if sound else [e for e in told if e["level"] == "error" and e["spans"]]
        return set(places["unplaced"]), [{**e, "mutants": blamed(e, places["inserted"])} for e in errors]

    def executables(self):
        """The test programs: name, file, and the folder that each runs in."""
        own = [test for crate in CRATES for test in (self.source / "crates" / crate / "tests").iterdir()]
        named = {test.stem for test in own if test.suffix == ".rs" or (test / "main.rs").exists()} - LEFT_OUT
        targets = [a for t in sorted(named.union(*OTHERS.values())) for a in ("--test", t)]
        others = [a for package in OTHERS for a in ("--package", package)]
        messages, _ = self.cargo("test", "--no-run", *PACKAGES, *others, "--lib", *targets)
        found = []
        for message in messages:
            if message.get("reason") == "compiler-artifact" and message["executable"] and message["profile"]["test"]:
                folder = pathlib.Path(message["manifest_path"]).parent
                found.append((f"{folder.name}:{message['target']['name']}", message["executable"], folder))
        return found

    def baseline(self, tests):
        """The tests, quickest first, each with its seconds and the mutants that it comes by."""
        measured = []
        for test in tests:
            trace = self.folder / "trace"
            trace.unlink(missing_ok=True)
            start = time.monotonic()
            if run_test(test, {"MUTANT_TRACE": str(trace)}, None) != "passed":
                sys.exit(f"{test[0]} fails without a mutant")
            met = {int(line) for line in trace.read_text().split()} if trace.exists() else set()
            measured.append((time.monotonic() - start, test, met))
        return sorted(measured, key=lambda m: m[0])


def output(command, folder):
    return subprocess.run(command, cwd=folder, check=True, text=True, stdout=subprocess.PIPE).stdout


def put(path, content):
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def is_mutated(file):
    return any(file.is_relative_to(f"crates/{c}/src") or file == pathlib.Path(f"crates/{c}/Cargo.toml") for c in CRATES)


def blamed(error, inserted):
    """The mutants in whose text an error stands; else those that it points at."""
    for primary in [True, False]:
        spans = [span for span in error["spans"] if span["is_primary"] == primary]
        found = {
            place["mutant"]
            for span in spans
            for place in inserted
            if place["file"] == span["file_name"]
            and place["from"] <= span["byte_start"]
            and span["byte_end"] <= place["to"]
        }
        if found:
            return found
    return set()


def run_test(test, environment, limit):
    _, program, folder = test
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = dict(os.environ, RUST_BACKTRACE="0", **environment)
    try:
        ended = subprocess.run([program, "--quiet"], cwd=folder, env=environment, timeout=limit, **silent)
    except subprocess.TimeoutExpired:
        return "timeout"
    return "passed" if ended.returncode == 0 else "failed"


def outcome(number, tests):
    """What the tests say of a mutant, and which test said it."""
    coming_by = [(seconds, test) for seconds, test, met in tests if number in met]
    for seconds, test in coming_by:
        found = run_test(test, {"MUTANT": str(number)}, 10 + 20 * seconds)
        if found != "passed":
            return ("caught" if found == "failed" else "timeout"), test[0]
    return "missed", "" if coming_by else "not reached"


def summary(results):
    counts = collections.defaultdict(collections.Counter)
    for _, found, _, name in results:
        counts[name.split("/")[1]][found] += 1
    counts["both"] = sum(counts.values(), collections.Counter())
    for crate, of in counts.items():
        caught, missed = of["caught"] + of["timeout"], of["missed"]
        share = 100 * caught / max(1, caught + missed)
        kinds = ", ".join(f"{of[kind]} {kind}" for kind in ["caught", "timeout", "missed", "unviable", "unplaced"])
        print(f"{crate}: {sum(of.values())} mutants: {kinds}; {share:.1f} % of the viable ones caught")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "target/mutants", help="what is built and found")
    parser.add_argument("--only", type=pathlib.Path, help="a file of names of mutants, a line each")
    parser.add_argument("--sample", type=int, help="so many of them, drawn at random")
    parser.add_argument("--seed", default="1", help="of the draw")
    args = parser.parse_args()
    work = Work(args.work.resolve())
    work.prepare()
    mutants, skip, unplaced = work.instrument()
    tests = work.baseline(work.executables())
    chosen = list(range(len(mutants)))
    if args.only:
        names = set(args.only.read_text().splitlines())
        chosen = [n for n in chosen if mutants[n]["name"] in names]
    if args.sample:
        chosen = sorted(random.Random(args.seed).sample(chosen, min(args.sample, len(chosen))))
    results = []
    with open(work.folder / "results.tsv", "w") as file:
        print("number", "outcome", "by", "name", sep="\t", file=file)
        for number in chosen:
            left_out = "unviable" if number in skip else "unplaced" if number in unplaced else None
            found = (left_out, "") if left_out else outcome(number, tests)
            results.append((number, *found, mutants[number]["name"]))
            print(*results[-1], sep="\t", file=file, flush=True)
    summary(results)


if __name__ == "__main__":
    main()
