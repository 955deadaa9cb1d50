"""Charts and paper: what changed since the round before, the same numbers in a table, and pages as they print.

The example's second round is computed, so that it stands beside the first.
"""

import re
import tempfile
import unittest

import walk
import window
from chromium import Chromium
from office import Office

NOW, BEFORE = "/rounds/childcare-2026-2", "/rounds/childcare-2026"


class Charts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.office = Office(cls.folder.name, "--demo", "--lang", "zh")
        cls.browser = Chromium(cls.office.address)
        cls.addClassCleanup(cls.close)
        walk.sign_in(cls.browser, "kaohe", walk.password(cls.office))
        cls.browser.go(NOW)
        cls.browser.press("进入核实")
        cls.browser.go(f"{NOW}/results")
        cls.browser.press("计分")

    @classmethod
    def close(cls):
        cls.browser.close()
        cls.office.close()
        cls.folder.cleanup()

    def rows(self, css):
        return [[cell.text for cell in row.find_elements("css selector", "th, td")] for row in self.browser.all(f"{css} tbody tr")]

    def test_a_round_stands_beside_the_one_before(self):
        self.browser.go(f"{NOW}/results")
        rows = self.rows("main > .scroll:has(th a)")
        changed = [row for row in rows if row[5][:1] in "+−±"]
        self.assertEqual(len(rows), len(changed), "every unit was there before, and its change stands in the table")
        for row in changed:
            now, before, more = float(row[2]), float(row[4]), float(row[5].replace("−", "-").replace("±", ""))
            self.assertAlmostEqual(now - before, more, delta=0.011, msg=row)
        chart = self.browser.find("figure.chart svg")
        self.assertEqual(len(rows), len(chart.find_elements("css selector", "circle.is")))
        self.browser.go(f"{NOW}/results?with=")
        plain = self.rows("main > .scroll:has(th a)")
        self.assertEqual([len(row) + 3 for row in plain], [len(row) for row in rows], "nothing to compare with")

    def test_the_first_round_has_none_before(self):
        self.browser.go(f"{BEFORE}/results")
        self.assertFalse(self.browser.all("circle.was"))

    def test_every_chart_has_a_title_a_description_and_a_table(self):
        for path in (NOW, f"{NOW}/results", f"{NOW}/results/YT01", f"{BEFORE}/results"):
            self.browser.go(path)
            for closed in self.browser.all("details:not([open]) > summary"):
                closed.click()
            charts = self.browser.all("figure.chart svg")
            self.assertTrue(charts, path)
            for chart in charts:
                told = [chart.find_element("css selector", f":scope > {part}").get_attribute("textContent") for part in ("title", "desc")]
                self.assertTrue(all(told), (path, told))
            self.assertTrue(self.browser.all("main table, main ul.figures"), path)
            for width in (window.WIDE, window.NARROW):
                window.resize(self.browser, width)
                self.assertLessEqual(window.overflow(self.browser), 0, (path, width))
                self.assertEqual([], self.browser.accessibility())

    def test_a_profile_shows_the_numbers_of_its_table(self):
        self.browser.go(f"{NOW}/results/YT01")
        self.browser.find("figure.chart summary").click()
        rows = self.rows("figure.chart")
        described = self.browser.find("figure.chart svg > desc").get_attribute("textContent")
        for title, _, of, before in rows:
            self.assertIn(title, described)
            self.assertRegex(described, rf"{re.escape(title)} [\d.]+ / {of}")
            self.assertTrue(before, "what the part had in the round before")
        self.assertEqual(len(rows), len(self.browser.all("figure.chart line.before")))

    def test_pages_print_without_what_is_pressed(self):
        for path in (f"{BEFORE}/results", f"{BEFORE}/results/YT01", f"{BEFORE}/units/YT01", f"{BEFORE}/feedback/YT01"):
            self.browser.go(path)
            self.assertTrue(window.printed(self.browser).startswith(b"%PDF"))
            self.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
            seen = "return [...document.querySelectorAll('button, .button, nav:not(.crumbs), footer')].filter(e => e.checkVisibility()).map(e => e.textContent)"
            self.assertEqual([], self.browser.driver.execute_script(seen), path)
            self.assertIn("2026年度托育服务保障考核", self.browser.text, f"{path}: paper names the round")
            hidden = "return [...document.querySelectorAll('main details:not(figure details) li')].filter(e => !e.checkVisibility({contentVisibilityAuto: true})).length"
            self.assertEqual(0, self.browser.driver.execute_script(hidden), f"{path}: what is folded on a screen is open on paper")
            self.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


if __name__ == "__main__":
    unittest.main()
