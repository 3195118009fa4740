"""One browser of a load run: cookies, forms with their token, and a note of how long each answer took."""

import re
import time
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from courses.loading.ledger import Ledger

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_TIMEOUT_SECONDS = 60


class Refused(RuntimeError):
    """An answer that no reader would have got if all were well."""


class Visitor:
    def __init__(self, ledger: Ledger, cookies: dict[str, str] | None = None):
        self.ledger, self.cookies = ledger, dict(cookies or {})
        self.page = ""

    def get(self, path: str) -> str:
        """The page behind ``path``, which is then the one whose form is sent."""
        _status, self.page, _where = self._ask("GET", path, expected={200})
        return self.page

    def send(self, path: str, **fields) -> str:
        """Send the form of the present page; where the answer leads."""
        token = _TOKEN.search(self.page)
        if token is None:
            raise Refused(f"{path}: no form on the page before")
        body = urlencode({"csrfmiddlewaretoken": token[1], **fields})
        _status, _text, where = self._ask("POST", path, body, expected={302})
        return where

    def _ask(self, method: str, path: str, body: str | None = None, *, expected: set[int]) -> tuple[int, str, str]:
        site = urlsplit(settings.SITE_URL)
        headers = {
            "Origin": settings.SITE_URL,
            "Cookie": "; ".join(f"{name}={it}" for name, it in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(HTTPConnection(site.hostname, site.port or 80, timeout=_TIMEOUT_SECONDS)) as connection:
            began = time.monotonic()
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            self.ledger.seconds.append(time.monotonic() - began)
        if answer.status not in expected:
            raise Refused(f"{method} {path} answered {answer.status}")
        self._keep_cookies(answer)
        return answer.status, text, answer.getheader("Location", "")

    def _keep_cookies(self, answer) -> None:
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, content = value.split(";")[0].partition("=")
                self.cookies[key] = content
