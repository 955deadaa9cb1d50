"""Findings, outside facts and decisions of examples/city-2016, made by hand so that each rule is met at its edge."""

from .tables import csv

FINDINGS = ("unit", "kind", "date", "count", "aggravators", "evidence", "route", "reports", "independent", "verified", "state",
            "note")
# The inputs of the scheme's bonuses, deductions and veto.
HOSTED, PRAISED, PRAISED_ONCE = "8:1", "8:2", "8:3"
DISCIPLINE, INSTRUCTED, FEES, GRAVE, UNMENDED, ACCIDENT, ERRORS, UNASKED, VETO = (
    "9:1", "9:2", "9:3", "9:4", "9:5", "9:6", "9:7", "9:8", "10:1")
# What brings a unit onto a list, whatever its points.
EVENT = "因侵权引发重大恶性案件"
# Routes, by the numbers of the scheme.
REPORTS, LETTER, INSPECTION, ORDERED = 1, 2, 3, 4


def bonus(unit, kind, date, evidence, count=1):
    """Something that earns points is shown by a document."""
    return (unit, kind, date, count, "", evidence, "", "", "", "", "confirmed", "")


def loss(unit, kind, date, evidence, route, count=1, aggravators="", reports=("", ""), note=""):
    """Something that costs points, confirmed by one of the routes."""
    return (unit, kind, date, count, aggravators, evidence, route, *reports, "yes", "confirmed", note)


FOUND = {
    2016: (
        # 1 + 1 + 3 + 1 + 1 = 7, of which 5 count.
        bonus("毫溪镇", HOSTED, "2016-03-11", "市会议通知7号", 2),
        bonus("毫溪镇", PRAISED, "2016-05-20", "省表彰决定3号"),
        bonus("毫溪镇", PRAISED_ONCE, "2016-06-18", "省表彰决定9号", 2),
        bonus("宣和镇", HOSTED, "2016-04-06", "市会议通知11号"),
        bonus("歙口镇", PRAISED_ONCE, "2016-06-18", "省表彰决定9号"),
        # 6 + 2 + 2 × 2 + 1 + 3 × 1 = 16, of which 15 count; all four routes.
        loss("洮水乡", DISCIPLINE, "2016-02-17", "核查报告4号", ORDERED, 1, INSTRUCTED),
        loss("洮水乡", ACCIDENT, "2016-03-02", "事故认定书1号", INSPECTION, 2),
        loss("洮水乡", FEES, "2016-04-25", "群众反映核查记录2号", REPORTS, 1, "", (4, 3)),
        loss("洮水乡", ERRORS, "2016-07-08", "来信核查记录6号", LETTER, 3),
        # 13 beside the 1.5 that the province took, doubled: 16, of which 15 count.
        loss("朱砂乡", DISCIPLINE, "2016-01-21", "核查报告2号", LETTER, 1, INSTRUCTED),
        loss("朱砂乡", UNASKED, "2016-05-09", "督查记录8号", INSPECTION),
        loss("朱砂乡", ERRORS, "2016-06-30", "数据核查记录5号", INSPECTION, 3),
        loss("紫云镇", FEES, "2016-08-03", "收费检查记录3号", INSPECTION, 1, f"{GRAVE};{UNMENDED}"),
        # Two people are not three: it waits for another route.
        loss("金星乡", FEES, "2016-08-15", "群众反映核查记录9号", REPORTS, 1, "", (2, 2), "等待其他途径查实"),
        loss("裁刀镇", VETO, "2016-06-12", "事故认定书2号", INSPECTION),
        loss("水盂镇", EVENT, "2016-07-27", "交办件办理结果5号", ORDERED),
    ),
    2015: (
        bonus("歙口镇", HOSTED, "2015-04-16", "市会议通知5号"),
        loss("龙尾镇", ERRORS, "2015-06-24", "数据核查记录3号", INSPECTION, 2),
        loss("楮皮镇", FEES, "2015-05-13", "群众反映核查记录1号", REPORTS, 1, "", (3, 3)),
    ),
}
FACTS = {
    2016: ("全市如未进入全省前三名", "是", "省考核结果通报2016年第4号", "2016-11-08"),
    2015: ("全市如未进入全省前三名", "否", "省考核结果通报2015年第5号", "2015-11-10"),
}
# One rise is confirmed, the others are open.
DECIDED = {2016: ("重点管理", "羊毫乡", "确认", "市考核领导小组", "2016-11-21", "连续两年位居全县末位且整改未见成效")}


def files(year):
    """The files of a year: name -> text."""
    made = {
        "findings.csv": csv(FINDINGS, FOUND[year]),
        "facts.csv": csv(("fact", "value", "evidence", "date"), [FACTS[year]]),
    }
    if year in DECIDED:
        made["decisions.csv"] = csv(("list", "unit", "decision", "by", "date", "reason"), [DECIDED[year]])
    return made
