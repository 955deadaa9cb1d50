#!/usr/bin/env python3
"""Writes the units and figures of every example scheme.

All figures are generated: invented places, seeded random numbers, and a few units made by hand to show a rule at its
edge. Nothing here scores anything; the expected points are worked out apart from this, in tests/golden.

    python3 tools/generate_examples.py           writes the files
    python3 tools/generate_examples.py --check   exits with 1 if a committed file differs from what would be written
"""

import pathlib
import sys

from example_figures import childcare, city, city_older, clinic, county, tender

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "examples"


def files():
    """Every generated file: path below examples/ -> bytes."""
    written = {}
    for example in (childcare, clinic, tender, county, city, city_older):
        for path, content in example.files().items():
            written[path] = content if isinstance(content, bytes) else content.encode("utf-8")
    return written


def differing(written):
    """The paths whose committed bytes are not these."""
    def committed(path):
        place = EXAMPLES / path
        return place.read_bytes() if place.exists() else None
    return [path for path, content in written.items() if committed(path) != content]


def main():
    written = files()
    if "--check" in sys.argv[1:]:
        wrong = differing(written)
        for path in wrong:
            print(f"examples/{path} is not what tools/generate_examples.py writes")
        return 1 if wrong else 0
    for path, content in written.items():
        place = EXAMPLES / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        print(f"examples/{path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
