#!/usr/bin/env python3
"""Works out spec/draw-vectors.json apart from the program: samples as an outsider would, assignments by trying all.

    python3 tests/golden/draw_vectors.py        writes spec/draw-vectors.json
"""

import itertools
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import verify_draw as v  # noqa: E402

PLACE = ROOT / "spec" / "draw-vectors.json"
HEADER = ("stratum", "stratum_name", "draw", "method", "site", "site_name", "measure")


def frame(*rows):
    return v.table(HEADER, sorted(rows, key=lambda row: (row[0].encode(), row[4].encode())))


def equal(code, name, size, *sites):
    return [(code, name, str(size), "equal", *site, "") for site in sites] or [
        (code, name, str(size), "equal", "", "", "")]


def measured(code, name, size, *sites):
    return [(code, name, str(size), "measure", site, "", str(measure)) for site, measure in sites]


VILLAGES = ["东岭村", "西坪村", "南湾村", "北塘村", "上河村", "下街村", "石桥村"]
DRAWS = {
    "the example of docs/draw.md": (
        frame(*equal("A", "清河镇", 2, ("A1", "东岭村"), ("A2", "西坪村"), ("A3", "南湾村"), ("A4", "北塘村")),
              *equal("B", "杏山镇", 1, ("B1", "上河村"), ("B2", "下街村"))),
        "00381294715520963847", "640213"),
    "two villages a township, one in 杏山镇": (
        frame(*equal("A", "清河镇", 2, *((f"A{i}", name) for i, name in enumerate(VILLAGES))),
              *equal("B", "杏山镇", 1, ("B1", "一村"), ("B2", "二村"), ("B3", "三村"))),
        "00381294715520963847", ""),
    "digits thrown in public": (
        frame(*equal("A", "清河镇", 2, *((f"A{i}", name) for i, name in enumerate(VILLAGES)))),
        "00381294715520963847", "640213"),
    "too few sites, and none": (
        frame(*equal("A", "Ash, North", 2, ("A1", 'The "Old" Mill')), *equal("B", "Birch", 2)),
        "31415926535897932384626433832795", ""),
    "in proportion to a measure": (
        frame(*measured("M", "柳林镇", 2, *((f"M{i}", 100 + 37 * i) for i in range(8)))),
        "27182818284590452353", ""),
    "one site certain": (
        frame(*measured("M", "柳林镇", 3, ("M0", 9000), ("M1", 2000), ("M2", 900), ("M3", 700), ("M4", 600))),
        "27182818284590452353", "7"),
    "as many sites as drawn, with measures": (
        frame(*measured("M", "柳林镇", 2, ("M0", 1), ("M1", 1000000000000))),
        "27182818284590452353", ""),
}
TEAMS = {"1": ["A"], "2": ["B"], "3": []}
ASSIGNMENTS = [
    ({"1": [], "2": [], "3": []}, "ABCDEF", []),
    (TEAMS, "ABCDE", []),
    (TEAMS, "ABCDE", [("3", "C"), ("1", "C")]),
    (TEAMS, "AB", []),
]


def cost(key, team, place):
    return int(v.sha256(f"{key}team\n{team}\n{place}\n")[:10], 16)


def cheapest(key, teams, places, last):
    """Tries every assignment: the cheapest of the permitted and balanced ones."""
    low, high = len(places) // len(teams), -(-len(places) // len(teams))
    best = None
    for chosen in itertools.product(teams, repeat=len(places)):
        pairs = list(zip(chosen, places))
        balanced = all(low <= chosen.count(team) <= high for team in teams)
        if balanced and not any(place in teams[team] or (team, place) in last for team, place in pairs):
            total = sum(cost(key, *pair) for pair in pairs)
            if best is None or total < best[0]:
                best = total, pairs
    own = lambda team: sorted((p for t, p in best[1] if t == team), key=lambda p: (cost(key, team, p), p))
    return {team: own(team) for team in teams}


def vectors():
    """The file's content."""
    made = {"method": "docs/draw.md", "draws": [], "assignments": []}
    for name, (text, seed, public) in DRAWS.items():
        result = v.draw(text, seed, public)
        frame_hash = v.sha256(text)
        made["draws"].append({
            "name": name, "frame": text, "frame_sha256": frame_hash, "seed": seed, "public": public,
            "commitment": v.commitment(frame_hash, seed), "key_text": v.key_text(frame_hash, seed, public),
            "sample": v.sample_csv(result), "tickets": v.tickets_csv(result)})
    text, seed, public = DRAWS["digits thrown in public"]
    key = v.sha256(v.key_text(v.sha256(text), seed, public))
    for teams, places, last in ASSIGNMENTS:
        made["assignments"].append({
            "frame_sha256": v.sha256(text), "seed": seed, "public": public, "home": teams, "places": list(places),
            "last": last, "tasks": cheapest(key, teams, list(places), set(last))})
    return made


def text():
    return json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PLACE.write_text(text(), encoding="utf-8")
    print(PLACE.relative_to(ROOT))
