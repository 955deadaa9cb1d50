"""One Chromium in which every person has a profile and a tab of their own, as if each sat at another machine."""

import pathlib
import re
import tempfile
import time

from chromium import Chromium
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

# Parts of a path that name one of many.
NAMED = re.compile(r"/(units|own|results|field|feedback|one|ledger|person|registers|appeals)/[^/]+")
# The status of the answer, the heading, and what the page is made of, as far as it changes what a reader of screens meets.
SHAPE = """return [performance.getEntriesByType('navigation')[0].responseStatus, (document.querySelector('h1') || {}).textContent,
  ['table', 'form', 'select', 'textarea', 'details', 'fieldset', '[role=alert]', '[role=status]', '.empty', '.error', 'figure', 'pre']
    .filter(css => document.querySelector('main ' + css)).join(' ')]"""


class Browsers:
    """The browser of everybody. `faults`: what axe-core found, once for each shape of page."""

    def __init__(self, address, downloads, seen):
        self.first = Chromium(address, profiles=True)
        self.address, self.downloads, self.seen, self.faults = address, downloads, seen, []
        # By person, and the one that is in front.
        self.tabs, self.front = {}, None

    def of(self, person):
        """The tab of a person; `""` is somebody who never signs in."""
        if person not in self.tabs:
            driver = self.first.driver
            context = driver.browser.create_user_context()
            folder = self.downloads / (person or "public")
            folder.mkdir(parents=True)
            driver.browser.set_download_behavior(allowed=True, destination_folder=str(folder), user_contexts=[context])
            handle = driver.browsing_context.create(type="tab", user_context=context)
            self.front = None
            self.tabs[person] = Tab(self, driver, handle, folder)
        return self.tabs[person]

    def close(self):
        self.first.close()


class Tab(Chromium):
    """A person's tab; whatever is done in it is done there, whichever was in front before."""

    def __init__(self, browsers, driver, handle, folder):
        self.browsers, self.shared, self.handle, self.folder = browsers, driver, handle, folder
        self.address = browsers.address

    @property
    def driver(self):
        if self.browsers.front is not self:
            self.shared.switch_to.window(self.handle)
            self.browsers.front = self
        return self.shared

    @property
    def main(self):
        return self.find("main").text

    def go(self, path, status=200):
        super().go(path)
        self.arrived(status)

    def click(self, element, status=200):
        self.arrived(status if super().click(element) else None)

    def press(self, words, status=200):
        found = f"//main//button[normalize-space()='{words}'] | //main//a[normalize-space()='{words}']"
        self.click(self.driver.find_element(By.XPATH, found), status)

    def arrived(self, status):
        """What came must be what was expected (of what came in place of a part of the page, the status is not known); a shape of page that nobody met before is held against axe-core."""
        found, heading, made_of = self.driver.execute_script(SHAPE)
        if status not in (None, found):
            raise AssertionError(f"{self.path}: {found} instead of {status}: {self.main}")
        path = self.path.split("?")[0]
        shape = NAMED.sub(r"/\1/…", path), None if NAMED.search(path) else heading, made_of
        if shape not in self.browsers.seen:
            self.browsers.seen.add(shape)
            self.browsers.faults.extend(self.accessibility())

    def form(self, action):
        """The form that goes to this address."""
        return self.find(f"main form[action='{action}']")

    def send(self, action, fields=None, words=None, status=200):
        """Fills in the fields of a form and sends it with its button, or with the one that has these words."""
        form = self.form(action)
        for name, value in (fields or {}).items():
            self.put(form, name, value)
        path = f".//button[normalize-space()='{words}']" if words else ".//button"
        button = form.find_element(By.XPATH, path)
        self.unfold(button)
        self.click(button, status)

    def put(self, form, name, value):
        """Types, chooses, ticks or uploads."""
        field = form.find_element(By.CSS_SELECTOR, f"[name='{name}']:not([type=hidden])")
        self.unfold(field)
        kind = field.get_attribute("type")
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        elif kind in ("radio", "checkbox"):
            form.find_element(By.CSS_SELECTOR, f"[name='{name}'][value='{value}']").click()
        elif kind == "file":
            field.send_keys(str(value))
        elif kind == "date":
            self.put_day(field, value)
        else:
            field.clear()
            field.send_keys(value)

    def put_day(self, field, value):
        """Types a day, in whichever order the language of this browser asks for its parts."""
        year, month, day = value.split("-")
        for keys in ((month, day, year), (year, Keys.TAB, month, day), (day, month, year)):
            field.clear()
            field.send_keys(*keys)
            if field.get_attribute("value") == value:
                return
        raise AssertionError(f"{self.path}: {field.get_attribute('name')} took {field.get_attribute('value')} for {value}")

    def unfold(self, element):
        """Opens the details that an element lies in."""
        if not element.is_displayed():
            element.find_element(By.XPATH, "ancestor::details[not(@open)]/summary").click()

    def insert(self, field, text):
        """Puts a long text in the place of what stands in a field, as pasting does."""
        field.click()
        field.send_keys(Keys.CONTROL, "a")
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def until(self, true, message):
        """Waits for what the page does by itself."""
        WebDriverWait(self.driver, 60, poll_frequency=0.1).until(lambda _: true(), message)

    def download(self, element):
        """Clicks a link to a file; gives the file once all of it is there, in a place where the next cannot overwrite it."""
        element.click()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            names = [file.name for file in self.folder.iterdir() if file.is_file()]
            if names and not any(name.endswith((".crdownload", ".tmp")) or name.startswith(".") for name in names):
                kept = pathlib.Path(tempfile.mkdtemp(dir=self.folder)) / names[0]
                return (self.folder / names[0]).rename(kept)
            time.sleep(0.05)
        raise AssertionError(f"{self.path}: no file came")

    def link(self, href):
        """The link that ends in this address."""
        return self.find(f"main a[href$='{href}']")
