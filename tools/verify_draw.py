#!/usr/bin/env python3
"""Repeats a published draw with nothing but Python's standard library, as docs/draw.md states it.

    python3 tools/verify_draw.py DIR        DIR holds frame.csv, frame.sha256, commitment.txt, record.json, sample.csv
                                            tickets.csv, if need be ties.csv; says yes (exit 0), or no and why (exit 1)
"""

import csv
import hashlib
import io
import json
import pathlib
import sys


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def fraction(hexadecimal):
    """The decimal digits of the integer, at least 64, from the last to the first."""
    return "0." + f"{int(hexadecimal, 16):064d}"[::-1]


def commitment(frame_hash, seed):
    return sha256(f"kaocheng-commitment-1\n{frame_hash}\n{seed}\n")


def key_text(frame_hash, seed, public):
    return f"kaocheng-draw-1\n{frame_hash}\n{seed}\n{public}\n"


def start(key, stratum, total):
    """A whole number below total; digests in the incomplete run below 2**256 are passed over."""
    counter = 0
    while True:
        number = int(sha256(f"{key}start\n{stratum}\n{counter}\n"), 16)
        if number < 2**256 - 2**256 % total:
            return number % total
        counter += 1


def strata(frame_text):
    """Code -> (name, size, method, [(site, name, measure)])."""
    found = {}
    for row in csv.DictReader(io.StringIO(frame_text, newline="")):
        head = (row["stratum_name"] or row["stratum"], int(row["draw"]), row["method"], [])
        sites = found.setdefault(row["stratum"], head)[3]
        if row["site"]:
            sites.append((row["site"], row["site_name"], int(row["measure"] or 0)))
    return found


def proportional(key, stratum, order, size):
    """Index -> word, for the measures in the order of tickets."""
    chosen = {}
    while True:
        open_ = [i for i in range(len(order)) if i not in chosen]
        total = sum(order[i] for i in open_)
        left = size - len(chosen)
        certain = [i for i in open_ if order[i] * left >= total]
        if not left or not certain:
            break
        chosen.update(dict.fromkeys(certain, "certain"))
    if left:
        point, reached = start(key, stratum, total), 0
        for i in open_:
            reached += order[i] * left
            if point < reached:
                chosen[i] = "drawn"
                point += total
    return chosen


def draw(frame_text, seed, public):
    """[(stratum, name, size, [(site, name, ticket, outcome)])], by stratum and ticket."""
    key = sha256(key_text(sha256(frame_text), seed, public))
    made = []
    for code, (name, size, method, sites) in sorted(strata(frame_text).items(), key=lambda s: s[0].encode()):
        ticket = {site: fraction(sha256(f"{key}site\n{code}\n{site}\n")) for site, _, _ in sites}
        order = sorted(sites, key=lambda s: (ticket[s[0]], s[0].encode()))
        if method == "equal" or len(order) <= size:
            chosen = dict.fromkeys(range(min(size, len(order))), "drawn")
        else:
            chosen = proportional(key, code, [measure for _, _, measure in order], size)
        rows, replacement = [], 0
        for i, (site, site_name, _) in enumerate(order):
            replacement += i not in chosen
            rows.append((site, site_name, ticket[site], chosen.get(i, f"replacement-{replacement}")))
        made.append((code, name, size, rows))
    return made


def table(header, rows):
    quoted = lambda field: '"' + field.replace('"', '""') + '"' if "," in field or '"' in field else field
    return "".join(",".join(map(quoted, row)) + "\n" for row in [header, *rows])


def replacement(outcome):
    return outcome.startswith("replacement-")


def sample_csv(made):
    rows = [(code, name, site, site_name, outcome, "yes" if len(sites) < size else "")
            for code, name, size, sites in made
            for site, site_name, _, outcome in sites if not replacement(outcome)]
    return table(("stratum", "stratum_name", "site", "site_name", "how", "short"), rows)


def tickets_csv(made):
    rows = [(code, site, ticket, outcome) for code, _, _, sites in made for site, _, ticket, outcome in sites]
    return table(("stratum", "site", "ticket", "outcome"), rows)


def ties_csv(listed, frame_hash, seed, public):
    key = sha256(key_text(frame_hash, seed, public))
    codes = {row["unit"] for row in csv.DictReader(io.StringIO(listed, newline=""))}
    rows = sorted((fraction(sha256(f"{key}unit\n{code}\n")), code) for code in codes)
    return table(("unit", "ticket"), [(code, ticket) for ticket, code in rows])


def entry(code, name, size, sites):
    """A stratum as record.json has it."""
    return {"stratum": code, "name": name, "asked": size, "sites": len(sites), "short": len(sites) < size,
            "drawn": [site for site, _, _, outcome in sites if not replacement(outcome)],
            "replacements": [site for site, _, _, outcome in sites if replacement(outcome)]}


def faults(folder):
    """Everything that does not hold."""
    text = lambda name: (folder / name).read_bytes().decode("utf-8")
    frame, record = text("frame.csv"), json.loads(text("record.json"))
    frame_hash, seed, public = sha256(frame), record["seed"], record["public"]
    if not (20 <= len(seed) <= 100 and len(public) <= 100 and set(seed + public) <= set("0123456789")):
        yield "the seed or the public digits are not of their form"
    if {record["frame_sha256"], text("frame.sha256").split()[0]} != {frame_hash}:
        yield f"frame.csv has the SHA-256 {frame_hash}, which is not the published one"
    if {record["commitment"], text("commitment.txt").strip()} != {commitment(frame_hash, seed)}:
        yield "the commitment is not one to this frame and seed"
    made = draw(frame, seed, public)
    entries = [entry(*stratum) for stratum in made]
    yield from (f"the draw gives {e}" for e in entries if record["strata"].count(e) != 1)
    yield from (f"the draw does not give {e}" for e in record["strata"] if e not in entries)
    files = [("sample.csv", sample_csv(made)), ("tickets.csv", tickets_csv(made))]
    if (folder / "ties.csv").exists():
        files.append(("ties.csv", ties_csv(text("ties.csv"), frame_hash, seed, public)))
    for name, expected in files:
        if text(name) != expected:
            yield f"{name} is not what the draw gives"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = list(faults(pathlib.Path(sys.argv[1])))
    print("\n".join(["no", *found]) if found else "yes")
    sys.exit(1 if found else 0)
