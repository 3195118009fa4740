"""Somebody's sessions under an address of their own, for calendar programs; the key in it is all that protects it."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import CalendarFeed
from courses.models.session import new_secret
from courses.sessions import calendar
from courses.sessions.people import sessions_of

# Older sessions than this are of no use in a calendar.
REACHES_BACK = timedelta(days=400)
MOST = 500


def feed_of(person) -> CalendarFeed:
    """Her address, made when it is first asked for."""
    feed, _is_new = CalendarFeed.objects.get_or_create(person=person)
    return feed


def renew(person, *, now=None) -> CalendarFeed:
    """A new key: whoever has the old address sees nothing any more."""
    feed, _is_new = CalendarFeed.objects.update_or_create(
        person=person, defaults={"key": new_secret(), "made_at": now or timezone.now()}
    )
    return feed


def owner_of(key: str):
    """The person behind a key; None for a key that is not known any more."""
    feed = CalendarFeed.objects.select_related("person").filter(key=key, person__is_active=True).first()
    return feed and feed.person


def written_for(person, *, now=None) -> str:
    """In the active language; cancelled sessions too, so that programs strike them out."""
    since = (now or timezone.now()) - REACHES_BACK
    sessions = sessions_of(person).filter(ends_at__gt=since).order_by("starts_at", "pk")[:MOST]
    entries = [calendar.entry_of(one) for one in sessions]
    return calendar.write(entries, method=calendar.PUBLISH, name=_("AI4T sessions"), now=now)
