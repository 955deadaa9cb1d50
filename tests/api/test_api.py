"""The interface for programs, held against its own description: an office with the example's rounds is started on a
temporary folder, and schemathesis sends it whatever the description allows, and what it does not.

Run it as `target/python/bin/python -m unittest discover tests/api` after `make packages`. KAOCHENG names the program
(target/debug/kaocheng unless set), KAOCHENG_API_EXAMPLES how many requests each operation gets (20 unless set).
"""

import http.cookiejar
import os
import pathlib
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("KAOCHENG", str(ROOT / "target" / "debug" / "kaocheng"))
EXAMPLES = os.environ.get("KAOCHENG_API_EXAMPLES", "20")
SCHEMATHESIS = ROOT / "target" / "python" / "bin" / "schemathesis"
PASSWORD = "yunting-kaocheng-2026"
# What must hold of every answer. A refusal is right as long as it has the form of refusals.
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "ignored_auth",
]
# A person may ask ten times a second.
RATE = "9/s"


class Office:
    """An office that serves the example until it is closed."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="kaocheng-api-")
        command = [PROGRAM, "serve", self.folder.name, "--demo", "--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines, self.log = queue.Queue(), []
        threading.Thread(target=self.read, args=(self.process.stdout, self.lines.put), daemon=True).start()
        threading.Thread(target=self.read, args=(self.process.stderr, self.log.append), daemon=True).start()
        self.address = self.find_address()

    @staticmethod
    def read(stream, put):
        for line in stream:
            put(line)

    def find_address(self):
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                found = re.search(r"http://127\.0\.0\.1:\d+", self.lines.get(timeout=1))
            except queue.Empty:
                if self.process.poll() is not None:
                    break
                continue
            if found:
                return found[0]
        self.close()
        raise RuntimeError("the office did not start: " + "".join(self.log[-5:]))

    def token(self, person):
        """A token of a person, made as people make it: in the browser."""
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        browser = urllib.request.build_opener(jar)

        def page(path):
            with browser.open(self.address + path) as answer:
                return answer.read().decode()

        def send(path, fields):
            with browser.open(self.address + path, urllib.parse.urlencode(fields).encode()) as answer:
                return answer.read().decode()

        def csrf(html):
            return re.search(r'name="csrf" value="([^"]+)"', html)[1]

        send("/sign-in", {"csrf": csrf(page("/sign-in")), "login": person, "password": PASSWORD})
        fields = [("label", "api"), ("may", "read"), ("may", "report"), ("may", "run"), ("days", "1")]
        html = send("/account/tokens", [("csrf", csrf(page("/account"))), *fields])
        return re.search(r'id="token">([^<]+)<', html)[1]

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()
        self.process.stderr.close()
        self.folder.cleanup()


class Api(unittest.TestCase):
    """Whatever is sent, the answer is one that the description knows."""

    @classmethod
    def setUpClass(cls):
        cls.office = Office()

    @classmethod
    def tearDownClass(cls):
        cls.office.close()

    def run_as(self, person):
        token = self.office.token(person)
        command = [
            str(SCHEMATHESIS),
            "run",
            self.office.address + "/api/v1/openapi.json",
            "--header",
            f"Authorization: Bearer {token}",
            "--checks",
            ",".join(CHECKS),
            "--max-examples",
            EXAMPLES,
            "--rate-limit",
            RATE,
            "--request-timeout",
            "60",
            "--seed",
            "1",
            "--no-color",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.office.folder.name)
        if done.returncode:
            sys.stderr.write(done.stdout[-8000:] + done.stderr[-2000:])
        self.assertEqual(done.returncode, 0, f"{person}: see above")

    def test_the_office(self):
        self.run_as("kaohe")

    def test_a_reporter(self):
        self.run_as("yt01")

    def test_an_auditor(self):
        self.run_as("shenji")


if __name__ == "__main__":
    unittest.main()
