"""The office's registers of examples/city-2016: letters, exchange, assessments, mending, visits. Invented."""

import csv as reader
import pathlib
import random

from .tables import csv

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "examples"
QUARTERS = (("2016-Q1", "2016-04-10"), ("2016-Q2", "2016-07-10"), ("2016-Q3", "2016-10-10"), ("2016-Q4", "2017-01-10"))
DEPARTMENTS = ("公安", "教育", "民政", "卫生", "统计")
# Who handed in after the day, and when.
LATE = {("民政", "2016-Q2"): "2016-07-14"}
# A township that got a task notice and signed nothing.
NOTICE_ONLY = "砚滴乡"
REFUSED = "对一处台账的认定有不同意见并附了书面说明"


def letters(counties, townships):
    """The city binds the counties, each county its townships."""
    rows = [(f"市-{place}", "YZ", code, "2015-11-02", "letter", f"责任书市{place}号")
            for place, code in enumerate(counties, start=1)]
    for place, (code, name, _, parent, _) in enumerate(townships, start=1):
        kind = "notice" if name == NOTICE_ONLY else "letter"
        rows.append((f"县-{place}", parent, code, "2015-11-16", kind, f"{counties[parent]}{place}号"))
    return csv(("number", "by", "with", "date", "kind", "document"), rows)


def exchange():
    """Five departments, four quarters, one late."""
    rng = random.Random(20160110)
    rows = []
    for department in DEPARTMENTS:
        for period, due in QUARTERS:
            day = LATE.get((department, period), f"{due[:8]}0{rng.randint(4, 9)}")
            rows.append((department, period, due, day, rng.randint(60, 900)))
    return csv(("department", "period", "due", "received", "total"), rows)


def assessments(townships):
    """Each county assessed each township twice, a few three times."""
    rng = random.Random(20160301)
    rows = []
    for code, _, _, parent, _ in townships:
        for date in ("2016-03-18", "2016-06-22", "2016-09-12")[:2 + (rng.random() < 0.2)]:
            rows.append((parent, code, date, "县考核"))
    return csv(("by", "unit", "date", "kind"), rows)


def rectification():
    """Orders to mend what was found; one was closed late and one is open."""
    rows = [("整改-1", "洮水乡", "3.2", "汇总数据与部门数据不一致", "2016-07-11", "2016-08-10", "2016-08-05", "复核记录1号"),
            ("整改-2", "紫云镇", "3.7.2", "收费没有公示", "2016-08-05", "2016-09-04", "2016-09-19", "复核记录2号"),
            ("整改-3", "朱砂乡", "3.2", "报表口径不一致", "2016-10-20", "2016-11-19", "", "")]
    return csv(("number", "unit", "item", "found", "ordered", "deadline", "closed", "proof"), rows)


def teams():
    """Fifteen teams of six, the leader included, and five leaders of the office over three teams each. People are numbers."""
    rows = []
    for team in range(1, 16):
        homes = ["", *(f"YZ{(team + place) % 5 + 1}" if place % 2 else "" for place in range(5))]
        for place, home in enumerate(homes):
            rows.append((f"{team}组", f"K{team:02}{place}", "组长" if place == 0 else "组员", home))
        rows.append((f"{team}组", f"F{(team - 1) // 3 + 1}", "带队领导", ""))
    return csv(("调查组", "成员", "角色", "所在单位"), rows)


def after_draw(folder):
    """The visits as the draw planned them, all signed but one; none before there is a draw."""
    plan = EXAMPLES / folder / "draw/visits.csv"
    if not plan.exists():
        return {}
    visits = []
    # A day on which a team is there but visits no site has none.
    for place, row in enumerate(row for row in _rows(plan) if row["样本点编码"]):
        signed, reason = ("no", REFUSED) if place == 40 else ("yes", "")
        visits.append((row["编码"], row["样本点编码"], row["调查组"], row["日期"], signed, reason, ""))
    return {f"{folder}/visits.csv": csv(("unit", "site", "team", "date", "signed", "reason", "incident"), visits)}


def _rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(reader.DictReader(file))


def files(folder, counties, townships):
    """All registers: path -> text."""
    return {f"{folder}/letters.csv": letters(counties, townships), f"{folder}/exchange.csv": exchange(),
            f"{folder}/assessments.csv": assessments(townships),
            f"{folder}/rectification.csv": rectification(), f"{folder}/draw/teams.csv": teams()} | after_draw(folder)
