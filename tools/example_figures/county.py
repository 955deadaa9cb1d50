"""Figures of examples/county-2016: twenty-eight townships and their villages, for two rounds.

The first townships stand at the edges of the rules: the rates, counts and shares that the golden values name.
"""

import random

from .tables import UNITS, Figures, csv
from .villages import names

NAMES = (
    "芷阳街道 芷北街道 湖桥街道 石岭镇 罗塘镇 赤冈镇 大埂镇 双堰镇 彭岔镇 沙河口镇 九里铺镇 文台镇 张营镇 高集镇 "
    "穰东坡镇 裴家镇 林扒渡镇 构坪镇 夏营镇 桑庄铺镇 十林口镇 陶营乡 小杨乡 龙堰口乡 白牛岗乡 腰店子乡 汲滩口乡 刘集店乡"
).split()
VILLAGES = [20, 26, 20, 12, 37, 10] + [8 + (7 * i) % 9 for i in range(22)]
# Percent of the budget that had arrived, hundredths of a percent exactly.
HALF = ("50", "49.5", "49", "45.25", "40", "38.1", "38", "30", "29.9")
FULL = ("100", "99.9", "95", "88.4", "88", "80", "79.99")
# Model villages at the end of 2015 and of 2016.
MODELS = {1: (16, 18), 2: (13, 14), 4: (24, 26)}
DEPARTMENTS = 5
BUDGET = 8_000_000


def hundredths(rate):
    """49.5 -> 4950."""
    whole, _, part = rate.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def facts(rng, index):
    """The yes/no facts of one township and round, in the order of the scheme."""
    items = ["5.1.1.1.2:1", "5.1.1.1.3:1", "5.1.1.2.1:1", "5.1.1.2.2:1", "5.1.1.2.3:1", "5.1.1.3:1", "5.1.1.3:2",
             "5.1.1.4.2:1", "5.1.1.6:1", "5.1.1.6:2", "5.1.2.1:1"]
    found = {item: "是" if index < 7 or rng.random() < 0.88 else "否" for item in items}
    for part in (1, 2, 3):
        for department in range(1, DEPARTMENTS + 1):
            held = index < 7 or rng.random() < 0.9
            # The seventh township lacks one department's system and nothing else.
            if (index, part, department) == (6, 1, 5):
                held = False
            found[f"5.1.2.2.{part}.{department}:1"] = "是" if held else "否"
    return found


def township(rng, index, year):
    """The figures of one township and round."""
    rates = FULL if year else HALF
    low, high = (8200, 10000) if year else (3600, 5400)
    rate = hundredths(rates[index]) if index < len(rates) else rng.randrange(low, high, 5)
    models = MODELS.get(index, (rng.randrange(5, VILLAGES[index] + 1),) * 2)[1 if year else 0]
    figures = facts(rng, index)
    figures["meetings"] = index if index < 4 else rng.randrange(0, 4)
    figures["staff"] = index if index < 7 else rng.randrange(2, 9)
    figures["paid"] = BUDGET * rate // 10000
    figures["budget"] = BUDGET
    figures["failing"] = index if index < 6 else rng.choice((0, 0, 1, 2))
    if year:
        figures["5.1.2.4:1"] = "否" if index == 4 or rng.random() < 0.1 else "是"
    figures["5.1.3.1.1:1"] = "否" if rng.random() < 0.2 else "是"
    figures["association-staff"] = rng.choice((0, 1, 1, 2))
    figures["model-villages"] = min(models, VILLAGES[index])
    figures["villages"] = VILLAGES[index]
    return figures


PROVIDERS = {"paid": "市财政局", "budget": "市财政局", "failing": "考核办", "association-staff": "协会办",
             "model-villages": "协会办", "villages": "民政局"}


def files():
    """units.csv, and a file of figures for each round."""
    rng = random.Random(20160630)
    units = [("ZL", "芷陵市", "市", "", "")]
    below = []
    for index, name in enumerate(NAMES):
        code = f"ZL{index + 1:02}"
        units.append((code, name, "乡镇", "ZL", "街道" if name.endswith("街道") else name[-1]))
        codes = [f"{code}-{number:02}" for number in range(1, VILLAGES[index] + 1)]
        units += [(c, n, "村", code, "") for c, n in zip(codes, names(rng, len(codes)))]
        below.append((code, codes))
    written = {"county-2016/units.csv": csv(UNITS, units)}
    for year, word in ((False, "上半年"), (True, "全年")):
        written[f"county-2016/figures-{word}.csv"] = round_figures(rng, below, year)
    return written


def round_figures(rng, below, year):
    """The figures of one round."""
    date = "2016-12-31" if year else "2016-06-30"
    models = "2016-12-31" if year else "2015-12-31"
    figures = Figures()
    for index, (code, codes) in enumerate(below):
        for figure, value in township(rng, index, year).items():
            when = models if figure in ("model-villages", "villages") else date
            figures.put(code, figure, value, PROVIDERS.get(figure, "乡镇"), when)
        for number, village in enumerate(codes):
            # One of the twenty villages of the first township did not sign.
            signed = number != 6 if index == 0 else index < 7 or rng.random() < 0.93
            inspected = index < 7 or rng.random() < (0.8 if year else 0.9)
            figures.put(village, "letters", "是" if signed else "否", "乡镇", date)
            figures.put(village, "inspected-year" if year else "inspected-half", "是" if inspected else "否", "乡镇", date)
    return figures.text()
