"""The page for the wall: a code that changes, and the picture that leads to it. It reloads without a script."""

import re
from datetime import datetime

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ai4t.accounts import qr
from courses.admin.session.pages import page_of_session
from courses.attendance import check_in_code
from courses.attendance.checking_in import closes_at, opens_at
from courses.models import Session
from courses.sessions import zones

REFRESHED_AFTER = 30


def wall(request, session: Session):
    now = timezone.now()
    code = check_in_code.code_at(session, now)
    address = settings.SITE_URL + reverse("sessions:check-in", args=[session.pk]) + f"?code={code}"
    response = render(
        request,
        "admin/courses/session/attendance/wall.html",
        {
            "session": session,
            "code": f"{code[:3]} {code[3:]}",
            "picture": qr.of_text(address),
            "find_parts": _after_slashes(settings.SITE_URL + reverse("check-in")),
            "is_too_early": now < opens_at(session),
            "is_early": now < session.starts_at,
            "is_over": now > closes_at(session),
            "opens": _told(opens_at(session), session),
            "closes": _told(closes_at(session), session),
        },
    )
    # The code on it would run out: the page loads itself anew, by a header, which needs no script.
    response["Refresh"] = str(REFRESHED_AFTER)
    return response


def _told(at: datetime, session: Session) -> dict[str, str]:
    return {"time": zones.hour(at, session.zone), "day": zones.day(at, session.zone)}


def _after_slashes(address: str) -> list[str]:
    """Where a line may end: a broken word is not what people type."""
    return re.findall("[^/]*/+|[^/]+$", address)


PAGES = [page_of_session(wall, name="check_in", route="check-in/")]
