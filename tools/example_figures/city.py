"""Figures of examples/city-2016: two years of five counties and their sixty townships, invented.

The points are an assessor's. A few townships are made by hand to meet a rule at its edge: the last of a county two years
running, a tie at a cut, a veto, an event that brings a unit onto a list. What was found beside points is in `city_cases`,
the office's registers are in `city_registers`.
"""

import pathlib
import random
from fractions import Fraction

from . import city_cases, city_registers, villages
from .tables import UNITS, Figures, csv

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "examples"

COUNTIES = {
    "砚东县": "墨池镇 松烟镇 端溪镇 青石镇 云坑乡 漆匣镇 斧柯镇 麻子坑乡 坑仔岩镇 水岩乡 墨池街道 松风街道",
    "砚西县": "澄泥镇 紫云镇 歙口镇 洮水乡 贺兰坡乡 龙尾镇 金星乡 眉子镇 罗纹镇 枣心乡 澄江街道 紫阳街道",
    "砚南县": "笔架镇 毫溪镇 狼毫岭镇 羊毫乡 兼毫镇 紫毫乡 笔洗镇 笔床乡 笔山镇 善琏乡 毫州街道 南笔街道",
    "砚北县": "宣和镇 楮皮镇 藤纸镇 竹纸乡 玉版镇 澄心镇 桑皮乡 麻纸镇 蜡笺乡 云母镇 宣城街道 北楮街道",
    "临砚县": "镇纸镇 水盂镇 印泥镇 朱砂乡 臂搁镇 砚滴乡 墨床镇 笔筒镇 画缸乡 裁刀镇 临江街道 金石街道",
}
# The seat of each county; its class is 城关镇.
SEATS = ("墨池镇", "澄泥镇", "笔架镇", "宣和镇", "镇纸镇")
# Input and points; an assessor goes in steps of half a point, the survey of satisfaction in hundredths.
ITEMS = (("3.1:1", 20), ("3.2:1", 10), ("3.3:1", 10), ("3.4:1", 10), ("3.5.1:1", 10), ("3.5.2:1", 10), ("3.6:1", 10),
         ("3.7.1:1", 5), ("3.7.2:1", 4), ("3.7.3:1", 8), ("3.7.4:1", 3))
SOURCES = {"3.5.1:1": "计划统计科", "3.5.2:1": "宣传教育科", "3.6:1": "第三方调查"}
COUNTY_SCORE = "乡镇:score:2"
PROVINCE = "9:9"
YEARS = {2016: "city-2016", 2015: "city-2016/2015"}
# What the province took off, of which the scheme takes twice as much.
PROVINCE_TOOK = {2016: {"朱砂乡": "1.5", "松烟镇": "0.5"}, 2015: {"印泥镇": "1"}}
# How well a township does in both years: one that is the last of all, two that are the last of their county with others of
# other counties below them, and the best.
ALWAYS = {"砚滴乡": 0.42, "羊毫乡": 0.58, "坑仔岩镇": 0.57, "宣和镇": 0.97}
# The others at the end of each year.
ONCE = {2016: {"画缸乡": 0.47, "笔筒镇": 0.49, "麻子坑乡": 0.48, "枣心乡": 0.46},
        2015: {"贺兰坡乡": 0.49, "斧柯镇": 0.46, "臂搁镇": 0.48, "墨床镇": 0.47}}
# Equal totals and equal public satisfaction on both sides of the last place of an award; the second item of the tie rule
# decides.
TIED = {"罗纹镇": "18.5 9 9 9 9 9 8.80 4.5 3.5 7.5 2.5", "松风街道": "19 9 8.5 9 9 9 8.80 4.5 3.5 7.5 2.5"}
TIED_COUNTY = "90.30"


def quality(good, year, name, county):
    """How well a township does; the same in both years, but for chance and for those made by hand."""
    drawn = good.uniform(0.88, 0.96) if county == "砚北县" else good.uniform(0.66, 0.92)
    return ONCE[year].get(name) or ALWAYS.get(name) or drawn


