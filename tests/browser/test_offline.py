"""Visits on a phone without a network: what is kept on it, what is sent when the network is back, and what is left on it.

Run it as `target/python/bin/python -m unittest discover tests/browser`; KAOCHENG names the program. It needs Chromium.
"""

import re
import tempfile
import unittest

from chromium import Chromium
from clerk import PASSWORD, Clerk
from office import Office
from selenium.webdriver.support.ui import WebDriverWait

ROUND = "/rounds/childcare-2026-2"
SHEET, VISITS = f"{ROUND}/field/YT01", f"{ROUND}/field/YT01/visits"
PHONE = 412


def in_the_field(address):
    """Takes the open round of the example to the field, with both of the team sent to two units."""
    office = Clerk(address, "kaohe")
    seed = "31415926535897932384"
    steps = [{"step": "frozen"}, {"step": "committed", "code_seed": seed, "code_seed_again": seed}]
    for step in [*steps, {"step": "revealed", "code_seed": seed, "public": "4711"}]:
        office.get(f"{ROUND}/draw")
        office.post(f"{ROUND}/draw", **step)
    office.get(ROUND)
    office.post(f"{ROUND}/advance", to="drawn")
    for person in ("zuyuan", "zuzhang"):
        office.get(f"{ROUND}/teams")
        office.post(f"{ROUND}/teams", person=person, team="一组", units="YT01 YT02")
    office.get(ROUND)
    office.post(f"{ROUND}/advance", to="in-the-field")


