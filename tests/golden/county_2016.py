"""examples/county-2016/scheme.md worked out by hand, sentence by sentence."""

from fractions import Fraction as F

from expected import ranks, within
from folder import Folder

ROUNDS = {"上半年": "figures-上半年.csv", "全年": "figures-全年.csv"}


def funding(rate, year):
    """(5)事业费投入: 30 at the target, 2.5 less for every percentage point below, nothing below the floor."""
    target, floor = (F(1), F("0.8")) if year else (F("0.5"), F("0.3"))
    if rate < floor:
        return F(0)
    return within(30 - max(F(0), target - rate) * 100 * F("2.5"), 0, 30)


def model_villages(rate, year):
    """②群众自治示范村: all or nothing at half-year, one point for every percentage point at the year's end."""
    if not year:
        return F(10 if rate >= F("0.65") else 0)
    return within(10 - max(F(0), F("0.7") - rate) * 100, 0, 10)


def leadership(folder, unit, year):
    """1、党政负总责."""
    n = lambda figure: folder.number(unit, figure)
    fact = lambda item, points: F(points if folder.yes(unit, item) else 0)
    villages = folder.below(unit)
    of_villages = lambda figure: F(sum(folder.yes(village, figure) for village in villages), len(villages))
    return {
        "5.1.1.1.1": 7 * of_villages("letters"),
        "5.1.1.1.2": fact("5.1.1.1.2:1", 3),
        "5.1.1.1.3": fact("5.1.1.1.3:1", 10),
        "5.1.1.2.1": fact("5.1.1.2.1:1", 5),
        "5.1.1.2.2": fact("5.1.1.2.2:1", 5),
        "5.1.1.2.3": fact("5.1.1.2.3:1", 5),
        "5.1.1.2.4": min(F(5), 3 * n("meetings")),
        "5.1.1.3": fact("5.1.1.3:1", 5) + fact("5.1.1.3:2", 5) + min(F(10), 3 * n("staff")),
        "5.1.1.4.1": 15 * of_villages("inspected-year" if year else "inspected-half"),
        "5.1.1.4.2": fact("5.1.1.4.2:1", 5),
        "5.1.1.5": funding(n("paid") / n("budget"), year),
        "5.1.1.6": fact("5.1.1.6:1", 10) + fact("5.1.1.6:2", 10),
    }


def departments(folder, unit, year):
    """2、部门齐抓共管."""
    fact = lambda item, points: F(points if folder.yes(unit, item) else 0)
    items = {"5.1.2.1": fact("5.1.2.1:1", 20)}
    for part, points in ((1, 4), (2, 3), (3, 3)):
        for department in range(1, 6):
            item = f"5.1.2.2.{part}.{department}"
            items[item] = fact(f"{item}:1", points)
    items["5.1.2.3"] = max(F(0), 20 - 5 * folder.number(unit, "failing"))
    items["5.1.2.4"] = fact("5.1.2.4:1", 20) if year else F(20)
    return items


def association(folder, unit, year):
    """3、协会组织建设, as far as the text is there."""
    n = lambda figure: folder.number(unit, figure)
    short = max(F(0), 1 - n("association-staff"))
    return {
        "5.1.3.1.1": (2 if folder.yes(unit, "5.1.3.1.1:1") else 0) + max(F(0), 3 - 3 * short),
        "5.1.3.1.2": model_villages(n("model-villages") / n("villages"), year),
    }


def scored():
    """Round -> unit -> item -> points."""
    rounds = {}
    for word, figures in ROUNDS.items():
        folder, year, made = Folder("county-2016", figures), word == "全年", {}
        for unit in folder.at("乡镇"):
            items = leadership(folder, unit, year) | departments(folder, unit, year) | association(folder, unit, year)
            made[unit] = items | {"total": sum(items.values())}
        for unit, place in ranks({unit: items["total"] for unit, items in made.items()}).items():
            made[unit]["rank"] = place
        rounds[word] = made
    return rounds
