"""Somebody came to sign up from the page of a course: once her address is confirmed she has a place in it."""

from ai4t.accounts import arrivals
from ai4t.accounts.signals import address_confirmed
from courses.enrolling import EnrolmentRefused, enrol
from courses.models import Course
from courses.reading import course_url

KIND = "course"


def register():
    arrivals.register(KIND, landing)
    address_confirmed.connect(take_place, dispatch_uid="courses.arriving")


def landing(slug: str) -> str | None:
    return course_url(slug) if Course.objects.open().filter(slug=slug).exists() else None


def take_place(*, user, arrived_for: str, **announcement):
    """A course that has closed meanwhile gives no place; where she lands then says what is open."""
    kind, _colon, slug = arrived_for.partition(":")
    course = Course.objects.filter(slug=slug).first() if kind == KIND else None
    if course is None:
        return
    try:
        enrol(learner=user, course=course, by=user)
    except EnrolmentRefused:
        return
