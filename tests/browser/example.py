"""The example childcare-2026, cut to the townships of this round: its scheme as it is published, its units and figures."""

import csv
import pathlib
from fractions import Fraction

from people import TOWNSHIPS

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "examples" / "childcare-2026"
SCHEME = (FOLDER / "scheme.md").read_text(encoding="utf-8")


def rows(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def township(unit):
    return unit.split("-")[0]


def units():
    """The rows of the list of units, with its header: the county, the townships and their villages."""
    kept = [row for row in rows("units.csv") if row["code"] == "YT" or township(row["code"]) in TOWNSHIPS]
    return [list(kept[0])] + [list(row.values()) for row in kept]


def figures(*names):
    """`(unit, input) -> value` of the sources named: `乡镇`, `村民委员会`, or a department."""
    kept = (row for row in rows("figures.csv") if row["source"] in names and township(row["unit"]) in TOWNSHIPS)
    return {(row["unit"], row["input"]): row["value"] for row in kept}


def villages(unit):
    return [row["code"] for row in rows("units.csv") if row["parent"] == unit]


def findings(unit):
    """What was found of a unit: kind, day, count, evidence."""
    kept = (row for row in rows("findings.csv") if row["unit"] == unit and row["state"] == "confirmed")
    return [(row["kind"], row["date"], row["count"], row["evidence"]) for row in kept]


def expected():
    """The points that another calculation gave, unit by unit: `unit -> {item: points}`; `None`: it does not apply."""
    points = {unit: {} for unit in TOWNSHIPS}
    for row in rows("expected.csv"):
        if row["unit"] in points and row["item"] != "rank":
            points[row["unit"]][row["item"]] = None if row["points"] == "n/a" else Fraction(row["points"])
    return points
