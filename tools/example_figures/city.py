"""Figures of examples/city-2016: points given by assessors to the townships, and the county part built on them."""

import random
from fractions import Fraction

from .tables import UNITS, Figures, csv

COUNTIES = {
    "砚东县": "墨池镇 松烟镇 端溪镇 青石镇 云坑乡", "砚西县": "澄泥镇 紫云镇 歙口镇 洮水乡 贺兰坡乡",
    "砚南县": "笔架镇 毫溪镇 狼毫岭镇 羊毫乡", "砚北县": "宣和镇 楮皮镇 藤纸镇 竹纸乡",
    "临砚县": "镇纸镇 水盂镇 印泥镇 朱砂乡", "砚州经济技术开发区": "金石街道", "砚州现代产业园区": "书镇街道",
    "砚州高新技术产业开发区": "文津街道 翰林街道",
}
# Input and points; an assessor goes in steps of half a point, the survey of satisfaction in hundredths.
ITEMS = (("2.1:1", 20), ("2.2:1", 10), ("2.3:1", 10), ("2.4:1", 10), ("2.5.1:1", 10), ("2.5.2:1", 10), ("2.6:1", 10),
         ("2.7.1:1", 5), ("2.7.2:1", 4), ("2.7.3:1", 8), ("2.7.4:1", 3))
SOURCES = {"2.5.1:1": "计划统计科", "2.5.2:1": "宣传教育科", "2.6:1": "第三方调查"}
DATE = "2016-10-20"


def given(rng, figure, points, quality):
    """The points that one township gets for one item."""
    share = min(1, max(0.3, quality + rng.uniform(-0.12, 0.12)))
    if figure == "2.6:1":
        return f"{points * share:.2f}"
    halves = round(2 * points * share)
    return str(halves // 2) if halves % 2 == 0 else f"{halves // 2}.5"


def files():
    """units.csv and figures.csv of both parts."""
    rng = random.Random(20160930)
    units, counties = [("YZ", "砚州市", "市", "", "")], []
    figures, above = Figures(), Figures()
    for place, (county, townships) in enumerate(COUNTIES.items(), start=1):
        code = f"YZ{place}"
        counties.append((code, county, "县区", "YZ", "开发区" if county.endswith("区") else "县"))
        for number, name in enumerate(townships.split(), start=1):
            unit = f"{code}{number:02}"
            units.append((unit, name, "乡镇", code, "街道" if name.endswith("街道") else name[-1]))
            total = Fraction(0)
            quality = rng.uniform(0.6, 0.97)
            for figure, points in ITEMS:
                value = given(rng, figure, points, quality)
                total += Fraction(value)
                figures.put(unit, figure, value, SOURCES.get(figure, "考核组"), DATE)
            hundredths = int(total * 100)
            above.put(unit, "township-score", f"{hundredths // 100}.{hundredths % 100:02}", "考核办", DATE)
        for figure, points in (("2.2:1", 20), ("2.3:1", 10)):
            above.put(code, figure, given(rng, figure, points, rng.uniform(0.6, 0.97)), "考核组", DATE)
    text = csv(UNITS, units[:1] + counties + units[1:])
    return {"city-2016/units.csv": text, "city-2016/figures.csv": figures.text(),
            "city-2016/county/units.csv": text, "city-2016/county/figures.csv": above.text()}
