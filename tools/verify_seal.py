#!/usr/bin/env python3
"""Checks a sealed record without the program that wrote it, with nothing but Python.

    tools/verify_seal.py FILE [--folder DIR] [--composed]

What is checked:

1. The hash: SHA-256 of the canonical JSON (sorted keys, no blanks, UTF-8) of all members but the hash.
2. The form: the file is that JSON with a line a member and nothing else, so that no member stands twice.
3. The totals: of every unit, the sum of its scores of the items that no other item holds, in exact fractions. The total may
   be that sum, the sum rounded half up to as many places as the total has, or 0 where the sum is below. Left out, and
   counted: units under a veto, and units with an item without a score. Where totals are composed of other scores (of
   rounds, of units below), or rescaled for items that do not apply, --composed leaves totals out.
4. With --folder: the digests of the CSV files and of all others that are no workbooks.

It does not score anything: `kaocheng verify` does.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
from fractions import Fraction
from pathlib import Path


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def lines(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1) + "\n"


def sha256(text):
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


def half_up(value, places):
    scale = 10**places
    rounded = Fraction(int(abs(value) * scale + Fraction(1, 2)), scale)
    return -rounded if value < 0 else rounded


def adds_up(total, parts):
    """Whether a total is the sum of its parts, or follows from it as the page of sealing says."""
    value, scored = Fraction(total), sum(map(Fraction, parts))
    places = len(total.partition(".")[2])
    return value == scored or ("/" not in total and value == half_up(scored, places)) or (value == 0 and scored < 0)


def check_totals(record):
    """Units checked, units left out, and what does not add up."""
    checked, left_out, wrong = 0, 0, []
    for unit in record["units"]:
        own = [i for i in record["items"] if i["parent"] is None and i["level"] in (None, unit["level"])]
        parts = [unit["items"].get(item["id"]) for item in own]
        if unit["vetoes"] or not all(isinstance(v, str) for v in [unit["total"], *parts]):
            left_out += 1
            continue
        checked += 1
        if not adds_up(unit["total"], parts):
            wrong.append(f"{unit['code']}: the total {unit['total']} is not the sum of {' + '.join(parts)}")
    return checked, left_out, wrong


def digest(path):
    """The digest of a file: a table without the order of its rows, anything else byte by byte."""
    data = path.read_bytes()
    if path.suffix.lower() != ".csv" or not data.strip():
        return sha256(data)
    text = data.decode("utf-8-sig")
    first = next(line for line in text.splitlines() if line.strip())
    mark = max(";", "\t", key=first.count)
    mark = mark if first.count(mark) > first.count(",") else ","
    rows = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
        row = [cell.strip() for cell in row]
        while row and not row[-1]:
            row.pop()
        if row:
            rows.append(row)
    rest = sorted(rows[1:], key=canonical)
    return sha256(canonical({"sheets": [{"head": rows[0], "name": None, "rows": rest}]}))


def check_files(record, folder):
    wrong, skipped = [], 0
    for entry in record["files"]:
        path = folder / entry["name"]
        if path.suffix.lower() == ".xlsx":
            skipped += 1
        elif not path.is_file():
            wrong.append(f"{entry['name']}: gone")
        elif digest(path) != entry["sha256"]:
            wrong.append(f"{entry['name']}: not the file that was sealed")
    return skipped, wrong


def main():
    options = argparse.ArgumentParser(description="Checks a sealed record.")
    options.add_argument("file", type=Path)
    options.add_argument("--folder", type=Path)
    options.add_argument("--composed", action="store_true")
    asked = options.parse_args()
    text = asked.file.read_text(encoding="utf-8")
    record = json.loads(text)
    if record.get("format") != 1:
        sys.exit(f"{asked.file}: format {record.get('format')} is not known here")
    rest = {name: value for name, value in record.items() if name != "hash"}
    wrong = []
    if sha256(canonical(rest)) != record.get("hash"):
        wrong.append(f"the hash is {sha256(canonical(rest))}, the record states {record.get('hash')}")
    if lines(record) != text:
        wrong.append("the text is not in the form of a sealed record")
    if asked.composed:
        print("totals: left out")
    else:
        checked, left_out, of_totals = check_totals(record)
        print(f"totals: {checked} checked, {left_out} left out")
        wrong += of_totals
    if asked.folder:
        skipped, of_files = check_files(record, asked.folder)
        print(f"files: {len(record['files']) - skipped} checked, {skipped} workbooks left out")
        wrong += of_files
    for line in wrong:
        print(line, file=sys.stderr)
    print("holds" if not wrong else "does not hold")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
