"""What both peers read: the items of workload S in whole hundredths, and their command line.

A score is never made from a rounded quotient: everything is multiplied first and divided once, halves up.
"""

import argparse
import json
import pathlib
import time

ALL = json.loads((pathlib.Path(__file__).parent.parent / "workload-s" / "items.json").read_text(encoding="utf-8"))
VETO = ALL["veto"]
MEASURES = ALL["measures"]
KIND = {m["id"]: m["kind"] for m in MEASURES}
SECTIONS = range(1, 11)
MOST_BONUS, MOST_DEDUCTION = 5_000, 8_000
# What the scheme's heading gives counties and cities: their mean is never more.
MOST_MEAN = 100_000
TOP, BOTTOM = 15, 5


def hundredths(number):
    return round(number * 100)


def items():
    """Every item with its numbers in hundredths."""
    for one in ALL["items"]:
        row = dict(one)
        for name in ("points", "each"):
            if row.get(name) is not None:
                row[name] = hundredths(row[name])
        for name in ("edges", "marks"):
            if name in row:
                row[name] = [hundredths(x) for x in row[name]]
        if row["kind"] == "interpolated":
            row["low"], row["high"] = hundredths(row["low"]), hundredths(row["high"])
        yield row


def of_block(block):
    return [i["id"] for i in ALL["items"] if i["section"] == block]


OUTPUT = [i["id"] for i in ALL["items"]] + [f"s{n:02}" for n in SECTIONS] + ["bonus", "deduction", "own"]
LISTS = ["top", "bottom", "top_in_county", "bottom_in_county"]


def arguments():
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=pathlib.Path, help="where the files of the workload are")
    asked.add_argument("--long", action="store_true", help="load long.parquet and units.parquet")
    asked.add_argument("--check", type=pathlib.Path, help="write every output here")
    asked.add_argument("--write", type=pathlib.Path, help="write results as Parquet here, and time it")
    asked.add_argument("--threads", type=int, default=0)
    return asked.parse_args()


class Clock:
    """Seconds by stage."""

    def __init__(self):
        self.seconds, self.last = {}, time.perf_counter()

    def lap(self, stage):
        now = time.perf_counter()
        self.seconds[stage] = round(now - self.last, 4)
        self.last = time.perf_counter()

    def print(self, rows):
        print(json.dumps(self.seconds | {"rows": rows}))
