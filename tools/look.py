"""Every page of the example office as each of its people sees it, photographed at 1280 and 360 pixels.

    tools/look.py PROGRAM FOLDER [PERSON...]

Starts `PROGRAM serve --demo` on a folder of its own, signs everybody in with Chromium, follows the links, one page of each
shape, and writes the pictures into FOLDER. Exit code 1 if a page answers with an error or is wider than its window.
"""

import base64
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

WIDTHS = (1280, 360)
PAGES_EACH = 60
ADDRESS = "127.0.0.1:8397"
DRIVER_PORT = 9697
# Files, and what only changes how pages are shown.
NOT_PAGES = ("/export", "template", "/static", ".json", ".md", "/evidence/", "/files/", "/language", "/checkpoint", "/entry")
NAMED = r"/(units|results|own|field|feedback|claims|one|ledger|person|registers|draw)/[^/]+"


class Browser:
    """Chromium, driven over the WebDriver protocol."""

    def __init__(self):
        self.driver = subprocess.Popen(["chromedriver", f"--port={DRIVER_PORT}"], stdout=subprocess.DEVNULL)
        time.sleep(1)
        options = {"prefs": {"intl.accept_languages": "zh-CN,zh"}, "args": ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--lang=zh-CN"]}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}
        self.session = self.call("/session", {"capabilities": capabilities})["sessionId"]

    def call(self, path, body):
        request = urllib.request.Request(f"http://127.0.0.1:{DRIVER_PORT}{path}", json.dumps(body).encode())
        try:
            return json.load(urllib.request.urlopen(request))["value"]
        except urllib.error.HTTPError as error:
            raise SystemExit(error.read().decode()) from error

    def within(self, path, **body):
        return self.call(f"/session/{self.session}{path}", body)

    def devtools(self, command, **params):
        return self.within("/goog/cdp/execute", cmd=command, params=params)

    def go(self, path):
        self.within("/url", url=f"http://{ADDRESS}{path}")

    def run(self, script, *args):
        return self.within("/execute/sync", script=script, args=args)

    def photograph(self, width, file):
        """The whole page; gives back how much wider than the window it is."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
        self.run("return document.fonts.ready.then(() => 1)")
        size = self.run("const e = document.documentElement; return [e.clientWidth, e.scrollWidth, e.scrollHeight]")
        clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[2], 4000), "scale": 1}
        shot = self.devtools("Page.captureScreenshot", captureBeyondViewport=True, format="png", clip=clip)
        file.write_bytes(base64.b64decode(shot["data"]))
        return size[1] - size[0]

    def close(self):
        self.driver.kill()


def sign_in(browser, person, password):
    browser.run("document.querySelector('form[action=\"/sign-out\"] button')?.click()")
    time.sleep(0.5)
    browser.go("/sign-in")
    fill = "for (const [name, value] of Object.entries(arguments[0])) document.querySelector(`main [name=${name}]`).value = value"
    browser.run(fill, {"login": person, "password": password})
    browser.run("document.querySelector('main form button').click()")
    time.sleep(1)


def look(browser, person, folder, faults):
    """One page of each shape that links lead to."""
    waiting, seen = ["/"], set()
    while waiting and len(seen) < PAGES_EACH:
        path = waiting.pop(0)
        shape = re.sub(NAMED, r"/\1/x", path.split("?")[0].split("#")[0])
        if shape in seen:
            continue
        seen.add(shape)
        browser.go(path)
        if browser.run("return document.contentType") != "text/html":
            continue
        status = browser.run("return performance.getEntriesByType('navigation')[0].responseStatus")
        if status >= 400:
            faults.append(f"{person} {path}: {status}")
        name = shape.strip("/").replace("/", "_") or "first"
        for width in WIDTHS:
            wider = browser.photograph(width, folder / f"{person}-{name}-{width}.png")
            if wider > 0:
                faults.append(f"{person} {path} at {width}: wider by {wider}")
        links = "return [...document.querySelectorAll('main a[href^=\"/\"], .places a')].map(a => a.getAttribute('href'))"
        waiting += [link for link in browser.run(links) if not any(part in link for part in NOT_PAGES)]


def main():
    program, folder, chosen = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    faults = []
    with tempfile.TemporaryDirectory() as place:
        command = [program, "serve", place, "--demo", "--lang", "zh", "--listen", ADDRESS]
        serving = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            told = [serving.stdout.readline()]
            while "http://" not in told[-1]:
                told.append(serving.stdout.readline())
            password = re.search(r"(\S+)\s*$", told[0])[1]
            people = [line.split()[0] for line in told[1:] if line.startswith("  ")]
            browser = Browser()
            try:
                for person in chosen or people:
                    sign_in(browser, person, password)
                    look(browser, person, folder, faults)
            finally:
                browser.close()
        finally:
            serving.terminate()
            serving.wait()
    print("\n".join(faults) or "every page answers and fits its window")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
