"""The draw, the teams on site, their feedback, and what was found."""

import example
import people

# Of people's dice: the office's part, locked away until it is revealed, and what was thrown in public.
SEED, PUBLIC = "31415926535897932384", "27182818"
TEAMS = "调查组,成员,角色,所在单位\n1,g01,组长,\n1,g02,组员,\n"
VISIT = "2026-07-14"
SIGNS, REFUSES = "YT01", "YT18"


def draw(play):
    """Frame, commitment, reveal, teams: each published as it is taken."""
    tab = play.tab(people.OFFICE)
    page = play.base + "/draw"
    tab.go(page)
    tab.send(page, words="冻结抽样框")
    tab.send(page, {"code_seed": SEED, "code_seed_again": SEED[::-1]}, words="公布承诺值", status=422)
    play.has(tab.main, "两次输入的不一样")
    tab.send(page, {"code_seed": SEED, "code_seed_again": SEED}, words="公布承诺值")
    public = play.tab("")
    public.go(f"/public/{play.round}/draw")
    play.lacks(public.text, SEED)
    # Another seed than was committed to is refused.
    tab.send(page, {"code_seed": SEED[::-1], "public": PUBLIC}, words="公布种子并抽样", status=422)
    tab.send(page, {"code_seed": SEED, "public": PUBLIC}, words="公布种子并抽样")
    teams = play.folder / "teams.csv"
    teams.write_text(TEAMS, encoding="utf-8")
    tab.send(page, {"teams": teams}, words="分组")
    public.go(f"/public/{play.round}/draw")
    play.has(public.text, SEED)
    for unit in people.TOWNSHIPS:
        play.has(public.text, unit + "-")
    for name in ("tickets.csv", "sample.csv", "record.json"):
        play.has(public.text, name)


def send_teams(play):
    tab = play.tab(people.OFFICE)
    advance(play, "drawn")
    page = play.base + "/teams"
    for person in (people.MEMBER, people.LEADER):
        tab.go(page)
        tab.send(page, {"person": person, "team": "第一组", "units": " ".join(people.TOWNSHIPS)}, words="派出")
    play.has(tab.main, "第一组")
    advance(play, "in-the-field")


def advance(play, state):
    """The round goes on, by its button on the page of the round."""
    tab = play.tab(people.OFFICE)
    tab.go(play.base)
    for form in tab.all(f"main form[action='{play.base}/advance']"):
        if form.find_element("css selector", "[name=to]").get_attribute("value") == state:
            return tab.click(form.find_element("tag name", "button"))
    raise AssertionError(f"no way to {state}: {tab.main}")


def judge(play):
    """The judged item of every unit, with its reason; without one it is not taken."""
    tab = play.tab(people.MEMBER)
    tab.go(play.base + "/field")
    for (unit, _), points in example.figures("考核组").items():
        page = f"{play.base}/field/{unit}"
        tab.go(page)
        if unit == SIGNS:
            tab.send(page, {"value-0": points}, words="保存", status=422)
            play.has(tab.main, "打分要写明理由")
        tab.send(page, {"value-0": points, "reason-0": "查看总结材料,走访两个服务点后评定。"}, words="保存")
        play.has(tab.main, "已保存")


def visit(play):
    """What was drawn is visited; one unit does not sign."""
    tab = play.tab(people.MEMBER)
    for unit in people.TOWNSHIPS:
        page = f"{play.base}/field/{unit}/visits"
        tab.go(page)
        site = tab.find("#f-site option:not([value=''])").get_attribute("value")
        fields = {"date": VISIT, "team": "第一组", "site": site, "signed": "no" if unit == REFUSES else "yes"}
        if unit == REFUSES:
            fields["reason"] = "对服务点数量有不同看法"
        tab.send(page, fields, words="保存")
        play.has(tab.main, VISIT)


def feed_back(play):
    """The team's leader tells two units what was seen; one leader signs, the other refuses and says why."""
    tab = play.tab(people.LEADER)
    for unit in (SIGNS, REFUSES):
        page = f"{play.base}/feedback/{unit}"
        tab.go(page)
        tab.send(page, {"text": "服务点开放时间短于公示时间,建议调整。"}, words="送达")
        leader = play.tab(people.signer(unit))
        leader.go(page)
        if unit == SIGNS:
            leader.send(page + "/answer", {"reason": "情况属实。"}, words="签收")
            play.has(leader.main, "已签收")
            continue
        leader.send(page + "/answer", words="拒签", status=422)
        leader.send(page + "/answer", {"reason": "开放时间已于六月调整。"}, words="拒签")
        play.has(leader.main, "拒签")
        play.has(leader.main, "开放时间已于六月调整")


def find(play):
    """What the team found, raised by its leader and confirmed by the reviewer; one more that is not confirmed."""
    tab = play.tab(people.LEADER)
    page = play.base + "/findings/new"
    for unit in people.TOWNSHIPS:
        for kind, day, count, evidence in example.findings(unit):
            if kind != "hosted":
                raise_one(play, tab, page, {"unit": unit, "event": kind, "date": day, "count": count, "evidence": evidence})
                play.review("认定")
    raise_one(play, tab, page, {"unit": "YT18", "event": "untrue-figures", "date": VISIT, "count": "1", "evidence": "核查表"})
    play.review("不予认定")


def raise_one(play, tab, page, fields):
    tab.go(page)
    tab.send(page, fields, words="提出")
    play.has(tab.main, "待认定")


def order_mending(play):
    """A row of a register: an order to mend, as the scheme gives sixty days."""
    tab = play.tab(people.OFFICE)
    page = play.base + "/registers/rectification"
    tab.go(page)
    tab.press("加一行")
    row = {"number": "整改1号", "unit": SIGNS, "item": "2.1.3", "found": VISIT, "ordered": "2026-07-20", "deadline": "2026-09-18"}
    tab.send(page + "/row", {f"cell-{name}": value for name, value in row.items()}, words="保存")
    play.has(tab.main, "整改1号")
