"""examples/city-2016/scheme.md worked out by hand: two levels, two years, and every list."""

import csv
from fractions import Fraction as F

import findings
import lists
from expected import ranks, within
from folder import Folder

ITEMS = ("3.1", "3.2", "3.3", "3.4", "3.5.1", "3.5.2", "3.6", "3.7.1", "3.7.2", "3.7.3", "3.7.4")
EARNS = ("8:1", "8:2", "8:3")
# What each case costs, by input.
COSTS = {"9:1": 6, "9:2": 2, "9:3": 1, "9:4": 1, "9:5": 1, "9:6": 2, "9:7": 1}
EVENT = "因侵权引发重大恶性案件"
CLASSES = {"街道": 2, "镇": 1, "乡": 1, "城关镇": 1}


class Year:
    """One year's folder, scored."""

    def __init__(self, example):
        self.folder = Folder(example, "figures.csv")
        self.found = findings.counted(self.folder, EARNS)
        self.scores = {}
        self.vetoed = {unit["code"] for unit in self.folder.units if self.of(unit["code"], "10:1")}
        for unit in self.folder.at("乡镇"):
            self.scores[unit] = self.township(unit)
        for unit in self.folder.at("县区"):
            self.scores[unit] = self.county(unit)
        for level in ("乡镇", "县区"):
            own = self.folder.at(level)
            totals = {unit: None if unit in self.vetoed else self.key(unit) for unit in own}
            for unit, place in ranks(totals).items():
                self.scores[unit]["rank"] = place

    def of(self, unit, kind):
        """How often something was found of a unit."""
        return self.found.get((unit, kind), F(0))

    def beside(self, unit):
        """(八)加分, (九)减分, (十)."""
        earned = self.of(unit, "8:1") + 3 * min(F(1), self.of(unit, "8:2")) + self.of(unit, "8:3")
        lost = sum(self.of(unit, kind) * points for kind, points in COSTS.items())
        lost += 2 * min(F(1), self.of(unit, "9:8")) + 2 * self.folder.number(unit, "9:9")
        return {"8": min(F(5), earned), "9": -min(F(15), lost), "10": F(0)}

    def township(self, unit):
        """Items of a township: seventy percent its own, thirty the county's."""
        items = {item: self.folder.number(unit, f"{item}:1") for item in ITEMS}
        own = sum(items.values())
        beside = self.beside(unit)
        items["3.5"] = items["3.5.1"] + items["3.5.2"]
        composed = own * F(7, 10) + self.folder.number(unit, "乡镇:score:2") * F(3, 10)
        return items | beside | {"total": max(F(0), composed + beside["8"] + beside["9"])}

    def county(self, unit):
        """Items of a county: seventy points are the mean of its townships' totals."""
        below = [self.scores[township]["total"] for township in self.folder.below(unit)]
        items = {"2.1": sum(below) / len(below) * F(7, 10), "2.2": self.folder.number(unit, "2.2:1"),
                 "2.3": self.folder.number(unit, "2.3:1")}
        total = sum(items.values())
        beside = self.beside(unit)
        return items | beside | {"total": within(total + beside["8"] + beside["9"], 0, 1000)}

    def key(self, unit):
        """What ranks: the total, then the items of the tie rule, which only townships have."""
        own = self.scores[unit]
        return (own["total"], own["3.6"], own["3.1"]) if "3.6" in own else (own["total"],)

    def managed(self):
        """重点管理 without those who rise onto it: the last five of all, and those with a grave case."""
        townships = self.folder.at("乡镇")
        grave = [unit for unit in townships if self.of(unit, EVENT)]
        return set(lists.last(townships, 5, self.key)) | set(grave)

    def supported(self):
        """重点帮助: the last of each county that is not on 重点管理."""
        managed = self.managed()
        found = set()
        for county in self.folder.at("县区"):
            left = [unit for unit in self.folder.below(county) if unit not in managed]
            found |= set(lists.last(left, 1, self.key))
        return found

    def fact(self):
        """Whether the outside fact was established."""
        with open(self.folder.place / "facts.csv", encoding="utf-8", newline="") as file:
            return any(row["value"] == "是" for row in csv.DictReader(file))

    def confirmed(self):
        """Who was put on which list by a decision."""
        place = self.folder.place / "decisions.csv"
        if not place.exists():
            return set()
        codes = {unit["name"]: unit["code"] for unit in self.folder.units}
        with open(place, encoding="utf-8", newline="") as file:
            return {(row["list"], codes[row["unit"]]) for row in csv.DictReader(file) if row["decision"] == "确认"}


def decided(year, before):
    """Every list of a year -> (listed, proposed); `before` is the year before, if it is known."""
    townships, counties = year.folder.at("乡镇"), year.folder.at("县区")
    supported, placed = year.supported(), year.managed()
    running = supported & before.supported() if before else set()
    risen = {unit for unit in running if ("重点管理", unit) in year.confirmed()}
    managed = placed | risen
    hung = managed & before.managed() if before else set()
    may_win = [unit for unit in townships if unit not in managed | year.vetoed]
    item = lambda name: lambda unit: year.scores[unit][name]  # noqa: E731
    single = set(lists.first(may_win, 5, item("3.5"))) | set(lists.first(may_win, 5, item("3.6")))
    for kind, places in CLASSES.items():
        own = {unit["code"] for unit in year.folder.units if unit["class"] == kind}
        single |= set(lists.first([unit for unit in may_win if unit in own], places, item("3.3")))
    warned = set(lists.last(townships, 1, item("3.3"))) | set(lists.last(townships, 1, item("3.5")))
    warned |= set(lists.last(townships, 3, item("3.6")))
    none = set()
    return {
        "先进县区": (lists.first(counties, 2, year.key), none),
        "城市工作先进县区": (lists.first(counties, 1, item("2.2")), none),
        "先进乡镇": (lists.first(may_win, 15, year.key), none),
        "单项先进单位": (single, none),
        "重点管理": (managed, running - risen),
        "重点帮助": (supported, none),
        "流动人口服务管理得分后3名的乡镇": (lists.last(townships, 3, item("3.3")), none),
        "单项预警": (warned, none),
        "综合治理得分后3名的乡镇": (lists.last(townships, 3, item("3.5")), none),
        "挂牌整改": (none, hung),
        "整改督办": (lists.last(townships, 1, year.key) if year.fact() else none, none),
    }


class Scheme:
    """Scores and lists of one year, for `recompute`."""

    def __init__(self, example, before=None):
        self.example, self.before = example, before

    def scored(self):
        """Round -> unit -> item -> points."""
        return {None: Year(self.example).scores}

    def lists(self):
        """List -> (listed, proposed)."""
        return decided(Year(self.example), Year(self.before) if self.before else None)
