"""One question to one site.

Only public addresses are contacted, at the ports of the web; each step of a redirect is looked at anew, and all steps
together have one limit of time.
"""

from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from handbook.link_checking.connecting import PORTS, Connection, Manners, NotContacted, Patience
from handbook.link_checking.spelling import leads_to, target_of

_OURS = Manners()
_MOST_STEPS = 5
# The site is there and does not want to answer a program.
_ANSWERS_TO_PEOPLE_ONLY = {401, 402, 403, 405, 406, 429, 451, 501, 503, 999}
_GONE = {404, 410}


@dataclass(frozen=True)
class Answer:
    """``is_alive`` is None where nobody was asked; ``is_certain`` says that asking again would change nothing."""

    is_alive: bool | None
    said: str
    is_certain: bool = True


def ask(url: str, *, manners: Manners = _OURS) -> Answer:
    """Whether the address answers; no site makes it raise, or take longer than ``manners`` grant."""
    patience = Patience(manners.seconds)
    try:
        for _step in range(_MOST_STEPS):
            status, onwards = _status_of(url, manners, patience)
            if not onwards:
                return _judged(status)
            url = onwards
    except NotContacted as why:
        return Answer(None, str(why))
    except TimeoutError:
        return Answer(False, "timeout", is_certain=False)
    except (OSError, HTTPException, ValueError) as problem:
        return Answer(False, type(problem).__name__, is_certain=False)
    return Answer(False, "too many redirects")


def _judged(status: int) -> Answer:
    if status in _GONE:
        return Answer(False, str(status))
    return Answer(status < 400 or status in _ANSWERS_TO_PEOPLE_ONLY, str(status), is_certain=status < 500)


def _status_of(url: str, manners: Manners, patience: Patience) -> tuple[int, str]:
    """The status, and where it leads on. Sites that do not know HEAD are asked with GET, of which nothing is read."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None:
        raise NotContacted("private address")
    status, onwards = _asked("HEAD", parts, manners, patience)
    if status in {400, 403, 404, 405, 406, 410, 501} or status >= 500:
        status, onwards = _asked("GET", parts, manners, patience)
    return status, leads_to(url, onwards) if onwards and 300 <= status < 400 else ""


def _asked(method: str, parts: SplitResult, manners: Manners, patience: Patience) -> tuple[int, str]:
    headers = {"User-Agent": f"{settings.PLATFORM_NAME} link check (+{settings.SITE_URL})", "Accept": "*/*"}
    with closing(Connection(parts, manners, patience)) as connection:
        connection.request(method, target_of(parts), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
