"""What a trainer is asked before a session is saved: whether she means a time that is over, and what is missing."""

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Session
from courses.sessions import zones
from courses.sessions.promise import Promise


def about_time(session: Session, *, before: Session | None = None) -> list[str]:
    """Where ``session``, not saved yet, is planned at or moved to a time that has begun."""
    now = timezone.now()
    if session.starts_at > now or (before and before.starts_at == session.starts_at):
        return []
    when = zones.one(session.starts_at, session.ends_at, session.zone)
    sentence = (
        _("This time is over: %(when)s. Save it all the same?")
        if session.ends_at <= now
        else _("This time has begun already: %(when)s. Save it all the same?")
    )
    told = Promise.told(before) if before else None
    if told is None or told.ends_at <= now:
        return [sentence % {"when": when}]
    known = _("People were told of another time, which stands in their calendars until they are written to: %(when)s.")
    return [sentence % {"when": when}, known % {"when": zones.one(told.starts_at, told.ends_at, told.zone)}]


def about_way(session: Session) -> list[str]:
    """Where people could not know where to go."""
    missing = [_("No link is given yet.")] if session.lacks_link else []
    missing += [_("No place is given yet.")] if session.lacks_place else []
    later = _("You can change the session later; people are then written to.")
    return [f"{sentence} {later}" for sentence in missing]
