"""A round through the links that are due: each once a week, one after another, with a pause between two of one site.

A round is short, so that it gives its worker back; whoever called it calls the next one while anything is due. Two
never run at once, and none ends before its last site has had its pause: so the pause holds across rounds too.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from celery.exceptions import SoftTimeLimitExceeded
from django.db.models import Q
from django.utils import timezone

from ai4t.content.locking import held_alone
from handbook.link_checking.asking import Answer, ask
from handbook.models import OutsideLink
from handbook.states import EditionState, LinkState

DUE_AFTER = timedelta(days=7)
# With the last question and the pause after it, less than the broker waits before it hands the task out again.
ROUND_SECONDS = 36
_MOST_IN_A_ROUND = 300
_PAUSE_SECONDS = 2

_log = logging.getLogger(__name__)


def check_those_due(*, asks: Callable[[str], Answer] = ask, now=None, pause_seconds: float = _PAUSE_SECONDS) -> int:
    """Ask for links of published editions that nobody has asked for in a week; how many addresses were asked.

    An address that several texts lead to is asked once. Nothing is asked while another round runs.
    """
    with held_alone("link checking") as is_ours:
        return _round(asks, now or timezone.now(), pause_seconds) if is_ours else 0


def is_any_due(*, now=None) -> bool:
    return _of_published().filter(_is_due(now or timezone.now())).exists()


def _round(asks, now: datetime, pause_seconds: float) -> int:
    ends_at = time.monotonic() + ROUND_SECONDS
    asked: dict[str, float] = {}
    count = 0
    for url in _due(now):
        if time.monotonic() >= ends_at:
            break
        links = list(_of_published().filter(url=url))
        OutsideLink.objects.filter(pk__in=[link.pk for link in links]).update(checked_at=now)
        site = urlsplit(url).hostname or ""
        _wait_until(asked.get(site, 0.0) + pause_seconds)
        answer = _answer(asks, url)
        asked[site] = time.monotonic()
        count += 1
        for link in links:
            _note(link, answer, now)
    _wait_until(max(asked.values(), default=0.0) + pause_seconds)
    return count


def _wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _answer(asks, url: str) -> Answer:
    """A fault of ours says nothing about the site, and must not keep the other links from being asked for."""
    try:
        return asks(url)
    except SoftTimeLimitExceeded:
        raise
    except Exception as fault:
        _log.exception("A link could not be asked for.", extra={"fields": {"fault": type(fault).__name__}})
        return Answer(None, type(fault).__name__)


def _due(now: datetime) -> list[str]:
    due = _of_published().filter(_is_due(now)).order_by("checked_at", "url")
    return list(dict.fromkeys(due.values_list("url", flat=True)[:_MOST_IN_A_ROUND]))


def _of_published():
    return OutsideLink.objects.filter(chapter__edition__state=EditionState.PUBLISHED)


def _is_due(now: datetime) -> Q:
    return Q(checked_at=None) | Q(checked_at__lte=now - DUE_AFTER)


def _note(link: OutsideLink, answer: Answer, now: datetime) -> None:
    """What may be a bad day of the site is believed the second time; an import may have removed the link meanwhile."""
    values = {"checked_at": now, "said": answer.said, "dead_since": None}
    if answer.is_alive is None:
        values["state"] = LinkState.NOT_ASKED
    elif answer.is_alive:
        values["state"] = LinkState.ALIVE
    else:
        failed_before = link.dead_since is not None
        values["dead_since"] = link.dead_since or now
        if answer.is_certain or failed_before:
            values["state"] = LinkState.DEAD
    OutsideLink.objects.filter(pk=link.pk).update(**values)
