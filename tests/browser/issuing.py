"""The scheme: written under live checks, with its list of units, issued; then reporting opens."""

import datetime

import example
import people
import workbook
from selenium.webdriver.common.by import By

TITLE = "2026年度托育服务保障考核"
# A slip that makes points impossible to compute: the checks must say so while it is typed.
SLIP = ("扣0.4分,扣完为止", "扣0.4分左右,扣完为止")


def open_round(play):
    tab = play.tab(people.OFFICE)
    tab.go("/rounds")
    tab.press("新建一轮考核")
    tab.send("/rounds", {"title": TITLE, "round": play.round})
    play.equal(tab.path.split("?")[0], play.base, "the round is opened")


def write_scheme(play):
    """Typed into the page; what is wrong shows beside it before anything is saved."""
    tab = play.tab(people.OFFICE)
    tab.go(play.base + "/scheme")
    area = tab.find("#f-text")
    tab.insert(area, example.SCHEME.replace(*SLIP))
    tab.until(lambda: "vague-number" in tab.find("#checked").text, "the live check finds the rough number")
    tab.insert(area, example.SCHEME)
    clean = lambda: not tab.find("#checked").find_elements(By.CSS_SELECTOR, ".badge.wrong") and "基本分合计" in tab.find("#checked").text
    tab.until(clean, "the live check is content with the scheme")
    play.has(tab.find("#checked").text, "100")
    tab.click(tab.find(f"main form[action='{play.base}/scheme'] button:not([formaction])"))
    play.has(tab.main, "方案已保存")


def list_units(play):
    """The list of units out of a workbook."""
    tab = play.tab(people.OFFICE)
    units = example.units()
    book = workbook.write(play.folder / "units.xlsx", units)
    tab.go(play.base + "/units-list")
    tab.send(play.base + "/units-list", {"file": book})
    play.has(tab.main, f"共 {len(units) - 1} 个单位")


def issue(play):
    tab = play.tab(people.OFFICE)
    tab.go(play.base)
    tab.press("印发方案")
    tab.send(play.base + "/scheme/issue", {"number": "云托办〔2026〕3号"})
    play.has(tab.main, "云托办〔2026〕3号")
    # What is issued can change no more.
    tab.go(play.base + "/scheme")
    play.equal(tab.all("#f-text"), [], "an issued scheme is read, not written")
    public = play.tab("")
    public.go(f"/public/{play.round}")
    play.has(public.main, "托育服务供给")


def open_reporting(play):
    """To tomorrow: wherever the clocks of the test and of the office stand, that is no day of the past."""
    tab = play.tab(people.OFFICE)
    tab.go(play.base)
    tab.send(play.base + "/collecting", {"due": str(datetime.date.today() + datetime.timedelta(days=1))})
    play.has(tab.main, "填报已开始")