def given(rng, figure, points, share):
    """The points that one township gets for one item."""
    share = min(1, max(0.2, share + rng.uniform(-0.08, 0.08)))
    if figure == "3.6:1":
        return f"{points * share:.2f}"
    halves = round(2 * points * share)
    return str(halves // 2) if halves % 2 == 0 else f"{halves // 2}.5"


def kind_of(name):
    """街道, 镇 and 乡 by the name; 城关镇 by the list."""
    if name in SEATS:
        return "城关镇"
    return "街道" if name.endswith("街道") else name[-1]


def units():
    """The rows of units.csv: the city, counties, townships with their kind, villages."""
    rng = random.Random(20160930)
    city, counties, townships, below = [("YZ", "砚州市", "市", "", "")], [], [], []
    for place, (county, names) in enumerate(COUNTIES.items(), start=1):
        code = f"YZ{place}"
        counties.append((code, county, "县区", "YZ", "县"))
        for number, name in enumerate(names.split(), start=1):
            unit = f"{code}{number:02}"
            townships.append((unit, name, "乡镇", code, kind_of(name)))
            size = 1 if name == "云坑乡" else rng.randint(5, 9)
            for site, village in enumerate(villages.names(rng, size), start=1):
                below.append((f"{unit}{site:02}", village, "村", unit, ""))
    return city, counties, townships, below


def figures(year, counties, townships):
    """The points of one year: the city's and the county's for every township, the city's for every county."""
    rng = random.Random(year)
    good = random.Random(20150930)
    made = Figures()
    date = f"{year}-10-24"
    for code, name, _, parent, _ in townships:
        share = quality(good, year, name, counties[parent])
        tied = TIED[name].split() if year == 2016 and name in TIED else None
        total = Fraction(0)
        for place, (figure, points) in enumerate(ITEMS):
            value = given(rng, figure, points, share)
            value = tied[place] if tied else value
            total += Fraction(value)
            made.put(code, figure, value, SOURCES.get(figure, "考核组"), date)
        county = min(Fraction(100), max(Fraction(20), total + Fraction(rng.randint(-60, 60), 20)))
        hundredths = int(county * 100)
        value = TIED_COUNTY if tied else f"{hundredths // 100}.{hundredths % 100:02}"
        made.put(code, COUNTY_SCORE, value, counties[parent], f"{year}-09-28", f"县考核结果文件{year}第{code[-2:]}号")
        made.put(code, PROVINCE, PROVINCE_TOOK[year].get(name, "0"), "省考核通报", f"{year}-09-20")
    for code in counties:
        for figure, points in (("2.2:1", 20), ("2.3:1", 10)):
            made.put(code, figure, given(rng, figure, points, rng.uniform(0.6, 0.97)), "考核组", date)
        made.put(code, PROVINCE, "0", "省考核通报", f"{year}-09-20")
    return made.text()


def earlier(scheme):
    """The scheme of the year before: the same text with its own year."""
    for now, before in (("2015-10-01..2016-09-30", "2014-10-01..2015-09-30"), ("2016-10-10..2016-10-21", "2015-10-12..2015-10-23"),
                        ("yanzhou-2016", "yanzhou-2015"), ("2016年度", "2015年度")):
        if now not in scheme:
            raise ValueError(f"the scheme no longer says {now}")
        scheme = scheme.replace(now, before)
    return scheme


def files():
    """Units, figures, findings and registers of both years, and the earlier year's scheme."""
    city, counties, townships, below = units()
    names = {code: name for code, name, *_ in counties}
    text = csv(UNITS, city + counties + townships + below)
    written = {"city-2016/2015/scheme.md": earlier((EXAMPLES / "city-2016/scheme.md").read_text(encoding="utf-8"))}
    for year, place in YEARS.items():
        written[f"{place}/units.csv"] = text
        written[f"{place}/figures.csv"] = figures(year, names, townships)
        written |= {f"{place}/{name}": made for name, made in city_cases.files(year).items()}
    return written | city_registers.files("city-2016", names, townships)
