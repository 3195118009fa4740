"""The page for the wall: a code that changes, and the picture that leads to it. It reloads without a script."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ai4t.accounts import qr
from courses.admin.session.pages import page_of_session
from courses.attendance import check_in_code
from courses.attendance.checking_in import CLOSES_AFTER, OPENS_BEFORE
from courses.models import Session

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
            "find_address": settings.SITE_URL + reverse("check-in"),
            "is_early": now < session.starts_at - OPENS_BEFORE,
            "is_over": now > session.ends_at + CLOSES_AFTER,
            "closes_at": (session.ends_at + CLOSES_AFTER).astimezone(session.zone),
        },
    )
    # The code on it would run out: the page loads itself anew, by a header, which needs no script.
    response["Refresh"] = str(REFRESHED_AFTER)
    return response


PAGES = [page_of_session(wall, name="check_in", route="check-in/")]
