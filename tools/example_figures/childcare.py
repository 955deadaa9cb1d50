"""Figures of examples/childcare-2026: thirty townships and streets of an invented county, and their villages."""

import random

from .tables import UNITS, Figures, csv
from .villages import names

NAMES = (
    "东汀街道 西汀街道 新渡街道 汀口镇 栖禾镇 砚池镇 岚坪镇 麦垄镇 橘渡镇 杉屏镇 鹭洲镇 枫垭镇 银杏岭镇 石磨镇 竹篾镇 "
    "月湾镇 茶亭坳镇 藕塘镇 青崖乡 云顶乡 雾谷乡 蕨溪乡 桐油乡 梨坳乡 松针乡 白鹇乡 苇荡乡 棕榈乡 苔岭乡 晒谷乡"
).split()
# 云顶乡 has no nursery at all: every rate over nurseries is without a denominator there.
WITHOUT_NURSERY = 19
# 橘渡镇 did as well as 麦垄镇 with twice the size: the same points, hence a shared rank.
TWIN, TWIN_OF = 8, 7
UNREPORTED = 16
VETOED = 27

DOUBLED = (
    "places residents affordable enrolled registered nurseries certified carers visits-done visits-due "
    "children-managed children paid budget"
).split()
PROVIDERS = {
    "places": "县卫生健康局", "residents": "县统计局", "affordable": "县发展改革局", "enrolled": "县卫生健康局",
    "registered": "县卫生健康局", "nurseries": "县市场监管局", "certified": "县人力资源社会保障局",
    "carers": "县卫生健康局", "visits-done": "县妇幼保健院", "visits-due": "县妇幼保健院",
    "children-managed": "县妇幼保健院", "children": "县统计局", "hazards": "县市场监管局", "paid": "县财政局",
    "budget": "县财政局", "system-document": "乡镇", "meetings": "乡镇", "reports-late": "联席会议办公室",
    "reports-missed": "联席会议办公室", "2.3.14:1": "考核组", "hosted": "联席会议办公室", "honours": "联席会议办公室",
    "untrue-figures": "联席会议办公室", "criticism": "联席会议办公室", "accident": "县应急管理局",
}
DATES = {"residents": "2025-12-31", "children": "2025-12-31", "budget": "2026-01-31", "2.3.14:1": "2026-07-16"}


