"""The interface for programs, held against its own description: an office with the example's rounds is started on a
temporary folder, and schemathesis sends it whatever the description allows, and what it does not.

Run it as `target/python/bin/python -m unittest discover tests/api` after `make packages`. KAOCHENG names the program
(target/debug/kaocheng unless set), KAOCHENG_API_EXAMPLES how many requests each operation gets in a phase (8 unless set).
"""

import http.cookiejar
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
from office import Office  # noqa: E402 - it stands with the browser's tests

EXAMPLES = os.environ.get("KAOCHENG_API_EXAMPLES", "8")
SCHEMATHESIS = ROOT / "target" / "python" / "bin" / "schemathesis"
PASSWORD = "yunting-kaocheng-2026"
# What must hold of every answer. A refusal is right if the description knows its status and its form; what does not fit
# the description must be refused; and nothing is done for who does not say who they are.
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
]


def token(office, person):
    """A token of a person, made as people make it: in the browser."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(jar)

    def page(path):
        with browser.open(office.address + path) as answer:
            return answer.read().decode()

    def send(path, fields):
        with browser.open(office.address + path, urllib.parse.urlencode(fields).encode()) as answer:
            return answer.read().decode()

    def csrf(html):
        return re.search(r'name="csrf" value="([^"]+)"', html)[1]

    send("/sign-in", {"csrf": csrf(page("/sign-in")), "login": person, "password": PASSWORD})
    fields = [("label", "api"), ("may", "read"), ("may", "report"), ("may", "run"), ("days", "1")]
    html = send("/account/tokens", [("csrf", csrf(page("/account"))), *fields])
    return re.search(r'id="token">([^<]+)<', html)[1]


class Api(unittest.TestCase):
    """Whatever is sent, the answer is one that the description knows."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="kaocheng-api-")
        # So many requests come from one address that the usual limits would do nothing but slow them down.
        cls.office = Office(cls.folder.name, "--demo", "--requests-per-second", "100000")

    @classmethod
    def tearDownClass(cls):
        cls.office.close()
        cls.folder.cleanup()

    def run_as(self, person):
        options = {
            "--header": f"Authorization: Bearer {token(self.office, person)}",
            "--phases": "examples,coverage,fuzzing,stateful",
            "--checks": ",".join(CHECKS),
            "--max-examples": EXAMPLES,
            "--workers": "2",
            "--request-timeout": "60",
            "--seed": "1",
        }
        description = self.office.address + "/api/v1/openapi.json"
        words = [word for option in options.items() for word in option]
        command = [str(SCHEMATHESIS), "run", description, *words, "--continue-on-failure", "--no-color"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.folder.name)
        if done.returncode:
            sys.stderr.write(done.stdout[-12000:] + done.stderr[-2000:])
        self.assertEqual(done.returncode, 0, f"{person}: see above")

    def test_the_office(self):
        self.run_as("kaohe")

    def test_a_reporter(self):
        self.run_as("yt01")

    def test_an_auditor(self):
        self.run_as("shenji")


if __name__ == "__main__":
    unittest.main()
