"""What confirmed findings of a folder count to, read apart from the program."""

import csv
from fractions import Fraction

# Routes by number: how many people have to have reported, each apart from the others. (Route 1 of the city's schemes.)
PEOPLE = {"1": 3}


def counted(folder, earns=()):
    """(unit code, input) -> how many cases score, their aggravators included; a value instead where a row gives one."""
    codes = {unit["name"]: unit["code"] for unit in folder.units}
    totals = {}
    with open(folder.place / "findings.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not _scores(row, earns):
                continue
            given = Fraction(row.get("value") or row["count"] or "1")
            for kind in [row["kind"], *filter(None, row["aggravators"].split(";"))]:
                key = (codes.get(row["unit"], row["unit"]), kind)
                totals[key] = totals.get(key, Fraction(0)) + given
    return totals


def _scores(row, earns):
    if row["state"] != "confirmed" or not row["evidence"]:
        return False
    if row["kind"] in earns:
        return True
    people = min(int(row["reports"] or 0), int(row["independent"] or 0))
    return row["verified"] == "yes" and row["route"] in "1234" and row["route"] != "" and people >= PEOPLE.get(row["route"], 0)