def township(rng, quality):
    """The figures of one township; `quality` between 0 and 1 says how well it does."""
    def near(low, high, spread=0.08):
        at = low + (high - low) * quality + rng.uniform(-spread, spread) * (high - low)
        return min(max(at, low), high)
    def part(whole, low, high):
        return min(whole, round(whole * near(low, high)))
    figures = {"residents": rng.randrange(9000, 62000, 10)}
    figures["places"] = max(12, round(figures["residents"] * near(2.4, 5.4) / 1000))
    figures["affordable"] = part(figures["places"], 0.52, 0.98)
    figures["enrolled"] = part(figures["places"], 0.42, 0.80)
    figures["nurseries"] = max(1, figures["places"] // 28)
    figures["registered"] = figures["nurseries"] - (1 if rng.random() > quality + 0.25 and figures["nurseries"] > 1 else 0)
    figures["carers"] = max(4, figures["places"] // 6)
    figures["certified"] = part(figures["carers"], 0.70, 1.02)
    figures["visits-due"] = rng.randrange(60, 420)
    figures["visits-done"] = part(figures["visits-due"], 0.83, 1.0)
    figures["children"] = round(figures["residents"] * rng.uniform(0.018, 0.026))
    figures["children-managed"] = part(figures["children"], 0.68, 0.99)
    figures["hazards"] = 0 if rng.random() < quality else rng.choice((1, 1, 2, 3))
    figures["budget"] = rng.randrange(300, 1600, 20) * 1000
    figures["paid"] = round(figures["budget"] * near(0.82, 1.03) / 100) * 100
    figures["paid"] = min(figures["paid"], figures["budget"])
    figures["system-document"] = "是" if rng.random() < quality + 0.3 else "否"
    figures["meetings"] = rng.choice((0, 1, 2, 3, 4, 4) if quality < 0.6 else (2, 3, 4, 4, 5))
    figures["reports-late"] = rng.choice((0, 0, 0, 1, 2)) if quality > 0.3 else rng.choice((1, 2))
    figures["reports-missed"] = 0 if rng.random() < quality + 0.3 else 1
    figures["2.3.14:1"] = rng.choice(("2", "2.5", "3", "3.5", "4", "4.5")) if quality > 0.4 else rng.choice(("1", "1.5", "2"))
    figures["hosted"] = 1 if rng.random() < quality - 0.55 else 0
    figures["honours"] = rng.choice(("省", "市", "市", "省、市")) if rng.random() < quality - 0.5 else "无"
    figures["untrue-figures"] = 1 if rng.random() > quality + 0.55 else 0
    figures["criticism"] = 1 if rng.random() > quality + 0.6 else 0
    figures["accident"] = "否"
    return figures


def townships(rng):
    """The figures of all townships, with the ones made by hand."""
    made = [township(rng, rng.betavariate(3, 2)) for _ in NAMES]
    for name in DOUBLED:
        made[TWIN][name] = 2 * made[TWIN_OF][name]
    for name in set(made[TWIN_OF]) - set(DOUBLED):
        made[TWIN][name] = made[TWIN_OF][name]
    for name in ("places", "affordable", "enrolled", "nurseries", "registered", "carers", "certified"):
        made[WITHOUT_NURSERY][name] = 0
    made[UNREPORTED]["children-managed"] = "未报"
    made[VETOED].update({"accident": "是", "criticism": 2})
    return made


def villages(rng, made):
    """For every township its villages: name, whether there is a care point, sessions held."""
    all_villages = []
    for index, figures in enumerate(made):
        active = int(figures["meetings"]) / 4
        count = rng.randrange(2, 5)
        found = [(name, "是" if rng.random() < 0.35 + 0.6 * active else "否", rng.randrange(0, 5) + round(2 * active))
                 for name in names(rng, count)]
        if index == TWIN:
            twin = all_villages[TWIN_OF]
            found = [(name, *rest) for name, (_, *rest) in zip(names(rng, len(twin)), twin)]
        all_villages.append(found)
    return all_villages


# What is found, not reported: it counts once the office has confirmed it.
FOUND = {"hosted": "现场会通知", "untrue-figures": "数据核查记录", "criticism": "县政府通报", "accident": "事故认定书"}
FINDINGS = ("unit", "kind", "date", "count", "evidence", "state")


def found(code, name, value):
    """The finding of a township that such a figure stands for; none for nothing."""
    count = {"是": 1, "否": 0}.get(value, value)
    if not count:
        return []
    return [(code, name, "2026-05-20", count, f"{FOUND[name]}{code[2:]}号", "confirmed")]


def files():
    """units.csv, figures.csv and findings.csv."""
    rng = random.Random(20260630)
    made = townships(rng)
    units = [("YT", "云汀县", "县", "", "")]
    figures, findings = Figures(), []
    for index, (name, own, below) in enumerate(zip(NAMES, made, villages(rng, made)), start=1):
        code = f"YT{index:02}"
        units.append((code, name, "乡镇", "YT", "街道" if name.endswith("街道") else name[-1]))
        for figure, value in own.items():
            if figure in FOUND:
                findings += found(code, figure, value)
                continue
            note = "县妇幼保健院尚未提供" if value == "未报" else ""
            figures.put(code, figure, value, PROVIDERS[figure], DATES.get(figure, "2026-06-30"), note)
        for number, (village, point, sessions) in enumerate(below, start=1):
            units.append((f"{code}-{number}", village, "村", code, ""))
            figures.put(f"{code}-{number}", "care-point", point, "村民委员会", "2026-06-30")
            figures.put(f"{code}-{number}", "guidance", sessions, "村民委员会", "2026-06-30")
    # One more that waits: nobody has confirmed it yet.
    findings.append(("YT05", "criticism", "2026-06-18", 1, "县政府通报9号", "reported"))
    return {"childcare-2026/units.csv": csv(UNITS, units), "childcare-2026/figures.csv": figures.text(),
            "childcare-2026/findings.csv": csv(FINDINGS, findings)}
