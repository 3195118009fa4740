"""A round through the links that are due: each once a week, one after another, with a pause between two of one site."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils import timezone

from handbook.link_checking.asking import Answer, ask
from handbook.models import OutsideLink
from handbook.states import EditionState, LinkState

DUE_AFTER = timedelta(days=7)
_MOST_IN_A_ROUND = 300
_PAUSE_SECONDS = 2


def check_those_due(*, asks: Callable[[str], Answer] = ask, now=None, pause_seconds: float = _PAUSE_SECONDS) -> int:
    """Ask for the links of published editions that nobody has asked for in a week; how many addresses were asked.

    An address that several texts lead to is asked once.
    """
    now = now or timezone.now()
    asked: dict[str, float] = {}
    count = 0
    for url in _due(now):
        links = list(_links_of(url))
        # Whoever comes second finds nothing that is due.
        if not OutsideLink.objects.filter(_is_due(now), pk__in=[link.pk for link in links]).update(checked_at=now):
            continue
        site = urlsplit(url).hostname or ""
        time.sleep(max(0.0, asked.get(site, 0.0) + pause_seconds - time.monotonic()))
        answer = asks(url)
        asked[site] = time.monotonic()
        count += 1
        for link in links:
            _note(link, answer, now)
    return count


def _due(now: datetime) -> list[str]:
    due = _of_published().filter(_is_due(now)).order_by("checked_at", "url")
    return list(dict.fromkeys(due.values_list("url", flat=True)[:_MOST_IN_A_ROUND]))


def _links_of(url: str):
    return _of_published().filter(url=url)


def _of_published():
    return OutsideLink.objects.filter(chapter__edition__state=EditionState.PUBLISHED)


def _is_due(now: datetime) -> Q:
    return Q(checked_at=None) | Q(checked_at__lte=now - DUE_AFTER)


def _note(link: OutsideLink, answer: Answer, now: datetime) -> None:
    """What may be a bad day of the site is believed the second time."""
    link.checked_at, link.said = now, answer.said
    if answer.is_alive is None:
        link.state, link.dead_since = LinkState.NOT_ASKED, None
    elif answer.is_alive:
        link.state, link.dead_since = LinkState.ALIVE, None
    else:
        failed_before = link.dead_since is not None
        link.dead_since = link.dead_since or now
        if answer.is_certain or failed_before:
            link.state = LinkState.DEAD
    link.save(update_fields=["checked_at", "said", "state", "dead_since"])