class Offline(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.office = Office(cls.folder.name, "--demo")
        cls.address = cls.office.address
        in_the_field(cls.address)
        cls.phone = Chromium(cls.address, width=PHONE)
        cls.sign_in("zuyuan")
        cls.phone.go(f"{ROUND}/field")
        cls.until(lambda: cls.phone.find("#laid").is_displayed())

    @classmethod
    def tearDownClass(cls):
        cls.phone.close()
        cls.office.close()
        cls.folder.cleanup()

    @classmethod
    def sign_in(cls, login):
        cls.phone.go("/sign-in")
        cls.phone.type("login", login)
        cls.phone.type("password", PASSWORD)
        cls.phone.click(cls.phone.find("main form button"))

    @classmethod
    def until(cls, holds):
        WebDriverWait(cls.phone.driver, 90, ignored_exceptions=(Exception,)).until(lambda _: holds())

    def setUp(self):
        self.network(True)

    def network(self, there):
        rates = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.phone.driver.execute_cdp_cmd("Network.enable", {})
        self.phone.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": not there, **rates})

    def entries(self):
        """What the phone keeps of what was typed."""
        return self.phone.driver.execute_script("return Object.keys(localStorage).filter(key => key.startsWith('visit/'))")

    def unsent(self):
        return "".join(box.text for box in self.phone.all("#unsent"))

    def judge(self, value, reason):
        self.phone.go(SHEET)
        for name, text in (("value-0", value), ("reason-0", reason)):
            self.phone.type(name, text)

    def save(self):
        self.phone.find("form[data-kept] button:not([type=button])").click()

    def acts(self, kind):
        """How many acts of a kind zuyuan has in the ledger."""
        page = Clerk(self.address, "shenji").get(f"/ledger?person=zuyuan&kind={kind}&round=childcare-2026-2")
        return len(re.findall(r'href="/ledger/\d+"', page))

    def sent(self):
        """Waits until nothing is left to send."""
        self.until(lambda: not self.entries())

    def test_1_a_day_without_a_network(self):
        """Typed offline, shown again from the phone while the office is down, sent once when it is back."""
        before = {kind: self.acts(kind) for kind in ("figures_entered", "row_entered")}
        self.phone.go(SHEET)
        self.network(False)
        for name, text in (("value-0", "3"), ("reason-0", "现场查看后评定")):
            self.phone.type(name, text)
        self.assertIn("填写中", self.unsent())
        self.save()
        self.until(lambda: "现在没有网络" in self.unsent())
        # The office goes down altogether: pages come from the phone.
        port = self.address.rsplit(":", 1)[1]
        self.office.close()
        self.phone.go(SHEET)
        self.assertEqual(self.phone.find("main [name='value-0']").get_attribute("value"), "3")
        for incident in ("无异常", "有人陪同"):
            self.phone.go(VISITS)
            self.phone.choose("signed", "yes")
            self.phone.type("incident", incident)
            self.save()
            self.until(lambda incident=incident: not self.phone.find("main [name='incident']").get_attribute("value"))
        self.assertEqual(len(self.entries()), 3)
        # The form of findings is on the phone once, and knows the unit that it was opened for.
        self.phone.go(f"{ROUND}/findings/new?unit=YT02")
        self.assertEqual(self.phone.find("main [name='unit']").get_attribute("value"), "YT02")
        self.phone.go("/")
        self.assertEqual(self.phone.path, f"{ROUND}/field", "any page leads to the list on the phone")
        self.assertIn("尚未发送（3）", self.unsent())
        kept = self.phone.driver.execute_script("return Object.fromEntries(Object.entries(localStorage))")
        # It is there again, on the same address.
        type(self).office = Restarted(self.folder.name, port)
        self.network(True)
        self.phone.go(f"{ROUND}/field")
        self.sent()
        self.assertEqual(self.acts("figures_entered"), before["figures_entered"] + 1)
        self.assertEqual(self.acts("row_entered"), before["row_entered"] + 2)
        # As if the answers had been lost on the way: everything is sent once more, and counts no more than once.
        again = "for (const [k, v] of Object.entries(arguments[0])) if (k.startsWith('visit/')) localStorage.setItem(k, v)"
        self.phone.driver.execute_script(again, kept)
        self.phone.go(f"{ROUND}/field")
        self.sent()
        self.assertEqual(self.acts("figures_entered"), before["figures_entered"] + 1)
        self.assertEqual(self.acts("row_entered"), before["row_entered"] + 2)
        self.phone.go(VISITS)
        self.assertIn("有人陪同", self.phone.text)
        self.assertEqual(self.phone.accessibility(), [])

    def test_2_both_stand_side_by_side(self):
        """Somebody else judged the same meanwhile: what was typed is not lost, what stands is shown, and one decides."""
        self.judge("2", "初评")
        self.save()
        self.sent()
        self.phone.go(SHEET)
        self.network(False)
        for name, text in (("value-0", "1"), ("reason-0", "复看后评定")):
            self.phone.type(name, text)
        self.save()
        self.until(lambda: "现在没有网络" in self.unsent())
        other = Clerk(self.address, "zuzhang")
        seen = re.findall(r'name="(measure|(?:base|was-value|was-reason)-0)" value="([^"]*)"', other.get(SHEET))
        # Of several measures the first is the one that is judged here.
        fields = {name: value for name, value in reversed(seen)}
        other.post(SHEET, **{**fields, "value-0": "4", "reason-0": "组长评定"})
        self.network(True)
        self.phone.driver.execute_script("window.dispatchEvent(new Event('online'))")
        self.until(lambda: "别人已改为" in self.phone.text)
        self.assertIn("组长评定", self.phone.text)
        self.assertEqual(self.phone.find("main [name='value-0']").get_attribute("value"), "1")
        self.assertIn("没有被接受", self.unsent())
        self.save()
        self.sent()
        self.assertIn('value="1"', other.get(SHEET))

    def test_3_a_session_that_ended(self):
        """What was typed outlives the session, and is sent after signing in again."""
        self.judge("2", "会话结束前填写")
        mine = Clerk(self.address, "zuyuan")
        mine.get("/account")
        mine.post("/account/sessions/end")
        self.save()
        self.until(lambda: "登录已结束" in self.unsent())
        self.assertEqual(len(self.entries()), 1)
        self.phone.click(self.phone.find("#unsent p a"))
        self.phone.type("login", "zuyuan")
        self.phone.type("password", PASSWORD)
        self.phone.click(self.phone.find("main form button"))
        self.sent()
        self.phone.go(SHEET)
        self.assertIn("会话结束前填写", self.phone.find("main [name='reason-0']").get_attribute("value"))

    def test_4_signing_out_leaves_nothing(self):
        """Neither pages nor words stay on a phone that was signed out of."""
        self.judge("5", "不发送")
        self.assertEqual(len(self.entries()), 1)
        copies = "const done = arguments[0]; caches.keys().then(done)"
        self.assertEqual(self.phone.driver.execute_async_script(copies), ["kaocheng-visit"])
        self.phone.find(".me form button").click()
        alert = WebDriverWait(self.phone.driver, 30).until(lambda driver: driver.switch_to.alert)
        self.assertIn("1", alert.text)
        alert.accept()
        self.until(lambda: self.phone.path.startswith("/sign-in"))
        self.assertEqual(self.phone.driver.execute_script("return localStorage.length"), 0)
        self.assertEqual(self.phone.driver.execute_async_script(copies), [])


class Restarted(Office):
    """The office again, at the port where it was."""

    def __init__(self, folder, port):
        self.port = port
        super().__init__(folder)

    def listen(self):
        return f"127.0.0.1:{self.port}"


if __name__ == "__main__":
    unittest.main()
