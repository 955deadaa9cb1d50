"""Figures of examples/city-2016: two years of five counties and their sixty townships.

The points are an assessor's. A few townships are made by hand to meet a rule at its edge: the last of a county two years
running, a tie at a cut, a veto, an event that brings a unit onto a list.
"""

import random
from fractions import Fraction

from . import villages
from .tables import UNITS, Figures, csv

COUNTIES = {
    "砚东县": "墨池镇 松烟镇 端溪镇 青石镇 云坑乡 漆匣镇 斧柯镇 麻子坑乡 坑仔岩镇 水岩乡 墨池街道 松风街道",
    "砚西县": "澄泥镇 紫云镇 歙口镇 洮水乡 贺兰坡乡 龙尾镇 金星乡 眉子镇 罗纹镇 枣心乡 澄江街道 紫阳街道",
    "砚南县": "笔架镇 毫溪镇 狼毫岭镇 羊毫乡 兼毫镇 紫毫乡 笔洗镇 笔床乡 笔山镇 善琏乡 毫州街道 南笔街道",
    "砚北县": "宣和镇 楮皮镇 藤纸镇 竹纸乡 玉版镇 澄心镇 桑皮乡 麻纸镇 蜡笺乡 云母镇 宣城街道 北楮街道",
    "临砚县": "镇纸镇 水盂镇 印泥镇 朱砂乡 臂搁镇 砚滴乡 墨床镇 笔筒镇 画缸乡 裁刀镇 临江街道 金石街道",
}
# Input and points; an assessor goes in steps of half a point, the survey of satisfaction in hundredths.
ITEMS = (("3.1:1", 20), ("3.2:1", 10), ("3.3:1", 10), ("3.4:1", 10), ("3.5.1:1", 10), ("3.5.2:1", 10), ("3.6:1", 10),
         ("3.7.1:1", 5), ("3.7.2:1", 4), ("3.7.3:1", 8), ("3.7.4:1", 3))
SOURCES = {"3.5.1:1": "计划统计科", "3.5.2:1": "宣传教育科", "3.6:1": "第三方调查"}
COUNTY_SCORE = "乡镇:score:2"
YEARS = {"2016": "city-2016", "2015": "city-2016/2015"}
# The last of its county in both years, and one that the higher office sees from the other end.
WEAK, STRONG = "砚滴乡", "宣和镇"


def quality(rng, name):
    """How well a township does; the same in both years, but for chance."""
    if name == WEAK:
        return 0.42
    if name == STRONG:
        return 0.98
    return rng.uniform(0.6, 0.96)


def given(rng, figure, points, share):
    """The points that one township gets for one item."""
    share = min(1, max(0.2, share + rng.uniform(-0.1, 0.1)))
    if figure == "3.6:1":
        return f"{points * share:.2f}"
    halves = round(2 * points * share)
    return str(halves // 2) if halves % 2 == 0 else f"{halves // 2}.5"


def units():
    """The rows of units.csv: the city, counties, townships with their kind, villages."""
    rng = random.Random(20160930)
    city, counties, townships, below = [("YZ", "砚州市", "市", "", "")], [], [], []
    for place, (county, names) in enumerate(COUNTIES.items(), start=1):
        code = f"YZ{place}"
        counties.append((code, county, "县区", "YZ", "县"))
        for number, name in enumerate(names.split(), start=1):
            unit = f"{code}{number:02}"
            townships.append((unit, name, "乡镇", code, "街道" if name.endswith("街道") else name[-1]))
            size = 1 if name == "云坑乡" else rng.randint(5, 9)
            for site, village in enumerate(villages.names(rng, size), start=1):
                below.append((f"{unit}{site:02}", village, "村", unit, ""))
    return city, counties, townships, below


def figures(year, counties, townships):
    """The points of one year: the city's and the county's for every township, the city's for every county."""
    rng = random.Random(int(f"{year}1020"))
    good = random.Random(20150930)
    made = Figures()
    date = f"{year}-10-24"
    for code, name, _, parent, _ in townships:
        share = quality(good, name)
        total = Fraction(0)
        for figure, points in ITEMS:
            value = given(rng, figure, points, share)
            total += Fraction(value)
            made.put(code, figure, value, SOURCES.get(figure, "考核组"), date)
        county = min(Fraction(100), max(Fraction(20), total + Fraction(rng.randint(-120, 120), 20)))
        hundredths = int(county * 100)
        made.put(code, COUNTY_SCORE, f"{hundredths // 100}.{hundredths % 100:02}", counties[parent], f"{year}-09-28")
    for code in counties:
        for figure, points in (("2.2:1", 20), ("2.3:1", 10)):
            made.put(code, figure, given(rng, figure, points, rng.uniform(0.6, 0.97)), "考核组", date)
    return made.text()


def files():
    """units.csv, figures.csv and the earlier year's scheme."""
    city, counties, townships, below = units()
    names = {code: name for code, name, *_ in counties}
    text = csv(UNITS, city + counties + townships + below)
    written = {}
    for year, place in YEARS.items():
        written[f"{place}/units.csv"] = text
        written[f"{place}/figures.csv"] = figures(year, names, townships)
    return written
