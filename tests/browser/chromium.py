"""Chromium as people use it: typing, choosing, clicking; and axe-core on what it shows."""

import pathlib

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
AXE = ROOT / "target" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 AA, and what axe-core holds to be good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Chromium:
    """One person's browser."""

    def __init__(self, address, language="zh-CN", width=1280, downloads=None, profiles=False):
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--lang={language}", f"--window-size={width},900"):
            options.add_argument(argument)
        options.add_experimental_option("prefs", {"intl.accept_languages": language, "download.default_directory": str(downloads or "")})
        # Profiles within one browser are made over the newer of the two protocols.
        options.set_capability("webSocketUrl", profiles)
        self.address = address
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))

    def go(self, path):
        self.driver.get(self.address + path)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.address)

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    def find(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def type(self, name, text):
        field = self.find(f"main [name='{name}']")
        field.clear()
        field.send_keys(text)

    def choose(self, name, value):
        Select(self.find(f"main [name='{name}']")).select_by_value(value)

    def click(self, element):
        """Clicks what leads to another page, and waits until that page is there: as a new document, or, from a form that is kept
        on the phone until it is sent, in place of what the old one showed. Whether it was a new document."""
        document, page = self.driver.find_element(By.TAG_NAME, "html"), self.driver.find_element(By.TAG_NAME, "main")
        element.click()
        WebDriverWait(self.driver, 60, poll_frequency=0.05).until(lambda _: self.gone(page))
        WebDriverWait(self.driver, 60, poll_frequency=0.05).until(lambda driver: driver.execute_script("return document.readyState") == "complete")
        return self.gone(document)

    @staticmethod
    def gone(element):
        try:
            element.is_enabled()
            return False
        except Exception:  # noqa: BLE001 - whichever way the browser says that the page is another one
            return True

    def press(self, words):
        """The button or link with these words."""
        xpath = f"//main//button[normalize-space()='{words}'] | //main//a[normalize-space()='{words}']"
        self.click(self.driver.find_element(By.XPATH, xpath))

    def accessibility(self):
        """What axe-core finds on this page: a line for each fault."""
        if not self.driver.execute_script("return !!window.axe"):
            self.driver.execute_script(AXE.read_text())
        run = "const done = arguments[1]; axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}}).then(r => done(r.violations))"
        found = self.driver.execute_async_script(run, RULES)
        return [f"{self.path}: {fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:160]}" for fault in found]

    def close(self):
        self.driver.quit()
