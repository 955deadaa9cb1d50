"""examples/city-2016-older/scheme.md worked out by hand: sixty percent the city, forty the county, half of it not drawn."""

from fractions import Fraction as F

import findings
from expected import ranks, within
from folder import Folder

EARNS = ("7:1", "7:2", "7:3", "7:4", "7:5", "7:6")
LOST = {
    "8.2.1": {"8.2.1:1": 6, "8.2.1:2": 2},
    "8.2.2": {"8.2.2:1": 1, "8.2.2:2": 1, "8.2.2:3": 1},
    "8.2.3": {"8.2.3:1": 2},
    "8.2.4": {"8.2.4:1": 2},
    "8.2.5": {"8.2.5:1": 2, "8.2.5:2": 4},
}


def surveyed(folder, unit, item, points):
    """Two points an error, or the main work figures where the township was not drawn."""
    if folder.yes(unit, f"{item}:drawn"):
        return within(points - 2 * folder.number(unit, f"{item}:1"), 0, points)
    return folder.number(unit, f"{item}:stand-in")


def beside(folder, found, unit):
    """七 at most 12; 八 (一) without a limit, (二) at most 8."""
    of = lambda kind: found.get((unit, kind), F(0))  # noqa: E731
    earned = 2 * of("7:1") + of("7:2") + 3 * min(F(1), of("7:3")) + 2 * of("7:4") + of("7:5") + of("7:6")
    items = {item: -sum((of(kind) * points for kind, points in costs.items()), F(0)) for item, costs in LOST.items()}
    own = max(F(-8), sum(items.values()))
    obstructed = -2 * folder.number(unit, "8.1:1")
    return items | {"7": min(F(12), earned), "8.1": obstructed, "8.2": own, "8": obstructed + own}


def scored():
    """Round -> unit -> item -> points."""
    folder = Folder("city-2016-older", "figures.csv")
    found = findings.counted(folder, EARNS)
    n = folder.number
    made = {}
    for unit in folder.at("乡镇"):
        items = {"3.1": n(unit, "3.1:1"), "3.2.1": surveyed(folder, unit, "3.2.1", 30),
                 "3.2.2": surveyed(folder, unit, "3.2.2", 45), "3.3": n(unit, "3.3:1")}
        city = sum(items.values())
        more = beside(folder, found, unit)
        total = city * F(6, 10) + n(unit, "乡镇:score:2") * F(4, 10) + more["7"] + more["8"]
        made[unit] = items | more | {"total": max(F(0), total)}
    for unit in folder.at("县区"):
        below = [made[township]["total"] for township in folder.below(unit)]
        items = {"2.1": sum(below) / len(below) * F(7, 10), "2.2": n(unit, "2.2:1"), "2.3": n(unit, "2.3:1"),
                 "2.4": 5 * n(unit, "达标村数") / n(unit, "行政村数")}
        more = beside(folder, found, unit)
        made[unit] = items | more | {"total": max(F(0), sum(items.values()) + more["7"] + more["8"])}
    for level in ("乡镇", "县区"):
        for unit, place in ranks({unit: made[unit]["total"] for unit in folder.at(level)}).items():
            made[unit]["rank"] = place
    return {None: made}
