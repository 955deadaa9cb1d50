"""The golden values of the requirements, worked out with exact fractions.

Kinds of rows:

- `try`: an item's text, its points, round and policies; values in; points out.
- `example`: a cell of an example, `folder|round|unit|item`; points out.
- `finding`: a document; the code of a finding that it must raise, with how often.
- `figures`: figures of the text's inputs; the code of the problem that reading them must raise.
- `same`: texts that must give one program hash, separated by ` || `.

In texts a line break is written `\\n`.
"""

import math
from fractions import Fraction as F

from expected import shown, within

COLUMNS = ("id", "kind", "text", "points", "round", "policies", "values", "expected")
STEPS = {"pro-rata": lambda steps: steps, "whole": math.floor, "begun": math.ceil}

FUNDING = {
    "上半年": (F("0.5"), F("0.3"), "资金到位率达到50%的,计30分,每降低1个百分点,扣2.5分,低于30%的,不计分。"),
    "全年": (F(1), F("0.8"), "资金到位率达到100%的,计30分,每降低1个百分点,扣2.5分,低于80%的,不计分。"),
}
HALF_RATES = "50% 49.5% 49% 45.25% 40% 38.1% 38% 30% 29.9%".split()
FULL_RATES = "100% 99.9% 95% 88.4% 88% 80% 79.99%".split()


def percent(text):
    """45.25% is 0.4525."""
    return F(text.rstrip("%")) / 100


def stepped(rate, target, points, lost, steps, floor=None):
    """`points` at `target`, less `lost` for each percentage point below as `steps` counts them; 0 below `floor`."""
    if floor is not None and rate < floor:
        return F(0)
    return within(points - STEPS[steps](max(F(0), target - rate) * 100) * lost, 0, points)


class Rows:
    """The table in the making."""

    def __init__(self):
        self.rows = []

    def put(self, id, kind, text, expected, points="", round="", policies="", values=""):
        """One row."""
        expected = expected if isinstance(expected, str) else shown(F(expected))
        self.rows.append((id, kind, text, str(points), round, policies, values, expected))

    def tries(self, id, text, points, cases, **more):
        """A text tried with several values."""
        for values, expected in cases:
            self.put(id, "try", text, expected, points=points, values=values, **more)


def rates(rows):
    """T-03 to T-06: rates below a target."""
    for id, word, tried in (("T-03", "上半年", HALF_RATES), ("T-04", "全年", FULL_RATES)):
        target, floor, text = FUNDING[word]
        for steps in STEPS:
            for rate in tried:
                points = stepped(percent(rate), target, 30, F("2.5"), steps, floor)
                rows.put(id, "try", text, points, points=30, policies=f"steps={steps}", values=rate)
    for steps in STEPS:
        text = "示范村比例达到70%的,计10分,每少1个百分点,扣1分,扣完为止。"
        points = stepped(F(18, 26), F("0.7"), 10, F(1), steps)
        rows.put("T-05", "try", text, points, points=10, policies=f"steps={steps}", values="18/26")
    rows.tries("T-06", "示范村比例达到65%的,计10分,低于65%的,不计分。", 10, [("64.99%", 0), ("65%", 10)])


def counts(rows):
    """T-07 to T-12: counts, facts and shares."""
    rows.tries("T-07", "每召开1次领导小组会议,计3分,计满5分为止。", 5, [(str(n), min(5, 3 * n)) for n in range(4)])
    rows.tries("T-08", "每配备1名工作人员,计3分,计满10分为止。", 10, [(str(n), min(10, 3 * n)) for n in range(7)])
    rows.put("T-09", "example", "county-2016|上半年|ZL07|5.1.2.2", 5 * 4 - 4 + 5 * 3 + 5 * 3)
    text = "成员单位均完成任务的,计20分,每发现1个单位未完成任务,扣5分,扣完为止。"
    rows.tries("T-10", text, 20, [(str(n), max(0, 20 - 5 * n)) for n in range(6)])
    rows.put("T-11", "example", "county-2016|上半年|ZL05|5.1.2.4", 20)
    rows.put("T-11", "example", "county-2016|全年|ZL05|5.1.2.4", 0)
    rows.put("T-12", "example", "county-2016|上半年|ZL01|5.1.1.1.1", F(7) * 19 / 20)
    rows.tries("T-12", "得分=7×村级签订率。", 7, [("19/20", F(7) * 19 / 20)])
    rows.tries("T-12", "行政村全部签订责任书的,计7分。", 7, [("no", 0), ("yes", 7)])


