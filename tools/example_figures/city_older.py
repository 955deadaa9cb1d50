"""Figures and findings of examples/city-2016-older: the townships of city-2016 under another scheme, invented.

Six townships of a county are drawn in each half of the year; the others are scored by their main work figures. Two are made
by hand: one whose parts give 88.29, and one with the same figures whose bonuses and deductions both meet their limit.
"""

import random

from . import city
from .city_cases import FINDINGS
from .tables import UNITS, Figures, csv

DATE = "2016-11-10"
BY_HAND, LIMITED = "墨池镇", "松烟镇"
HALVES = (("3.2.1", 30), ("3.2.2", 45))
CASES = (*FINDINGS[:4], "value", *FINDINGS[4:-1], "reason", "second")


def judged(rng, points, share):
    """Points in steps of half a point."""
    halves = round(2 * points * min(1, max(0.3, share + rng.uniform(-0.1, 0.1))))
    return str(halves // 2) if halves % 2 == 0 else f"{halves // 2}.5"


def figures(counties, townships):
    """What assessors, counties and the two surveys gave."""
    rng = random.Random(20161110)
    made = Figures()
    drawn = {item: {code for county in counties
                    for code in rng.sample([t[0] for t in townships if t[3] == county and t[1] not in (BY_HAND, LIMITED)],
                                           4 if county == "YZ1" else 6)} for item, _ in HALVES}
    for code, name, _, parent, _ in townships:
        share = rng.uniform(0.6, 0.95)
        by_hand = name in (BY_HAND, LIMITED)
        errors = {"3.2.1": "1", "3.2.2": "5"}
        made.put(code, "3.1:1", "13.35" if by_hand else judged(rng, 15, share), "考核组", DATE)
        for item, points in HALVES:
            is_drawn = by_hand or code in drawn[item]
            made.put(code, f"{item}:drawn", "是" if is_drawn else "否", "抽样结果", DATE)
            if is_drawn:
                count = errors[item] if by_hand else str(round((1 - share) * points / 2))
                made.put(code, f"{item}:1", count, "调查组", DATE)
            else:
                made.put(code, f"{item}:stand-in", judged(rng, points, share), "信息中心", DATE)
        made.put(code, "3.3:1", "10" if by_hand else judged(rng, 10, share), "考核组", DATE)
        score = "91.2" if by_hand else f"{100 * share:.1f}"
        made.put(code, "乡镇:score:2", score, counties[parent], "2016-10-28", "县考核结果文件")
        made.put(code, "8.1:1", "0", "省考核通报", "2016-10-20")
    for code in counties:
        made.put(code, "2.2:1", judged(rng, 20, 0.8), "考核组", DATE)
        made.put(code, "2.3:1", judged(rng, 5, 0.8), "考核组", DATE)
        made.put(code, "达标村数", str(rng.randint(40, 70)), "考核组", DATE)
        made.put(code, "行政村数", str(rng.randint(75, 90)), "考核组", DATE)
        made.put(code, "8.1:1", "0", "省考核通报", "2016-10-20")
    return made.text()


def row(unit, kind, date, evidence, count=1, value="", aggravators="", route="", reason="", second=""):
    """A confirmed finding; one with a route is verified."""
    verified = "yes" if route else ""
    return (unit, kind, date, count, value, aggravators, evidence, route, "", "", verified, "confirmed", reason, second)


FOUND = (
    # 4 + 1 + 3 + 2 + 4 = 14, of which 12 count.
    row(LIMITED, "7:1", "2016-03-08", "市会议通知4号", 2),
    row(LIMITED, "7:2", "2016-05-17", "会议材料6号"),
    row(LIMITED, "7:3", "2016-01-25", "省考核通报1号"),
    row(LIMITED, "7:4", "2016-06-30", "省表彰决定2号"),
    row(LIMITED, "7:6", "2016-09-14", "验收报告3号", 1, 4, reason="设备基本齐全", second="市审计局"),
    # 6 + 2 + 1 = 9, of which 8 count.
    row(LIMITED, "8.2.1:1", "2016-02-22", "核查报告1号", 1, "", "8.2.1:2", 2),
    row(LIMITED, "8.2.2:1", "2016-04-19", "收费检查记录2号", route=3),
    row("紫云镇", "8.2.5:2", "2016-07-12", "数据核查记录4号", route=3),
    row("宣和镇", "7:5", "2016-06-30", "省表彰决定5号", 2),
)


def files():
    """Units, figures, findings."""
    top, counties, townships, _ = city.units()
    names = {code: name for code, name, *_ in counties}
    return {"city-2016-older/units.csv": csv(UNITS, top + counties + townships),
            "city-2016-older/figures.csv": figures(names, townships), "city-2016-older/findings.csv": csv(CASES, FOUND)}
