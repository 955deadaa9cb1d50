"""Every page of the example office, for everybody who can sign in, in both languages, as wide as a desk's screen and as
narrow as a phone: it answers, it fits its window, and axe-core finds nothing (WCAG 2.2 AA and good practice). Key pages are
worked by keyboard alone, and with scripts turned off.

    target/python/bin/python -m unittest discover --start-directory tests/browser

KAOCHENG names the program (target/debug/kaocheng unless set).
"""

import tempfile
import unittest

import walk
import window
from chromium import Chromium
from office import Office

OPEN, DONE = "/rounds/childcare-2026-2", "/rounds/childcare-2026"
TROUBLES = {"kaohe": {"/nowhere": 404, "/people": 403}, "yt01": {f"{OPEN}/findings": 403, f"{DONE}/units/YT02": 403}}
# What a page is to axe-core, whatever its words: pages of one skeleton and language are looked at once.
SKELETON = """
const told = node => {
  const held = [...node.attributes].filter(a => !/^(href|value|id|for|d|x|y|x1|x2|y1|y2|cx|cy|width|height|action|content)$/.test(a.name)
    && !/^aria-(labelledby|describedby|label)$/.test(a.name)).map(a => a.name + '=' + a.value.replace(/[0-9a-f]{8,}/g, '')).join(' ');
  const inside = [...node.children].map(told).filter((one, at, all) => one !== all[at - 1]).join('');
  return node.tagName + '[' + held + (node.textContent.trim() ? ' text' : '') + '](' + inside + ')';
};
return told(document.documentElement);
"""
# The element that has the cursor, and whether it can be seen that it has.
FOCUSED = """
const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
return {name: at.name || '', tag: at.tagName, text: at.textContent.trim().slice(0, 40), page: at === document.body,
  seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0};
"""


class Pages(unittest.TestCase):
    """One office for all of it."""

    @classmethod
    def setUpClass(cls):
        cls.folders = [tempfile.TemporaryDirectory(), tempfile.TemporaryDirectory()]
        cls.office = Office(cls.folders[0].name, "--demo", "--lang", "zh")
        cls.bare = Office(cls.folders[1].name, "--lang", "zh")
        cls.addClassCleanup(cls.close)

    @classmethod
    def close(cls):
        cls.office.close()
        cls.bare.close()
        for folder in cls.folders:
            folder.cleanup()

    def browser(self, office=None, language="zh-CN"):
        browser = Chromium((office or self.office).address, language)
        self.addCleanup(browser.close)
        return browser

    def sign_in(self, browser, person):
        walk.sign_in(browser, person, walk.password(self.office))

    def held(self, browser, seen, answer=200):
        """What is wrong with the page that is shown."""
        faults = []
        if walk.status(browser) != answer:
            faults.append(f"{browser.path}: answers {walk.status(browser)} instead of {answer}")
        for width in (window.WIDE, window.NARROW):
            window.resize(browser, width)
            wider = window.overflow(browser)
            if wider > 0:
                faults.append(f"{browser.path} at {width}: wider than its window by {wider} pixels")
            skeleton = (width, browser.driver.execute_script(SKELETON))
            if skeleton not in seen:
                seen.add(skeleton)
                faults += [f"at {width}: {fault}" for fault in browser.accessibility()]
        return faults

    def every_page(self, language):
        browser, seen, faults, count = self.browser(language=language), set(), [], 0
        for path in walk.pages(browser, "/", "/public", "/sign-in"):
            faults += self.held(browser, seen)
            count += 1
        for person in walk.people(self.office):
            self.sign_in(browser, person)
            for path in walk.pages(browser):
                faults += [f"{person}: {fault}" for fault in self.held(browser, seen)]
                count += 1
            for path, answer in TROUBLES.get(person, {}).items():
                browser.go(path)
                faults += [f"{person}: {fault}" for fault in self.held(browser, seen, answer)]
        bare = self.browser(self.bare, language)
        for path in ("/setup", "/sign-in"):
            bare.go(path)
            faults += [f"no office yet: {fault}" for fault in self.held(bare, seen)]
        self.assertEqual([], sorted(set(faults)), f"\n{len(set(faults))} faults on {count} pages:\n" + "\n".join(sorted(set(faults))))
        self.assertGreater(count, 12 * 8, "the walk leads through the office")

    def test_every_page_in_chinese(self):
        self.every_page("zh-CN")

    def test_every_page_in_english(self):
        self.every_page("en")

    def test_forms_are_within_reach_of_the_keyboard(self):
        browser = self.browser()
        faults = []
        for person, paths in {
            "yt01": [f"{OPEN}/units/YT01", f"{DONE}/own/YT01", "/account"],
            "kaohe": ["/", OPEN, f"{OPEN}/disputes", "/rounds/new"],
            "xitong": ["/people", "/people/new"],
            "provider-1": [f"{OPEN}/provide"],
        }.items():
            self.sign_in(browser, person)
            for path in paths:
                browser.go(path)
                faults += [f"{person} {path}: {fault}" for fault in self.tabbed(browser)]
        self.assertEqual([], faults)

    @staticmethod
    def tabbed(browser):
        """What Tab does not reach, or reaches without showing it."""
        fields = "return [...document.querySelectorAll('main form [name]:not([type=hidden], [disabled]), main form button')]"
        wanted = browser.driver.execute_script(
            fields + ".filter(e => e.checkVisibility()).map(e => e.name || e.textContent.trim())"
        )
        reached, faults = [], []
        for _ in range(len(wanted) + 300):
            browser.driver.switch_to.active_element.send_keys("\ue004")
            at = browser.driver.execute_script(FOCUSED)
            if at["page"]:
                break
            reached += [at["name"], at["text"]]
            if not at["seen"]:
                faults.append(f"focus on {at['tag']} {at['name']} {at['text']} is not to be seen")
        return faults + [f"Tab does not reach {name}" for name in wanted if name not in reached]

    def test_key_pages_work_without_scripts(self):
        browser = self.browser()
        window.scripts(browser, on=False)
        self.sign_in(browser, "yt20")
        self.assertEqual("/", browser.path, "signed in")
        browser.go(f"{OPEN}/units/YT20")
        field = browser.find("main input[name^='v/']")
        name = field.get_attribute("name")
        field.clear()
        field.send_keys("1")
        browser.press("保存")
        self.assertEqual("1", browser.find(f"main [name='{name}']").get_attribute("value"), "the figure stands")
        self.assertTrue(browser.all(".notice.done"), "and the page says so")
        browser.go(f"{DONE}/own/YT20")
        self.assertTrue(browser.all("figure.chart svg"), "charts are drawn by the server")
        browser.click(browser.find("header form button"))
        self.assertTrue(browser.all("a[href='/sign-in']"), "signed out")

    def test_administrators_work_without_scripts(self):
        browser = self.browser()
        window.scripts(browser, on=False)
        self.sign_in(browser, "xitong")
        browser.go("/people/new")
        browser.type("name", "新来的人")
        browser.type("login", "xinlai")
        browser.press("建立账号")
        self.assertIn("新来的人", browser.text)


if __name__ == "__main__":
    unittest.main()
