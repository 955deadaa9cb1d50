#!/usr/bin/env python3
"""How well the readers do on a corpus of real clauses: the share that reads whole, by form and by document, and the
vectors that come out right.

usage: corpus.py PROGRAM DIRECTORY

DIRECTORY holds clauses-*.tsv (id, source, form, clause, machine_scorable, item_points, context) and gold-*.tsv (id, lang,
points, policies, clause, values, expected, note, grade). Standard library only. Exit code 0 always: this measures.
"""
import collections
import csv
import glob
import json
import os
import shlex
import subprocess
import sys
from fractions import Fraction

csv.field_size_limit(10**7)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"))) for line in lines[1:] if line]


def unescaped(text):
    return text.replace("\\n", "\n").replace("\\t", "\t")


def read_all(program, clauses):
    """One JSON object a clause."""
    lines = "\n".join(c["clause"].replace("\\t", " ") for c in clauses) + "\n"
    done = subprocess.run([program, "read"], input=lines.encode(), capture_output=True)
    out = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if len(out) != len(clauses):
        sys.exit(f"read gave {len(out)} lines for {len(clauses)} clauses: {done.stderr.decode()[:500]}")
    return out


def clauses_report(program, path):
    clauses = [c for c in rows(path) if c["machine_scorable"] == "yes"]
    answers = read_all(program, clauses)
    by_form = collections.defaultdict(list)
    by_document = collections.defaultdict(list)
    failed = []
    for clause, answer in zip(clauses, answers):
        ok = answer["ok"]
        by_form[clause["form"].split("+")[0]].append(ok)
        by_document[clause["source"].split()[0]].append(ok)
        if not ok:
            failed.append((clause, answer))
    total = sum(map(len, by_form.values()))
    whole = sum(map(sum, by_form.values()))
    mean = sum(sum(v) / len(v) for v in by_document.values()) / len(by_document)
    print(f"{os.path.basename(path)}: {whole} of {total} read whole ({whole / total:.1%}); mean over documents {mean:.1%}")
    print("  by form: " + ", ".join(f"{k} {sum(v)}/{len(v)}" for k, v in sorted(by_form.items())))
    for clause, answer in failed:
        messages = "; ".join(d["message"] for d in answer["diagnostics"] if d["severity"] == "error")
        print(f"  not read {clause['id']} [{clause['form']}] {clause['clause'][:160]}\n           {messages[:240]}")
    return {clause["id"]: answer["ok"] for clause, answer in zip(clauses, answers)}


def attempt(program, row):
    command = [program, "try"]
    if row["points"]:
        command += ["--points", row["points"]]
    for policy in row["policies"].split():
        command += ["--policy", policy]
    command += ["--", unescaped(row["clause"])] + shlex.split(row["values"])
    done = subprocess.run(command, capture_output=True)
    return done.returncode, done.stdout.decode().strip(), done.stderr.decode().strip()


def equal(found, expected):
    if found == expected:
        return True
    try:
        return Fraction(found) == Fraction(expected)
    except (ValueError, ZeroDivisionError):
        return False


def gold_report(program, path, reads):
    counts = collections.Counter()
    misses = []
    for row in rows(path):
        key = (row["lang"], row["grade"])
        counts[key, "all"] += 1
        if not reads.get(row["id"], False):
            counts[key, "unread"] += 1
            continue
        _, found, message = attempt(program, row)
        if equal(found, row["expected"]):
            counts[key, "right"] += 1
        else:
            misses.append((row, found, message))
    for key in sorted({k for k, _ in counts}):
        asked = counts[key, "all"] - counts[key, "unread"]
        share = counts[key, "right"] / asked if asked else 1
        print(f"{os.path.basename(path)} {key[0]} {key[1]}: {counts[key, 'right']} of {asked} right among those that read"
              f" ({share:.1%}); {counts[key, 'unread']} vectors of unread clauses")
    for row, found, message in misses:
        print(f"  {row['grade']} {row['id']} points={row['points'] or '-'} {row['policies']} {row['values']} =>"
              f" {found or message.splitlines()[-1:] or '?'} not {row['expected']}   {row['clause'][:120]}")


def main():
    program, directory = sys.argv[1:3]
    if not os.path.isdir(directory):
        print(f"no corpus at {directory}: nothing measured")
        return
    reads = {}
    for path in sorted(glob.glob(os.path.join(directory, "clauses-*.tsv"))):
        reads.update(clauses_report(program, path))
    for path in sorted(glob.glob(os.path.join(directory, "gold-*.tsv"))):
        gold_report(program, path, reads)


if __name__ == "__main__":
    main()
