"""Points, the notice, appeals, the seal."""

import datetime
from fractions import Fraction

import example
import field
import people
import reporting


def compute(play):
    tab = play.tab(people.OFFICE)
    field.advance(play, "verifying")
    tab.go(play.base + "/results")
    tab.send(play.base + "/compute", words="计分")
    play.has(tab.main, "已计分")
    play.equal(len(shown(tab)), len(people.TOWNSHIPS), "every township is ranked or told why not")


def shown(tab):
    """Rank and total of each unit as the page shows them, by the unit's name: `name -> (rank, total, exact)`."""
    points = {}
    for row in tab.all("main table.dense tbody tr"):
        cells = row.find_elements("css selector", "th, td")
        if len(cells) > 4 and cells[1].tag_name == "th":
            points[cells[1].text] = cells[0].text.rstrip("="), cells[2].text, cells[2].get_attribute("title")
    return points


def look_around(play):
    """Ranking, lists, and why a unit has its points; nobody decides who must not."""
    tab = play.tab(people.REVIEWER)
    tab.go(play.base + "/results")
    play.has(tab.main, "托育服务先进单位")
    play.has(tab.main, "一票否决")
    tab.click(tab.link("/results/YT20"))
    play.has(tab.main, "逐项说明")
    # The lists of this scheme follow from points alone: none waits for anybody's decision.
    tab.go(play.base + "/decisions")
    play.equal(tab.all(f"main form[action='{play.base}/decisions']"), [], "no list waits for a decision")
    auditor = play.tab(people.AUDITOR)
    auditor.go(play.base + "/results")
    play.equal(auditor.all(f"main form[action='{play.base}/compute']"), [], "the auditor computes nothing")
    # Before the notice nobody but the office sees points.
    play.tab(people.reporter("YT01")).go(play.base + "/own/YT01", status=403)


def post_notice(play):
    tab = play.tab(people.OFFICE)
    tab.go(play.base + "/results")
    until = datetime.date.today() + datetime.timedelta(days=7)
    tab.send(play.base + "/notice", {"until": str(until)}, words="开始公示")
    play.has(tab.main, "公示已开始")


def appeal(play):
    """A clerk whose slip cost points appeals and is right; a leader appeals against a veto and is not."""
    measure, _, right = reporting.SLIP
    file_one(play, people.reporter("YT01"), "YT01", "2.3.12", "会议制度文件已经印发,填报时选错了。")
    answer(play, "YT01", "yes", "文件属实,予以采纳。")
    # An upheld appeal must be carried out before the seal.
    tab = play.tab(people.OFFICE)
    before = play.points()
    tab.go(play.base + "/appeals")
    correct = tab.find("main form[action$='/correct']").get_attribute("action").removeprefix(tab.address)
    tab.send(correct, {"measure": measure, "value": right, "note": "申诉采纳,据文件更正"}, words="改正")
    tab.send(play.base + "/compute", words="计分")
    after = play.points()
    name = unit_name("YT01")
    play.equal(Fraction(after[name][2]) - Fraction(before[name][2]) > 0, True, "the upheld appeal gives points")
    play.equal({n: p[2] for n, p in before.items() if n != name}, {n: p[2] for n, p in after.items() if n != name}, "and to nobody else")
    tab.go(play.base + "/results")
    results = {row.text for row in tab.all("main table tbody code")}
    play.equal(len(results), 2, "both results are kept")
    file_one(play, people.signer("YT28"), "YT28", "5", "事故不在本辖区。")
    answer(play, "YT28", "no", "认定书写明辖区,维持。")


def unit_name(code):
    return next(row[1] for row in example.units() if row[0] == code)


def file_one(play, person, unit, item, text):
    tab = play.tab(person)
    page = f"{play.base}/own/{unit}"
    tab.go(page)
    tab.send(page + "/appeal", {"item": item, "text": text}, words="提出申诉")
    play.has(tab.main, text)


def answer(play, unit, upheld, reply):
    tab = play.tab(people.REVIEWER)
    tab.go("/")
    tab.go(play.base + "/appeals")
    form = tab.find("main form[action$='/answer']").get_attribute("action").removeprefix(tab.address)
    tab.send(form, {"upheld": upheld, "reply": reply}, words="答复")
    play.has(tab.main, reply)


def seal(play):
    """Before the notice has ended it takes a reason, which is published."""
    tab = play.tab(people.OFFICE)
    tab.go(play.base + "/results")
    tab.send(play.base + "/seal", words="封存", status=409)
    tab.go(play.base + "/results")
    tab.send(play.base + "/seal", {"early": "各单位书面确认无异议,提前结束公示。"}, words="封存")
    play.has(tab.main, "已封存")
    public = play.tab("")
    public.go(f"/public/{play.round}")
    play.has(public.main, "已封存")
    play.equal({name: row[:2] for name, row in shown_public(public).items()}, {name: row[:2] for name, row in play.points().items()}, "the public sees the sealed points")


def shown_public(tab):
    return {cells[1].text: (cells[0].text, cells[2].text) for cells in (row.find_elements("css selector", "th, td") for row in tab.all("main table.dense tbody tr"))}
