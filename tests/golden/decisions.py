"""Who is on which list of `decisions.md`, worked out with exact fractions, apart from the program.

A row is a round: units with what they have and what should be there (`A1=95/100`), the policy `cut-ties`, units under the veto,
units with the event, prizes of the province, who was on 重点帮助 in earlier years, and confirmed rises. What comes of it:
every list in its order, who is proposed, the money by payer, and whether a tie stands at a cut.
"""

import random
from fractions import Fraction as F

COLUMNS = ("id", "cut", "units", "veto", "event", "prizes", "earlier", "confirmed", "lists", "proposed", "money", "tied")
YEAR = 2016
BOTTOM, TOP = 5, 4


def take(candidates, places, cut):
    """The first `places` of (key, unit) pairs in order, with all or none of those equal at the end; and those equal."""
    if len(candidates) <= places:
        return [unit for _, unit in candidates], []
    last, after = candidates[places - 1][0], candidates[places][0]
    if last != after:
        return [unit for _, unit in candidates[:places]], []
    equal = [unit for key, unit in candidates if key == last]
    before = [unit for key, unit in candidates[:places] if key != last]
    return before + (equal if cut == "all" else []), equal


def decide(case):
    """Lists, proposals, money and ties of a round."""
    score = {unit: 100 * share for unit, share in case["units"].items()}
    worst = sorted((points, unit) for unit, points in score.items())
    best = sorted((-points, unit) for unit, points in score.items())
    ties = set()

    manage, equal = take(worst, BOTTOM, case["cut"])
    ties.update(equal)
    placed = list(manage)
    manage += [unit for unit in case["event"] if unit not in manage]

    counties = {}
    for unit in sorted(score):
        counties.setdefault(unit[0], []).append(unit)
    support = []
    for _, units in sorted(counties.items()):
        left = sorted((score[unit], unit) for unit in units if unit not in manage)
        taken, equal = take(left, 1, case["cut"])
        ties.update(equal)
        support += taken

    # Two years running: the year before must be there, and hold the unit.
    before = case["earlier"].get(YEAR - 1, set())
    running = [unit for unit in sorted(support) if unit in before]
    risen = [unit for unit in running if unit in case["confirmed"]]
    proposed = [unit for unit in running if unit not in case["confirmed"]]
    # Those with a place come in its order, the others by code.
    managed = placed + sorted(set(manage + risen) - set(placed))

    barred = set(managed) | set(case["veto"])
    advanced, equal = take([pair for pair in best if pair[1] not in barred], TOP, case["cut"])
    ties.update(equal)
    praised = sorted(unit for unit in case["prizes"] if unit not in barred)

    lists = {"先进单位": advanced, "获得省政府表彰的乡镇": praised, "重点管理": managed, "重点帮助": support}
    money = {
        "先进单位 -": 25000 * len(advanced),
        "先进单位 县区": 25000 * len(advanced),
        "获得省政府表彰的乡镇 -": sum(case["prizes"][unit] for unit in praised),
        "重点管理 -": -3000 * len(managed),
    }
    return lists, proposed, {name: value for name, value in money.items() if value}, sorted(ties)


def case(units, cut="all", veto=(), event=(), prizes=None, earlier=None, confirmed=()):
    """A round with what is not said left empty."""
    return {"units": units, "cut": cut, "veto": list(veto), "event": list(event), "prizes": prizes or {},
            "earlier": earlier or {}, "confirmed": list(confirmed)}


def shares(text):
    """`A1 95 A2 14`: out of a hundred."""
    words = text.split()
    return {unit: F(int(points), 100) for unit, points in zip(words[::2], words[1::2])}


FIVE_BY_FOUR = ("A1 95 A2 14 A3 11 A4 10 B1 80 B2 70 B3 50 B4 12 C1 81 C2 71 C3 51 C4 13 D1 82 D2 72 D3 62 D4 52 "
                "E1 83 E2 73 E3 63 E4 53")


def named():
    """The cases of the requirements."""
    twenty = shares(FIVE_BY_FOUR)
    yield "T-18", case(twenty)
    yield "T-19", case({**twenty, "A1": F(9, 100), "C4": F(54, 100)})
    # C4 and D4 are equal as the fifth and sixth last.
    tied = {**twenty, "A2": F(40, 100), "D4": F(40, 100)}
    yield "T-20", case(tied, cut="all")
    yield "T-20", case(tied, cut="none")
    yield "T-21", case(twenty, earlier={2015: {"B3", "D1"}})
    yield "T-21", case(twenty, earlier={2015: {"B3"}}, confirmed=["B3"])
    yield "T-22", case(twenty, earlier={2014: {"B3"}, 2015: {"D1"}})
    yield "T-22", case(twenty, earlier={2014: {"B3"}})
    yield "T-23", case({**twenty, "E1": F(98, 100)}, veto=["E1"])
    yield "T-36", case(twenty, prizes={"D1": 30000})
    yield "T-36", case(twenty, prizes={"D1": 30000, "A4": 20000})


def drawn(count):
    """Rounds with scores close enough to be equal often."""
    source = random.Random(20160630)
    for _ in range(count):
        units = {}
        for county in "ABCDE"[:source.randint(1, 5)]:
            for number in range(source.randint(1, 4)):
                due = source.choice([7, 12, 13, 100])
                units[f"{county}{number + 1}"] = F(source.randint(0, due), due) if source.random() < 0.5 else F(source.randint(0, 6), 6)
        some = lambda share: [unit for unit in units if source.random() < share]  # noqa: E731
        earlier = {2015: set(some(0.4))} if source.random() < 0.8 else {2014: set(some(0.5))}
        confirmed = some(0.3)
        yield case(units, source.choice(["all", "none"]), some(0.1), some(0.1),
                   {unit: source.choice([10000, 30000]) for unit in some(0.15)}, earlier, confirmed)


def row(name, given):
    """A case and what comes of it as one line."""
    lists, proposed, money, ties = decide(given)
    # A confirmation counts only where the rise is proposed; others are told apart and are no part of this table.
    running = {unit for unit in given["confirmed"] if unit in lists["重点管理"]}
    units = " ".join(f"{unit}={share.numerator}/{share.denominator}" for unit, share in given["units"].items())
    prizes = " ".join(f"{unit}={value}" for unit, value in given["prizes"].items())
    earlier = " ".join(f"{year}:{'+'.join(sorted(held))}" for year, held in sorted(given["earlier"].items()))
    listed = "; ".join(f"{name}: {' '.join(held)}".rstrip() for name, held in lists.items())
    paid = "; ".join(f"{name} {value}" for name, value in sorted(money.items()))
    return "\t".join((name, given["cut"], units, " ".join(given["veto"]), " ".join(given["event"]), prizes, earlier,
                      " ".join(sorted(running)), listed, " ".join(proposed), paid, " ".join(ties)))


def text():
    """The table as text."""
    lines = ["\t".join(COLUMNS)]
    lines += [row(name, given) for name, given in named()]
    for given in drawn(60):
        # Without a rise that the rules propose, a confirmation is a mistake of the office, which the program tells.
        lists, _, _, _ = decide({**given, "confirmed": []})
        before = given["earlier"].get(YEAR - 1, set())
        given["confirmed"] = [unit for unit in given["confirmed"] if unit in lists["重点帮助"] and unit in before]
        lines.append(row("drawn", given))
    return "\n".join(lines) + "\n"
