#!/usr/bin/env python3
"""Seals the rounds of the examples anew, after their scheme, figures or the plan format changed.

    cargo build && python3 tools/generate_examples.py && python3 tools/seal_examples.py target/debug/kaocheng

An office never does this: a sealed record is corrected, not made again. The draw is not repeated; should the list of
villages change, it no longer holds, and `kaocheng verify` says so.
"""

import pathlib
import shutil
import subprocess
import sys

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "examples"
# Each after those that it looks back on.
CITY = (EXAMPLES / "city-2016/2015", EXAMPLES / "city-2016")


def main():
    program = sys.argv[1]
    for folder in CITY:
        shutil.rmtree(folder / "sealed", ignore_errors=True)
    before, after = CITY
    subprocess.run([program, "seal", str(before)], check=True)
    shutil.copytree(before / "sealed", after / "sealed")
    subprocess.run([program, "seal", str(after)], check=True)


if __name__ == "__main__":
    main()
