"""The golden values of the requirements, worked out with exact fractions.

Kinds of rows:

- `try`: an item's text, its points, round and policies; values in; points out.
- `example`: a cell of an example, `folder|round|unit|item`; points out.
- `finding`: a document; the code of a finding that it must raise, with how often.
- `figures`: figures of the text's inputs; the code of the problem that reading them must raise.
- `register`: a document, figures and findings, separated by ` || `; the item or `total` (in the column of points); points
  out.
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


def shares(rows):
    """T-13 and T-34: two assessments composed, and a share of another score."""
    text = "得分=市级考核得分×60%+县级考核得分×40%。"
    rows.tries("T-13", text, 100, [("86.35 91.2", F("86.35") * 6 / 10 + F("91.2") * 4 / 10)])
    text = "违反规定的,扣除内部绩效考核得分的20%。"
    rows.tries("T-34", text, "", [("yes 87.5", -F("87.5") / 5), ("no 87.5", F(0))])
    rows.tries("T-34", "得分=内部绩效考核得分-内部绩效考核得分×20%。", 100, [("87.5", F("87.5") - F("87.5") / 5)])


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


HEAD = "---\n编号: t\n总分: {1}\n口径: {{missing: zero, not-applicable: full, ties: share-rank{0}}}\n---\n\n"
WORK = "## 一、工作(100分)\n\n有工作方案的,计100分。\n\n"
ROUTES = "\n## 四、确认办法\n\n扣分事项的确认办法如下:\n\n1. 经3名以上群众分别反映并查实的;\n2. 检查中发现并查实的。\n"
EVENT = "单位,事项,日期,次数,分值,加重情节,证据,确认途径,反映数,独立反映数,查实,状态,理由,复核"


class Event:
    """A finding: kind, points of one case, cases, and how it was confirmed."""

    def __init__(self, kind, each, cases=1, worse="", route=2, reports="", people="", value=""):
        self.kind, self.each, self.cases, self.worse = kind, F(each), cases, worse
        self.route, self.reports, self.people, self.value = route, reports, people, value

    def points(self):
        """What it is worth if it is confirmed: by reports only from three people apart."""
        confirmed = self.route != 1 or (int(self.reports) >= 3 and int(self.people) >= 3)
        return self.each * self.cases if confirmed else F(0)

    def row(self, number):
        """Its row of a file; every row is shown by a document of its own."""
        reason, second = ("达标", "督查组") if self.value else ("", "")
        return (f"A,{self.kind},2026-05-{number:02},{self.cases},{self.value},{self.worse},记录{number}号,{self.route},"
                f"{self.reports},{self.people},是,已认定,{reason},{second}")


def register(rows, id, scheme, figures, events, item, expected, policies="", total=100):
    """One row of a scheme with findings."""
    figures = "\n".join(["单位,指标,数值", *(f"A,{name},{value}" for name, value in figures)])
    found = "\n".join([EVENT, *(event.row(number + 1) for number, event in enumerate(events))])
    whole = " || ".join((HEAD.format(policies, total) + scheme, figures, found))
    rows.put(id, "register", whole.replace("\n", "\\n"), expected, points=item)


def confirmed(rows):
    """T-14 to T-17 and T-42: bonuses and deductions that are confirmed, limited and doubled; a corrected figure."""
    combined = "## 一、得分构成\n\n市级考核得分占60%,县级考核得分占40%。\n\n"
    bonus = "## 二、加分(12分)\n\n承办现场会的,加2分;每交流1次经验,加1分;每获1次综合表彰,加2分;新建服务站达到标准的,加3—5分。\n\n"
    deduction = "## 三、减分(8分)\n\n每瞒报1次,扣2分;每发现1例差错,扣1分。\n"
    given = [Event("承办现场会", 2), Event("交流经验", 1, 3), Event("获综合表彰", 2, 2),
             Event("新建服务站达到标准", 5, value="5")]
    taken = [Event("瞒报", 2, 3), Event("发现差错", 1, 3)]
    more, less = sum(e.points() for e in given), sum(e.points() for e in taken)
    assert (more, less) == (14, 9)
    base = F("86.35") * F("0.6") + F("91.2") * F("0.4")
    figures = [("市级考核得分", "86.35"), ("县级考核得分", "91.2")]
    for item, expected in (("total", base + min(more, 12) - min(less, 8)), ("2", min(more, 12)), ("3", -min(less, 8))):
        register(rows, "T-14", combined + bonus + deduction + ROUTES, figures, given + taken, item, expected)
    losses = "## 三、减分(15分)\n\n违反群众纪律的,每起扣6分;有领导批示的,每起再扣2分;限制人身自由的,每例扣2分;" \
             "造成严重后果的,每例再扣1分;乱收费的,每例扣1分。\n"
    five = [Event("违反群众纪律", 6 + 2, worse="有领导批示"), Event("限制人身自由", 2 + 1, worse="造成严重后果"),
            Event("限制人身自由", 2), Event("乱收费", 1, 3)]
    assert sum(e.points() for e in five) == 16
    for item, expected in (("3", -min(sum(e.points() for e in five), 15)), ("total", 100 - 15)):
        register(rows, "T-15", WORK + losses + ROUTES, [("有工作方案", "是")], five, item, expected)
    for reports, people in ((2, 2), (3, 3), (3, 1), (4, 3)):
        event = Event("乱收费", 1, route=1, reports=reports, people=people)
        register(rows, "T-16", WORK + losses + ROUTES, [("有工作方案", "是")], [event], "3", -event.points())
    doubled = "## 三、减分(15分)\n\n### (一)省考核问题\n\n省考核发现问题的,每例扣0.5分;省考核问题未整改的,加倍扣分。\n\n" \
              "### (二)乱收费\n\n乱收费的,每例扣1分。\n"
    province = Event("省考核发现问题", F("0.5") * 2, 3, worse="省考核问题未整改")
    for order in ("multiply-first", "cap-first"):
        for others in (13, 11):
            all_of_them = [province, Event("乱收费", 1, others)]
            loss = min(sum(e.points() for e in all_of_them), 15)
            register(rows, "T-17", WORK + doubled + ROUTES, [("有工作方案", "是")], all_of_them, "3", -loss,
                     policies=f", multiply-and-cap: {order}")
    rate = "## 一、到位率(30分)\n\n修正后到位率达到95%的,计30分;每降低1个百分点,扣2.5分。\n\n## 二、指标说明\n\n" \
           "| 指标 | 公式 | 类型 |\n|---|---|---|\n| 修正后到位率 | 上报到位率 − 样本误差 | 比率 |\n| 上报到位率 | | 比率 |\n" \
           "| 样本误差 | | 比率 |\n"
    for reported, error in (("95%", "3%"), ("95%", "0%"), ("99.5%", "3%")):
        points = stepped(percent(reported) - percent(error), F("0.95"), 30, F("2.5"), "pro-rata")
        register(rows, "T-42", rate, [("上报到位率", reported), ("样本误差", error)], [], "1", points,
                 policies=", steps: pro-rata", total=30)


def text():
    """The table as text."""
    rows = Rows()
    for part in (rates, counts, shares, comparisons, findings, confirmed):
        part(rows)
    rows.rows.sort(key=lambda row: row[0])
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in rows.rows)]
    return "\n".join(lines) + "\n"
