"""What the public sees: a draw that it can repeat, and a result without small counts. And the pages of letters and of the
exchange calendar, as those who work on them see them.

Run it as `target/python/bin/python -m unittest discover tests/browser`; KAOCHENG names the program. It needs Chromium.
"""

import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
import zipfile

from chromium import Chromium
from clerk import Clerk
from office import PROGRAM, Office

DONE, OPEN = "childcare-2026", "childcare-2026-2"


class Public(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.office = Office(cls.folder.name, "--demo")
        cls.address = cls.office.address
        cls.phone = Chromium(cls.address, width=412)

    @classmethod
    def tearDownClass(cls):
        cls.phone.close()
        cls.office.close()
        cls.folder.cleanup()

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=120) as answer:
            return answer.read()

    def narrow(self):
        """The page is no wider than its window, and axe-core finds nothing on it."""
        wide = self.phone.driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
        self.assertLessEqual(wide, 0, self.phone.path)
        self.assertEqual(self.phone.accessibility(), [])

    def test_the_draw_is_told_and_can_be_repeated(self):
        self.phone.go(f"/public/{DONE}/draw")
        text = self.phone.text
        record = json.loads(self.get(f"/public/{DONE}/draw/record.json"))
        for shown in (record["seed"], record["public"], record["commitment"], record["frame_sha256"]):
            self.assertIn(shown, text)
        drawn = sum(len(stratum["drawn"]) for stratum in record["strata"])
        self.assertEqual(len(self.phone.all("#tickets .badge.done")), drawn)
        self.narrow()
        # The commands of the page, in a folder of their own.
        with tempfile.TemporaryDirectory() as folder:
            zipfile.ZipFile(io.BytesIO(self.get(f"/public/{DONE}/draw.zip"))).extractall(folder)
            names = {path.name for path in pathlib.Path(folder, "draw").iterdir()}
            self.assertFalse({"teams.csv", "visits.csv"} & names, "no people")
            script = [sys.executable, f"{folder}/verify_draw.py", f"{folder}/draw"]
            self.assertEqual(subprocess.run(script, capture_output=True, text=True, check=False).stdout, "yes\n")
            self.assertEqual(subprocess.run([PROGRAM, "verify", "draw", folder], capture_output=True, check=False).returncode, 0)
            one, *lines = [pre.text for pre in self.phone.all("pre")]
            self.assertIn("kaocheng verify draw", lines[-1])
            said = subprocess.run(one, shell=True, capture_output=True, text=True, check=True).stdout
            self.assertEqual(said.split()[0], record["commitment"])

    def test_small_counts_stand_nowhere(self):
        result = json.loads(self.get(f"/public/{DONE}/result.json"))
        self.assertEqual(result["depth"], "explanations")
        self.assertNotIn("notes", result)
        figures = Clerk(self.address, "kaohe").get(f"/rounds/{DONE}/units/YT01")
        self.assertRegex(figures, r"托育机构数", "the office sees the figure")
        self.phone.go(f"/public/{DONE}/result/YT01")
        text = re.sub(r"\s+", " ", self.phone.driver.execute_script("return document.querySelector('main').textContent"))
        self.assertIn("托育机构数 <5", text)
        self.assertNotRegex(text, r"托育机构数 \d")
        self.assertRegex(text, r"托位数 \d+ 个", "counts that are not small are told")
        self.narrow()
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.get(f"/public/{OPEN}/result/YT01")
        self.assertEqual(refused.exception.code, 404, "nothing before the notice")

    def test_letters_and_the_calendar_on_a_phone(self):
        office = Clerk(self.address, "kaohe")
        office.get(f"/rounds/{OPEN}/letters")
        office.post(f"/rounds/{OPEN}/letters")
        self.assertIn("待签字", office.page)
        letter = re.search(rf'href="(/rounds/{OPEN}/letters/YT01/[^"]+)"', office.page)[1]
        for login, pages in (("yt01-leader", [letter]), ("provider-1", [f"/rounds/{OPEN}/exchange"])):
            self.sign_in(login)
            for page in pages:
                self.phone.go(page)
                self.narrow()
        self.sign_in("yt01-leader")
        self.phone.go("/")
        self.phone.click(next(link for link in self.phone.all("main a") if "签订责任书" in link.text))
        self.phone.press("签字")
        self.assertIn("已签字", self.phone.text)
        self.assertIn("东汀街道负责人", self.phone.text)

    def sign_in(self, login):
        self.phone.driver.delete_all_cookies()
        self.phone.go("/sign-in")
        self.phone.type("login", login)
        self.phone.type("password", "yunting-kaocheng-2026")
        self.phone.click(self.phone.find("main form button"))


if __name__ == "__main__":
    unittest.main()
