"""Declaring practice: what a teacher tried out in class, in her own words, corrected by nobody but her."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.models import User
from courses.models import Course, DeclaredPractice, Enrolment
from courses.sessions.zones import zone_named

LEAST, MOST = 5, 600
_MINUTES_A_DAY = 24 * 60


class PracticeRefused(Exception):
    """It cannot be declared like this; ``field`` names the part that is wrong, the text is meant for people."""

    def __init__(self, field: str, sentence: str):
        self.field = field
        super().__init__(sentence)


@transaction.atomic
def declare(*, learner, course: Course, on: date, minutes: int, what: str, now=None) -> DeclaredPractice:
    """Raises PracticeRefused."""
    declared = DeclaredPractice(learner=learner, at=now or timezone.now())
    return _save(declared, course, on, minutes, what, now)


@transaction.atomic
def correct(declared: DeclaredPractice, *, course: Course, on: date, minutes: int, what: str, now=None):
    """Raises PracticeRefused."""
    return _save(declared, course, on, minutes, what, now)


def courses_of(learner):
    """Those she has a place in, or had."""
    places = Enrolment.objects.unscoped("her own courses").filter(learner=learner)
    return Course.objects.filter(pk__in=places.values("course"))


def _save(declared: DeclaredPractice, course: Course, on: date, minutes: int, what: str, now) -> DeclaredPractice:
    learner = User.objects.select_for_update().get(pk=declared.learner_id)
    zone = zone_named(learner.time_zone)
    what = " ".join(what.split())
    if not courses_of(learner).filter(pk=course.pk).exists():
        raise PracticeRefused("course", _("Please choose a course that you have taken."))
    _insist_on_a_day(on, learner, zone, now)
    if not LEAST <= minutes <= MOST:
        raise PracticeRefused("minutes", _("Please write between 5 and 600 minutes."))
    if not what:
        raise PracticeRefused("what", _("Please say in a few words what you did."))
    _insist_on_hours_of_a_day(declared, on, minutes)
    declared.course, declared.on, declared.minutes, declared.what = course, on, minutes, what[:300]
    declared.save()
    return declared


def _insist_on_a_day(on: date, learner, zone: ZoneInfo, now) -> None:
    if on > timezone.localdate(now, zone):
        raise PracticeRefused("on", _("This day is still to come. Please declare what you have done."))
    if on < timezone.localdate(learner.joined_at, zone):
        raise PracticeRefused("on", _("On this day you had no account yet. Please choose a later one."))


def _insist_on_hours_of_a_day(declared: DeclaredPractice, on: date, minutes: int) -> None:
    """Two windows at once wait for each other at the row of the person."""
    others = DeclaredPractice.objects.unscoped("her own day").filter(learner=declared.learner_id, on=on)
    so_far = others.exclude(pk=declared.pk).aggregate(total=Sum("minutes"))["total"] or 0
    if so_far + minutes > _MINUTES_A_DAY:
        left = max(0, _MINUTES_A_DAY - so_far)
        sentence = ngettext(
            "A day has 24 hours: on this one %(left)s minute is left to declare.",
            "A day has 24 hours: on this one %(left)s minutes are left to declare.",
            left,
        )
        raise PracticeRefused("minutes", sentence % {"left": left})
