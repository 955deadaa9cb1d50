"""A walk through an office: who can sign in, and one page of each shape that links lead a person to."""

import re

PAGES_EACH = 90
# Files, and what only changes how pages are shown.
NOT_PAGES = ("/export", "template", "/static", ".json", ".md", ".csv", ".zip", "/evidence/", "/files/", "/language", "/checkpoint", "/entry")
# What has a name of its own in its address: one of them stands for all.
NAMED = re.compile(r"/(units|results|result|own|field|feedback|claims|one|ledger|person|registers|draw)/[^/]+")
LINKS = "return [...document.querySelectorAll('main a[href^=\"/\"], .places a, .bottom a')].map(a => a.getAttribute('href'))"
STATUS = "return performance.getEntriesByType('navigation')[0].responseStatus"


def password(office):
    """What the demo's terminal says everybody's password is."""
    return re.search(r"(\S+)\s*$", office.told[0])[1]


def people(office):
    """The sign-in names that the demo's terminal lists."""
    return [line.split()[0] for line in office.told if line.startswith("  ")]


def shape(path):
    """What a page's address has in common with those of its kind."""
    return NAMED.sub(r"/\1/x", path.split("?")[0].split("#")[0])


def name(path):
    """The same as a name for a file."""
    return shape(path).strip("/").replace("/", "_") or "first"


def sign_in(browser, person, word):
    """From a browser without cookies to the person's first page."""
    browser.driver.delete_all_cookies()
    browser.go("/sign-in")
    browser.type("login", person)
    browser.type("password", word)
    browser.click(browser.find("main form button"))


def status(browser):
    """What the server answered with this page."""
    return browser.driver.execute_script(STATUS)


def pages(browser, *first):
    """Goes to one page of each shape and gives its address, when it is there."""
    waiting, seen = list(first or ["/"]), set()
    while waiting and len(seen) < PAGES_EACH:
        path = waiting.pop(0)
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        browser.go(path)
        if browser.driver.execute_script("return document.contentType") != "text/html":
            continue
        links = browser.driver.execute_script(LINKS)
        waiting += [link for link in links if not any(part in link for part in NOT_PAGES)]
        yield path
