"""Somebody who works in the office without a browser: signs in, reads pages, sends their forms."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

PASSWORD = "yunting-kaocheng-2026"


class Clerk:
    """One person's session; what a form of the last page carried is sent along with the next."""

    def __init__(self, address, login, password=PASSWORD):
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        # The opener's own headers go with every request.
        self.address, self.opener, self.page = address, urllib.request.build_opener(cookies), ""
        self.opener.addheaders = [("Accept-Language", "zh-CN")]
        self.get("/sign-in")
        self.post("/sign-in", login=login, password=password)

    def get(self, path):
        return self.send(urllib.request.Request(self.address + path))

    def post(self, path, **fields):
        for name in ("csrf", "act_id"):
            found = re.search(f'name="{name}" value="([^"]*)"', self.page)
            if found:
                fields.setdefault(name, found[1])
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        return self.send(urllib.request.Request(self.address + path, data=body, headers={"Origin": self.address}))

    def send(self, request):
        try:
            with self.opener.open(request, timeout=120) as answer:
                self.page = answer.read().decode()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{request.full_url}: {error.code}: {error.read().decode()[:2000]}") from error
        return self.page
