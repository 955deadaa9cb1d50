"""examples/childcare-2026/scheme.md worked out by hand, sentence by sentence."""

import math
from fractions import Fraction as F

import findings
import lists as listing
from expected import NOT_APPLICABLE, half_up, ranks, rescaled, share, within
from folder import Folder

ROUNDS = {None: "figures.csv"}


def by_point(rate, target, points, lost, floor=None):
    """`points` at `target`, `lost` for every percentage point below, in proportion; nothing below `floor`."""
    if rate is None:
        return NOT_APPLICABLE
    if floor is not None and rate < floor:
        return F(0)
    return within(points - max(F(0), target - rate) * 100 * lost, 0, points)


def supply(folder, unit):
    """(一)托育服务供给."""
    n = lambda figure: folder.number(unit, figure)
    villages = folder.below(unit)
    per_1000 = n("places") / n("residents") * 1000
    affordable = share(n("affordable"), n("places"))
    if affordable is None:
        band = NOT_APPLICABLE
    else:
        band = F(8 if affordable >= F("0.85") else 6 if affordable >= F("0.75") else 4 if affordable >= F("0.6") else 0)
    care_points = sum(folder.yes(village, "care-point") for village in villages)
    sessions = sum(folder.number(village, "guidance") for village in villages)
    return {
        "2.1.1": within(10 - max(F(0), 5 - per_1000) / F("0.1") * F("0.4"), 0, 10),
        "2.1.2": band,
        "2.1.3": 8 * F(care_points, len(villages)),
        "2.1.4": by_point(share(n("enrolled"), n("places")), F("0.65"), 6, F("0.2")),
        "2.1.5": min(F(6), F("0.4") * sessions),
    }


def quality(folder, unit):
    """(二)服务质量."""
    n = lambda figure: folder.number(unit, figure)
    certified = share(n("certified"), n("carers"))
    # Five percentage points cost one point; what is left of a step costs nothing.
    steps = None if certified is None else math.floor(max(F(0), F("0.95") - certified) / F("0.05"))
    managed = n("children-managed")
    if managed is None:
        band = F(0)
    else:
        rate = managed / n("children")
        band = F(6 if rate >= F("0.9") else 4 if rate >= F("0.8") else 2 if rate >= F("0.7") else 0)
    return {
        "2.2.6": by_point(share(n("registered"), n("nurseries")), F(1), 8, F("0.4"), floor=F("0.85")),
        "2.2.7": NOT_APPLICABLE if steps is None else within(6 - steps, 0, 6),
        "2.2.8": by_point(n("visits-done") / n("visits-due"), F("0.95"), 8, F("0.5"), floor=F("0.85")),
        "2.2.9": band,
        "2.2.10": max(F(0), 6 - F("1.5") * n("hazards")),
    }


def organisation(folder, unit):
    """(三)组织保障."""
    n = lambda figure: folder.number(unit, figure)
    return {
        "2.3.11": by_point(n("paid") / n("budget"), F(1), 10, F("0.4"), floor=F("0.85")),
        "2.3.12": (3 if folder.yes(unit, "system-document") else 0) + min(F(5), F("1.5") * n("meetings")),
        "2.3.13": max(F(0), 5 - F("0.5") * n("reports-late") - F("1.5") * n("reports-missed")),
        "2.3.14": n("2.3.14:1"),
    }


def beside(folder, found, unit):
    """加分 and 减分, from what was found; a veto gives no points itself."""
    of = lambda kind: found.get((unit, kind), F(0))
    honours = {"国家": 3, "省": 2, "市": 1, "无": 0}
    highest = max(honours[word] for word in folder.text(unit, "honours").split("、"))
    lost = of("untrue-figures") + 2 * of("criticism")
    return {"3": min(F(4), of("hosted") + highest), "4": -min(F(6), lost), "5": F(0)}


POINTS = {
    "2.1": {"2.1.1": 10, "2.1.2": 8, "2.1.3": 8, "2.1.4": 6, "2.1.5": 6},
    "2.2": {"2.2.6": 8, "2.2.7": 6, "2.2.8": 8, "2.2.9": 6, "2.2.10": 6},
    "2.3": {"2.3.11": 10, "2.3.12": 8, "2.3.13": 5, "2.3.14": 5},
}


def scored():
    """Round -> unit -> item -> points."""
    folder = Folder("childcare-2026", ROUNDS[None])
    found = findings.counted(folder, routes=False)
    made, totals = {}, {}
    for unit in folder.at("乡镇"):
        items = {**supply(folder, unit), **quality(folder, unit), **organisation(folder, unit)}
        for group, parts in POINTS.items():
            items[group] = rescaled(sum(parts.values()), [(points, items[part]) for part, points in parts.items()])
        items |= beside(folder, found, unit)
        total = sum(items[part] for part in (*POINTS, "3", "4"))
        items["total"] = half_up(max(F(0), total), 2)
        # The veto takes the unit out of the ranking and leaves its points.
        totals[unit] = None if found.get((unit, "accident")) else items["total"]
        made[unit] = items
    for unit, place in ranks(totals).items():
        made[unit]["rank"] = place
    return {None: made}


def lists():
    """List -> (listed, proposed)."""
    scores = scored()[None]
    total = lambda unit: scores[unit]["total"]
    eligible = [unit for unit, items in scores.items() if items["rank"] is not None]
    return {"托育服务先进单位": (listing.first(eligible, 5, total), ()),
            "重点帮扶": (listing.last(scores, 3, total), ())}