def comparisons(rows):
    """T-35, T-37 and T-45: strict and inclusive comparisons, and a substitute."""
    text = "投入增长幅度高于收入增长幅度的,计10分。"
    rows.tries("T-35", text, 10, [("6% 6%", 0), ("6.1% 6%", 10), ("5.9% 6%", 0)])
    rows.tries("T-37", "得分=75×主要数据得分÷100。", 75, [("88", F(75) * 88 / 100)])
    for words, number, unit, holds in (
        ("以上", 65, "%", lambda n, at: n >= at), ("以下", 3, "次", lambda n, at: n <= at),
        ("以内", 12, "天", lambda n, at: n <= at), ("以上", 3, "名", lambda n, at: n >= at),
    ):
        name = {"%": "示范比例", "次": "迟报次数", "天": "办理时间", "名": "反映人数"}[unit]
        text = f"{name}在{number}{unit}{words}的,计5分。"
        for value in (number - 1, number, number + 1):
            written = f"{value}%" if unit == "%" else str(value)
            rows.put("T-45", "try", text, 5 if holds(value, number) else 0, points=5, values=written)
    for words, number, unit, holds in (
        ("高于", 50, "%", lambda n, at: n > at), ("低于", 30, "%", lambda n, at: n < at),
        ("不满", 80, "%", lambda n, at: n < at), ("超过", 3, "次", lambda n, at: n > at),
        ("不超过", 3, "次", lambda n, at: n <= at), ("不低于", 70, "%", lambda n, at: n >= at),
    ):
        name = {"%": "到位率", "次": "考核次数"}[unit]
        text = f"{name}{words}{number}{unit}的,计5分。"
        for value in (number - 1, number, number + 1):
            written = f"{value}%" if unit == "%" else str(value)
            rows.put("T-45", "try", text, 5 if holds(value, number) else 0, points=5, values=written)


SUMS = "## 一、责任({0}分)\\n\\n### 1、签订({1}分)\\n\\n已签订责任书的,计{1}分。\\n\\n### 2、报告({2}分)\\n\\n已报告的,计{2}分。\\n"


def findings(rows):
    """T-01, T-02, T-30 to T-33, T-38, T-39: what the text gets wrong."""
    rows.put("T-01", "finding", "examples/county-2016/scheme.md", "sum-mismatch x2, cutoff-never-acts x1")
    for total, first, second in ((20, 12, 8), (21, 12, 8), (20, 13, 8), (20, 12, 7)):
        count = 0 if total == first + second else 1
        rows.put("T-02", "finding", SUMS.format(total, first, second), f"sum-mismatch x{count}")
    period = "---\\n考核期: {0}\\n---\\n\\n## 一、签订(5分)\\n\\n已签订责任书的,计5分。\\n"
    rows.put("T-30", "finding", period.format("2016-10-01..2016-03-31"), "period-backwards x1")
    rows.put("T-30", "finding", period.format("2016-03-31..2016-10-01"), "period-backwards x0")
    sign = "签订率达到90%的,计10分。"
    rows.put("T-31", "figures", sign, "impossible-ratio", values="91.5% of 20")
    rows.put("T-31", "figures", sign, "", values="90% of 20")
    rows.put("T-32", "figures", sign, "conflicting-values", values="90% 91%")
    parts = "落实三个机制(6分):\\n\\n1、责任机制,建立的,计3分。\\n\\n2、督查机制,建立的,计3分。\\n"
    rows.put("T-33", "finding", "## 一、机制(6分)\\n\\n" + parts.replace("(6分)", ""), "count-mismatch x1")
    twice = "## 一、服务(10分)\\n\\n### 1、案件办理(10分)\\n\\n每办结1件案件,计2分,计满10分为止。\\n\\n" \
            "## 二、加分\\n\\n### 1、案件办理\\n\\n每办结1件案件,加1分,最高加3分。\\n"
    rows.put("T-38", "finding", twice, "used-twice x1")
    rows.put("T-39", "same", "## 一、投入(30分)\\n\\n### ①经费(30分)\\n\\n到位率达到50%的,计30分;每降低1个百分点,扣2.5分。\\n || "
             "## 一、投入（30分）\\n\\n### ⑴ 经费（３０分）\\n\\n到位率达到５０％的，计３０分；每降低１个百分点，扣２.５分。\\n || "
             "## 一、投入【30分】\\n\\n### 1.经费(30分)\\n\\n到位率达到50%的，计30分; 每降低1个百分点, 扣2.5分。\\n", "")


def text():
    """The table as text."""
    rows = Rows()
    for part in (rates, counts, comparisons, findings):
        part(rows)
    rows.rows.sort(key=lambda row: row[0])
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in rows.rows)]
    return "\n".join(lines) + "\n"
