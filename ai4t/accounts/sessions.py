"""How long somebody stays signed in, and which of her sessions end when a second factor changes.

Learners: 60 days of use, counted anew at most once a day. People with a staff role: 8 hours, of which 30 minutes
without a request; noted at most once a minute, so that reading a page does not cost a write. A changed password ends
all other sessions by Django's own means; a changed second factor ends them here, because each session knows the
factors it was begun with.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

BEGAN, SEEN, FACTORS, ENDED = "began_at", "seen_at", "factors", "ended_because"
_MINUTE, _WAITING, _DAY = 60, 2 * 3600, 24 * 3600


def begin(request, user, now: datetime | None = None):
    """The session that was just signed in knows when, and with which factors."""
    moment = _seconds(now)
    request.session.update({BEGAN: moment, SEEN: moment, FACTORS: factors_of(user)})
    request.session.set_expiry(None)


def keep_briefly(request):
    """Somebody who is not signed in left an address here: it is not kept for 60 days."""
    request.session.set_expiry(_WAITING)


def keep_or_end(request, now: datetime | None = None):
    """End the session of a signed-in person whose time is over, or note that she is still here."""
    session, user, moment = request.session, request.user, _seconds(now)
    if BEGAN not in session:
        begin(request, user, now)
    if reason := _end_of(session, user, moment):
        logout(request)
        request.session[ENDED] = reason
    elif moment - session[SEEN] >= (_noted_every() if user.is_staff else _DAY):
        session[SEEN] = moment


def renew(request):
    """After a factor changed or was used: a new session id, and of all sessions only this one lives on."""
    request.session[FACTORS] = factors_of(request.user, afresh=True)
    request.session.cycle_key()


def factors_of(user, *, afresh=False) -> list[int]:
    """The ids of her factors, loaded together with the person where a session brought her."""
    if hasattr(user, "factors") and not afresh:
        return user.factors
    return list(Authenticator.objects.filter(user_id=user.pk).order_by("pk").values_list("pk", flat=True))


def with_factors(people):
    """Adds ``factors`` to a queryset of people."""
    return people.annotate(
        factors=ArraySubquery(Authenticator.objects.filter(user_id=OuterRef("pk")).order_by("pk").values("pk"))
    )


def _end_of(session, user, moment: float) -> str:
    if session[FACTORS] != factors_of(user):
        return "factors"
    if user.is_staff and moment - session[BEGAN] > settings.STAFF_SESSION_SECONDS:
        return "long"
    if user.is_staff and moment - session[SEEN] > settings.STAFF_IDLE_SECONDS:
        return "idle"
    return ""


def _noted_every() -> float:
    return min(_MINUTE, settings.STAFF_IDLE_SECONDS / 3)


def _seconds(now: datetime | None) -> float:
    return (now or timezone.now()).timestamp()
