"""Writes workload S: `scheme.md`, the scheme as an office would publish it, and `items.json`, the same items as plain
numbers for the calculations that the results are held against.

Run it in this folder after a change: python3 make.py
"""

import json
from itertools import count

CHECKS = (
    "防汛值班制度 消防巡查台账 应急预案 村务公开栏 农家书屋 卫生室 文化广场 养老服务点 垃圾分类点 警务室 "
    "便民服务窗口 气象预警喇叭 森林防火标语 饮水检测记录 档案室 财务公示 河长巡河记录 工作总结"
).split()
EARN = (  # what is counted, unit, points each, most
    ("安全演练", "次", 5), ("技能培训", "期", 4.5), ("义务巡逻", "次", 1.5),
    ("文化活动", "场", 2.5), ("入户走访", "次", 0.5), ("志愿服务", "次", 3),
)
BONUS = (("现场会", "次", 8, 16), ("先进表彰", "次", 6.5, 19.5), ("经验交流", "次", 2.5, 10), ("新增示范点", "个", 4, 20))
LOSE = (("火灾隐患", "处", 2.5), ("违章建筑", "处", 4), ("乱倒垃圾", "处", 1), ("台账差错", "例", 0.5))
DEDUCTIONS = (
    ("安全事故", "起", 20), ("食品安全事件", "起", 15), ("环境污染事件", "起", 12.5),
    ("越级上访", "起", 3.5), ("虚报数据", "例", 10), ("逾期未办件", "件", 0.5),
)
# Name, numerator, denominator, full at, points a percentage point, nothing under, money or counts.
RATIOS = (
    ("参保率", "参保人数", "常住人口", 95, 1, 80, "count"),
    ("体检率", "体检人数", "常住人口", 70, 0.5, 45, "count"),
    ("厕所改造率", "改造厕所数", "户数", 90, 0.5, 60, "count"),
    ("自来水普及率", "自来水户数", "户数", 98, 1.5, 88, "count"),
    ("路灯完好率", "完好路灯数", "路灯数", 95, 2, 86, "count"),
    ("饮用水合格率", "合格水样数", "水样数", 90, 1, 75, "count"),
    ("道路养护率", "养护里程", "道路里程", 85, 0.5, 60, "amount"),
    ("秸秆还田率", "秸秆还田面积", "耕地面积", 80, 0.5, 50, "amount"),
    ("灌溉率", "有效灌溉面积", "耕地面积", 60, 0.5, 30, "amount"),
    ("经费到位率", "到位经费", "预算经费", 100, 1.5, 90, "money"),
    ("补贴发放率", "发放补贴", "应发补贴", 100, 2, 92, "money"),
    ("项目支出率", "项目支出", "项目预算", 75, 0.5, 40, "money"),
)
BANDS = (  # name, unit, three edges
    ("绿化面积", "亩", (120, 80, 40)), ("硬化道路", "公里", (12, 8, 3)), ("疏浚渠道", "公里", (6, 4, 1)),
    ("集体收入", "万元", (50, 30, 10)), ("整治院落面积", "亩", (30, 20, 5)), ("新建步道", "公里", (2, 1, 0.5)),
)
INTERPOLATED = (("巡查里程", "公里", 20, 80), ("培训时长", "小时", 8, 40))
JUDGED = ("村容评分", "服务评分")
SECTIONS = "组织建设 安全生产 环境整治 公共服务 基础设施 民生保障 产业发展 资金管理 文化生活 满意评价".split()
POINTS = (14.5, 25.5, 18, 22, 20)  # of the five items of a section, turned by one from section to section
ORDER = "crcrcbceclrccebcrlcrbceirjcrcercblcierbjrcclcrebcr"  # kind of the fifty items of the sections
CHINESE = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()


def number(x):
    return f"{x:g}"


class Measures:
    """The columns m01, m02 …, in the order in which they are first named."""

    def __init__(self):
        self.rows, self.by_name, self.numbers = [], {}, count(1)

    def id(self, name, kind, unit="", bounds="", **more):
        if name not in self.by_name:
            self.by_name[name] = f"m{next(self.numbers):02}"
            self.rows.append({"id": self.by_name[name], "name": name, "kind": kind, "unit": unit, "bounds": bounds} | more)
        return self.by_name[name]


