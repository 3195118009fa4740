"""One question to one site.

Only public addresses are contacted (RFC 6890): the name is resolved here, and the connection goes to the address that
was looked at, so that a name cannot point elsewhere a moment later. Each step of a redirect is looked at anew.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

_SECONDS = 10
_MOST_STEPS = 5
_PORTS = {"http": 80, "https": 443}
# The site is there and does not want to answer a program.
_ANSWERS_TO_PEOPLE_ONLY = {401, 402, 403, 405, 406, 429, 451, 501, 503, 999}
_GONE = {404, 410}


@dataclass(frozen=True)
class Answer:
    """``is_alive`` is None where nobody was asked; ``is_certain`` says that asking again would change nothing."""

    is_alive: bool | None
    said: str
    is_certain: bool = True


class _NotPublic(Exception):
    pass


def is_public(address: str) -> bool:
    """Whether ``address`` (an IPv4 or IPv6 address) belongs to the open network."""
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or mapped.is_global)


def ask(url: str, *, may_contact: Callable[[str], bool] = is_public) -> Answer:
    """Whether the address answers; never raises."""
    try:
        for _step in range(_MOST_STEPS):
            status, onwards = _status_of(url, may_contact)
            if not onwards:
                return _judged(status)
            url = onwards
    except _NotPublic:
        return Answer(None, "private address")
    except TimeoutError:
        return Answer(False, "timeout", is_certain=False)
    except (OSError, HTTPException, ValueError) as problem:
        return Answer(False, type(problem).__name__, is_certain=False)
    return Answer(False, "too many redirects")


def _judged(status: int) -> Answer:
    if status in _GONE:
        return Answer(False, str(status))
    return Answer(status < 400 or status in _ANSWERS_TO_PEOPLE_ONLY, str(status), is_certain=status < 500)


def _status_of(url: str, may_contact) -> tuple[int, str]:
    """The status, and where it leads on. Sites that do not know HEAD are asked with GET, of which nothing is read."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
        raise _NotPublic
    status, onwards = _asked("HEAD", parts, may_contact)
    if status in {400, 403, 404, 405, 406, 410, 501} or status >= 500:
        status, onwards = _asked("GET", parts, may_contact)
    return status, urljoin(url, onwards) if onwards and 300 <= status < 400 else ""


def _asked(method: str, parts: SplitResult, may_contact) -> tuple[int, str]:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": f"{settings.PLATFORM_NAME} link check (+{settings.SITE_URL})", "Accept": "*/*"}
    with closing(_Connection(parts, may_contact)) as connection:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")


class _Connection(HTTPConnection):
    """To the address that was looked at, and to no other."""

    def __init__(self, parts: SplitResult, may_contact):
        super().__init__(parts.hostname.encode("idna").decode(), parts.port or _PORTS[parts.scheme], timeout=_SECONDS)
        self._is_secret, self._may_contact = parts.scheme == "https", may_contact

    def connect(self):
        self.sock = socket.create_connection((self._looked_at(), self.port), self.timeout)
        if self._is_secret:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def _looked_at(self) -> str:
        """The first of its addresses, if all of them are public."""
        found = [entry[4][0] for entry in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)]
        if not found or not all(self._may_contact(address.partition("%")[0]) for address in found):
            raise _NotPublic
        return found[0]
