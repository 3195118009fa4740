"""Which pages of a learner are shown to who looks after her, and showing one.

A page is made by the site's own view, with the learner as the person of the request, in a transaction in which
PostgreSQL refuses to write. The wall (``ai4t.walls``) stays where it is: of her other courses and cohorts nothing
is there that the viewer may not see. Her answers are left out: some are written for herself.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language

from ai4t import auditing, languages, walls
from ai4t.models import User
from courses import outline
from courses.answering.seat import Seat
from courses.models import Activity, CohortMembership
from courses.permissions import may_view
from courses.reading import course_url, enrolment_in
from courses.views import catalogue, classroom, files, learning


class SeeingRefused(Exception):
    """The pages of this person are not shown; the text is meant for people."""


@dataclass(frozen=True)
class Page:
    """``view`` makes the page for ``named``; a ``is_part`` is a file of a page and is not noted by itself."""

    view: Callable
    named: dict
    is_part: bool


def page_at(address: str, *, slug: str) -> Page | None:
    """The page behind an address of the site, such as ``/en/learning/``; None for all that is not shown.

    Of the courses only the one named by ``slug`` is.
    """
    first = address.split("/", 2)[1]
    try:
        with translation.override(first if first in languages.opened_codes() else get_language()):
            match = resolve(address)
    except Resolver404:
        return None
    view = _PAGES.get(match.view_name) or _PARTS.get(match.view_name)
    if view is None or match.kwargs.get("slug", slug) != slug:
        return None
    return Page(view, match.kwargs, match.view_name in _PARTS)


def may_be_seen(learner: User) -> bool:
    """Nobody looks through the eyes of somebody with a responsibility: they see what is not the viewer's."""
    with walls.lifted("a responsibility counts, whoever sees it"):
        return not learner.responsibilities.in_force().exists()


def see(page: Page, place: CohortMembership, *, by: User, request: HttpRequest, address: str) -> HttpResponseBase:
    """The answer of the site to ``place``'s learner at ``address``; ``request`` tells where the site is.

    It is noted before it is made.
    """
    if not page.is_part:
        learner = place.enrolment.learner
        auditing.record("learner.seen_as", by=by, about=learner, enrolment=place.enrolment_id, page=address)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        response = page.view(_her_request(place, request, address), **page.named)
        if hasattr(response, "render"):
            response.render()
        transaction.set_rollback(True)
    return response


def _her_request(place: CohortMembership, request: HttpRequest, address: str) -> HttpRequest:
    """A plain look at a page: without a session of hers, and with no more power than a learner has."""
    hers = HttpRequest()
    hers.method = "GET"
    hers.path = hers.path_info = address
    told = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme")
    hers.META = {name: request.META[name] for name in told if name in request.META}
    hers.COOKIES = {settings.SESSION_COOKIE_NAME: ""}
    hers.session = SessionBase()
    hers.prefix_language = hers.LANGUAGE_CODE = get_language()
    hers.user = User.objects.get(pk=place.enrolment.learner_id)
    hers.user.has_staff_role, hers.user.responsibilities_in_force = False, []
    hers.release_of_place = place.enrolment.release_id
    return hers


def _unit(request, slug, key):
    """As ``classroom.unit``, without remembering where she is, and with questions as nobody has answered them."""
    enrolment = enrolment_in(slug, learner=request.user)
    line = outline.of(enrolment.release, get_language()).unit(key) if enrolment else None
    if line is None:
        raise Http404
    with walls.lifted("what is closed to her is so, whoever looks"):
        is_open = may_view(request.user, enrolment.release, key, enrolment=enrolment)
    if not is_open:
        return redirect(course_url(slug))
    seat = Seat(line, enrolment.release, None, slug=slug)
    return classroom.show(request, slug, key, release=enrolment.release, enrolment=enrolment, seat=seat)


def _file(request, release_id, key, name, width=None):
    if release_id != request.release_of_place:
        raise Http404
    with walls.lifted("a file of a page that she may see"):
        if width is None:
            return files.file(request, release_id, key, name)
        return files.picture(request, release_id, key, width, name)


def _activity_file(request, activity_id, name):
    with walls.lifted("a file of a page that she may see"):
        if not Activity.objects.filter(pk=activity_id, unit__release=request.release_of_place).exists():
            raise Http404
        return files.activity_file(request, activity_id, name)


_PAGES = {"courses:learning": learning.learning, "courses:course": catalogue.course, "courses:unit": _unit}
_PARTS = {"content-file": _file, "content-picture": _file, "activity-file": _activity_file}
