"""What units report and departments supply: typed or from workbooks, disputed, claimed, handed in and signed."""

import example
import people
import workbook

OWN = ("乡镇", "村民委员会")
# The unit whose figures are typed; the others send workbooks.
TYPED = "YT01"
# What its clerk gets wrong, to be put right by an appeal: the document is there, the sheet says that it is not.
SLIP = ("system-document", "否", "是")


def type_sheet(play):
    """Typed on the page and saved as one goes: the own figures first, then those of the villages."""
    figures = example.figures(*OWN)
    tab = play.tab(people.reporter(TYPED))
    sheet = play.sheet(TYPED)
    tab.go("/")
    tab.go(sheet)
    measure, wrong, right = SLIP
    play.equal(figures[TYPED, measure], right, "the example says otherwise than the slip")
    tab.send(sheet, {f"v/{TYPED}/{measure}": wrong}, words="保存")
    play.has(tab.main, "已保存 1 项")
    villages = {f"v/{unit}/{name}": value for (unit, name), value in figures.items() if unit in example.villages(TYPED)}
    # More than the scheme allows is refused beside its field, and what was typed stays.
    first = next(name for name in villages if name.endswith("/guidance"))
    tab.send(sheet, {first: "61"}, words="保存", status=422)
    play.equal(tab.find(f"[name='{first}']").get_attribute("value"), "61", "what was typed stays")
    tab.send(sheet, villages, words="保存")
    play.has(tab.main, f"已保存 {len(villages)} 项")


def two_at_one_sheet(play):
    """Two clerks open the sheet; both type the same figure. Nothing is lost, both are shown, one is chosen."""
    first, second = play.tab(people.reporter(TYPED)), play.tab(people.SECOND_CLERK)
    sheet, field = play.sheet(TYPED), f"v/{TYPED}/meetings"
    right = example.figures(*OWN)[TYPED, "meetings"]
    first.go(sheet)
    second.go(sheet)
    first.send(sheet, {field: right}, words="保存")
    second.send(sheet, {field: "7"}, words="保存", status=play.stale)
    play.has(second.main, "有人同时改了")
    play.equal(second.find(f"[name='{field}']").get_attribute("value"), "7", "the later one's figure is not lost")
    choice = second.find("main fieldset").text
    play.has(choice, f"现存的:{right}")
    play.has(choice, "我填的:7")
    second.send(sheet, {f"p/{TYPED}/meetings": "theirs"}, words="保存")
    second.go(sheet)
    play.equal(second.find(f"[name='{field}']").get_attribute("value"), right, "what was chosen stands")


def attach(play):
    """Evidence for a figure; the same bytes come down again."""
    tab = play.tab(people.reporter(TYPED))
    file = play.folder / "联席会议纪要.txt"
    file.write_text("第一次联席会议纪要(样例)\n", encoding="utf-8")
    sheet = play.sheet(TYPED)
    tab.go(sheet)
    tab.send(sheet + "/evidence", {"measure": "meetings", "file": file})
    link = tab.find("main a[download]")
    play.equal(link.text, file.name, "the evidence is listed")
    play.equal(tab.download(link).read_bytes(), file.read_bytes(), "the evidence comes down as it went up")


def send_workbook(play, person, page, figures):
    """The template is fetched, filled in, tried and taken."""
    tab = play.tab(person)
    tab.go(page)
    template = tab.download(tab.link("/template"))
    book = play.folder / f"{person}.xlsx"
    play.equal(workbook.fill(template, book, figures), len(figures), f"{person}: figures with a cell in the template")
    tab.click(tab.link("/import"))
    tab.send(page + "/import", {"file": book})
    play.lacks(tab.main, "不能保存")
    tab.send(page + "/import/take")
    play.has(tab.main, f"已导入 {len(figures)} 项")


def report_by_workbook(play):
    figures = example.figures(*OWN)
    for unit in people.TOWNSHIPS:
        if unit != TYPED:
            of_unit = {at: value for at, value in figures.items() if example.township(at[0]) == unit}
            send_workbook(play, people.reporter(unit), play.sheet(unit), of_unit)