def items(measures):
    """The sixty items: ten sections of five, the bonuses, the deductions."""
    pools = {
        "c": iter(CHECKS), "e": iter(EARN), "l": iter(LOSE), "r": iter(RATIOS), "b": iter(BANDS), "i": iter(INTERPOLATED),
        "j": iter(JUDGED),
    }
    made = []
    for at, kind in enumerate(ORDER):
        section, place = divmod(at, 5)
        points = POINTS[(place + section) % 5]
        made.append({"section": section + 1, "points": points} | item(kind, next(pools[kind]), points, measures))
    for name, unit, each, most in BONUS:
        text = f"每获得1{unit}{name},加{number(each)}分,最多加{number(most)}分。"
        made.append({"section": "bonus", "points": most, "title": name, "kind": "earn", "each": each, "text": text,
                     "m": [measures.id(name, "count", unit, "0..100")]})
    for name, unit, each in DEDUCTIONS:
        text = f"每发生1{unit}{name},扣{number(each)}分。"
        made.append({"section": "deduction", "points": None, "title": name, "kind": "deduct", "each": each, "text": text,
                     "m": [measures.id(name, "count", unit, "0..100")]})
    for at, one in enumerate(made, 1):
        one["id"] = f"i{at:02}"
    return made


def item(kind, row, points, measures):
    full = number(points)
    if kind == "c":
        return {"title": row, "kind": "check", "text": f"有{row}的,计{full}分。", "m": [measures.id(row, "check")]}
    if kind in "el":
        name, unit, each = row
        does = f"每开展1{unit}{name},计{number(each)}分,计满{full}分为止。" if kind == "e" else \
            f"每发现1{unit}{name},扣{number(each)}分,扣完为止。"
        return {"title": name, "kind": "earn" if kind == "e" else "lose", "each": each, "text": does,
                "m": [measures.id(name, "count", unit, "0..100")]}
    if kind == "r":
        name, a, b, target, each, floor, of = row
        unit = {"count": "个", "amount": "亩", "money": "元"}[of]
        form, bounds = ("count", "0..1000000") if of == "count" else ("amount", "0..100000000")
        text = f"{name}达到{target}%的,计{full}分;每低1个百分点,扣{number(each)}分;低于{floor}%的,不计分。"
        m = [measures.id(a, form, unit, bounds, part=True), measures.id(b, form, unit, bounds, whole=True)]
        return {"title": name, "kind": "ratio", "target": target, "each": each, "floor": floor, "text": text, "m": m,
                "formula": f"{a}÷{b}"}
    if kind == "b":
        name, unit, (high, middle, low) = row
        marks = [points, points * 2 // 1.5 / 2, points // 2, 0]
        x, y, z = (f"{number(e)}{unit}" for e in (high, middle, low))
        text = f"{name}{x}以上的,计{full}分;{y}以上不满{x}的,计{number(marks[1])}分;" \
               f"{z}以上不满{y}的,计{number(marks[2])}分;不满{z}的,不计分。"
        return {"title": name, "kind": "bands", "edges": [high, middle, low], "marks": marks, "text": text,
                "m": [measures.id(name, "amount", unit, "0..1000")]}
    if kind == "i":
        name, unit, low, high = row
        x, y = f"{low}{unit}", f"{high}{unit}"
        text = f"{name}{y}以上的,得{full}分;{x}以下的,不得分;{x}—{y}的,按0分至{full}分线性插值计分。"
        return {"title": name, "kind": "interpolated", "low": low, "high": high, "text": text,
                "m": [measures.id(name, "amount", unit, "0..1000")]}
    return {"title": row, "kind": "judged", "text": f"得分={row}。", "m": [measures.id(row, "amount", "分", "-10..100")]}


HEAD = """---
编号: workload-s
标题: 村镇工作考核方案(计算量样例)
语言: zh
考核对象: [乡镇, 村, 县, 市]
总分: 1000
口径:
  分档: 按比例
  百分比: 百分点
  界限: 含本数
  负分: 不出现负分
  缺报: 计零分
  不适用: 剔除折算
  并列: 名次并列
  舍入: 逐级 2
  末位并列: 并列都列入
  奖惩并存: 可以并存
---

# 村镇工作考核方案(计算量样例)

> 本方案不是任何地方的考核,只用来量计算的快慢:六十项、七十个指标、四级单位。各项名称和分值均为虚构。

## 一、得分构成

乡镇得分由乡镇本级得分(60%)和所辖村平均分(40%)构成。
"""


def own_part(number_of, level, letter, made):
    """The sixty items of one level."""
    lines = [f"## {number_of}、{level}级考核 {{#{letter} 层级={level} 不适用=计满分}}", ""]
    for at, title in enumerate(SECTIONS, 1):
        lines += [f"### ({CHINESE[at - 1]}){title}(100分) {{#{letter}s{at:02}}}", ""]
        for place, one in enumerate((i for i in made if i["section"] == at), 1):
            absent = " 缺报=计满分" if one["kind"] == "ratio" else ""
            lines += [f"#### {place}.{one['title']}({number(one['points'])}分) {{#{letter}{one['id']}{absent}}}", "",
                      one["text"], ""]
    lines += [f"### (十一)加分(50分) {{#{letter}bonus}}", ""]
    for place, one in enumerate((i for i in made if i["section"] == "bonus"), 1):
        lines += [f"#### {place}.{one['title']} {{#{letter}{one['id']}}}", "", one["text"], ""]
    lines += [f"### (十二)减分(80分) {{#{letter}deduction 缺报=计满分}}", ""]
    for place, one in enumerate((i for i in made if i["section"] == "deduction"), 1):
        lines += [f"#### {place}.{one['title']} {{#{letter}{one['id']}}}", "", one["text"], ""]
    return lines


def scheme(made, measures):
    veto = measures.id("重大责任事故", "check", bounds="veto")
    lines = [HEAD]
    lines += own_part("二", "乡镇", "t", made)
    lines += own_part("三", "村", "v", made)
    lines += ["## 四、县级考核(1000分) {#c 层级=县}", "", "得分=所辖乡镇得分的平均分。", ""]
    lines += ["## 五、市级考核(1000分) {#p 层级=市}", "", "得分=所辖县得分的平均分。", ""]
    lines += ["## 六、一票否决", "", "发生重大责任事故的,列为末位。", ""]
    lines += ["## 七、奖惩", "", "综合考核前15名的乡镇,评为“先进乡镇”。", "", "综合考核后5名的乡镇,列为“重点帮扶”单位。", "",
              "各县前15名的乡镇,评为“县级先进乡镇”。", "", "各县后5名的乡镇,列为“县级帮扶”单位。", ""]
    lines += ["## 八、指标说明", "", "| 指标 | 编号 | 公式 | 类型 | 单位 | 范围 |", "|---|---|---|---|---|---|"]
    for one in made:
        if one["kind"] == "ratio":
            lines.append(f"| {one['title']} | r{one['id'][1:]} | {one['formula']} | | | |")
    words = {"check": "是否", "count": "计数", "amount": "数值", "judged": "评分"}
    for row in measures.rows:
        bounds = "" if row["kind"] == "check" else row["bounds"]
        lines.append(f"| {row['name']} | {row['id']} | | {words[row['kind']]} | {row['unit']} | {bounds} |")
    return "\n".join(lines) + "\n", veto


def main():
    measures = Measures()
    made = items(measures)
    text, veto = scheme(made, measures)
    kinds = {k: sum(i["kind"] == k for i in made) for k in dict.fromkeys(i["kind"] for i in made)}
    assert len(made) == 60 and len(measures.rows) == 70, (len(made), len(measures.rows), kinds)
    assert kinds == {"check": 18, "earn": 10, "lose": 4, "deduct": 6, "ratio": 12, "bands": 6, "interpolated": 2, "judged": 2}, kinds
    with open("scheme.md", "w", encoding="utf-8") as file:
        file.write(text)
    with open("items.json", "w", encoding="utf-8") as file:
        plain = [{k: v for k, v in one.items() if k not in ("text", "formula")} for one in made]
        shown = {"veto": veto, "measures": measures.rows, "items": plain}
        lines = json.dumps(shown, ensure_ascii=False)
        for opening in ('{"id"', '{"section"'):
            lines = lines.replace(opening, "\n" + opening)
        file.write(lines + "\n")


main()