def provide(play):
    """The departments: all by workbook but one, which types; and mistypes a figure of the first unit."""
    page = play.base + "/provide"
    for person, departments in people.DEPARTMENTS.items():
        figures = example.figures(*departments)
        if person != "caizheng":
            send_workbook(play, person, page, figures)
            continue
        tab = play.tab(person)
        tab.go(page)
        fields = {f"v/{unit}/{name}": value for (unit, name), value in figures.items()}
        tab.send(page, fields | {f"v/{TYPED}/paid": "1"}, words="保存")
        play.has(tab.main, f"已保存 {len(fields)} 项")


def dispute(play):
    """The unit disputes what the treasury mistyped, which is accepted and entered anew; a second dispute is not accepted."""
    page = play.base + "/disputes"
    right = example.figures("县财政局")[TYPED, "paid"]
    clerk = play.tab(people.reporter(TYPED))
    # What the figure could never be is no proposal: it would be in the way of computing.
    for measure, proposed, status in (("paid", right, 200), ("budget", "1", 422), ("budget", "1300000", 200)):
        clerk.go(f"{page}?unit={TYPED}&measure={measure}")
        dispute = {"unit": TYPED, "measure": measure, "proposed": proposed, "reason": "与拨款单不符,请核对。"}
        clerk.send(page, dispute, words="提出", status=status)
    treasury = play.tab("caizheng")
    for words, accepted in (("到位经费", "yes"), ("预算经费", "no")):
        treasury.go(page)
        settle(treasury, words, accepted)
    play.has(treasury.main, "已采纳")
    play.has(treasury.main, "未采纳")
    treasury.go(play.base + "/provide")
    treasury.send(play.base + "/provide", {f"v/{TYPED}/paid": right}, words="保存")
    play.has(treasury.main, "已保存 1 项")


def settle(tab, words, accepted):
    """Answers the dispute whose heading has these words."""
    for form in tab.all("main form[action$='/settle']"):
        if words in form.find_element("xpath", "..").text:
            action = form.get_attribute("action").removeprefix(tab.address)
            return tab.send(action, {"accepted": accepted, "reply": "已核对拨款凭证。"})
    raise AssertionError(f"no dispute on {words} waits for an answer: {tab.main}")


def claim(play):
    """A bonus that a unit claims, confirmed by a second person; and one that is not."""
    for unit in people.TOWNSHIPS:
        for kind, day, count, evidence in example.findings(unit):
            if kind == "hosted":
                claim_one(play, unit, {"event": kind, "date": day, "count": count, "evidence": evidence}, "认定")
    claim_one(play, "YT18", {"event": "hosted", "date": "2026-05-20", "count": "2", "evidence": "照片"}, "不予认定")


def claim_one(play, unit, fields, decision):
    tab = play.tab(people.reporter(unit))
    page = play.sheet(unit) + "/claims"
    tab.go(page)
    tab.send(page, fields, words="申报")
    play.has(tab.main, "已申报")
    play.review(decision)
    tab.go(page)
    play.has(tab.main, "已认定" if decision == "认定" else "不予认定")


def hand_in(play):
    """Every clerk submits, every leader signs; one leader sends the sheet back first."""
    for unit in people.TOWNSHIPS:
        clerk, leader, sheet = play.tab(people.reporter(unit)), play.tab(people.signer(unit)), play.sheet(unit)
        submit(play, clerk, sheet)
        leader.go("/")
        leader.go(sheet)
        if unit == "YT18":
            leader.send(sheet + "/return", {"reason": "请再核对一次村级数据。"}, words="退回")
            submit(play, clerk, sheet)
            leader.go(sheet)
        leader.send(sheet + "/sign", words="签批")
        play.has(leader.main, "已签批")
    tab = play.tab(people.OFFICE)
    tab.go(play.base + "?only=signed")
    play.equal(len(tab.all("#units tbody tr")), len(people.TOWNSHIPS), "all sheets are signed")


def submit(play, clerk, sheet):
    clerk.go(sheet)
    clerk.send(sheet + "/submit", words="提交")
    play.has(clerk.main, "待签批")
    play.equal(clerk.all(f"main form[action='{sheet}']"), [], "a sheet that was handed in is not typed into")
