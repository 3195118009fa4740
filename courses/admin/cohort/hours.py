"""The hours of a cohort's people in its course: totals only, what they rest on side by side."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import spreadsheets, walls
from ai4t.models import User
from courses.admin.cohort.pages import page_of_cohort, shown
from courses.attendance.ledger import Basis, ledgers
from courses.models import Cohort, CohortMembership


def hours(request, cohort: Cohort):
    heads = _heads()
    rows = [(person, list(zip(heads[1:], minutes, strict=True))) for person, minutes in _rows(cohort)]
    template = "admin/courses/cohort/hours.html"
    return shown(request, cohort, template, tab="hours", title=_("Hours"), heads=heads, rows=rows)


def as_csv(request, cohort: Cohort):
    rows = [[str(person), *minutes] for person, minutes in _rows(cohort)]
    return spreadsheets.csv_response([_heads(), *rows], name=f"hours-{cohort.pk}-{timezone.localdate()}")


def _heads() -> list[str]:
    """All but the first are minutes."""
    return [
        _("Name"),
        _("Course, measured"),
        _("Course, estimated"),
        _("Sessions attended"),
        _("Practice declared"),
        _("Total"),
    ]


def _rows(cohort: Cohort) -> list[tuple[User, list[int]]]:
    places = CohortMembership.objects.unscoped("the people of a cohort that was seen").current().filter(cohort=cohort)
    people = User.objects.filter(pk__in=places.values("enrolment__learner"), erased_at=None)
    people = list(people.order_by("sort_key", "pk"))
    with walls.lifted("sessions they attended in an earlier cohort of this course"):
        found = ledgers([person.pk for person in people], cohort.course)
    return [
        (person, [*(found[person.pk].minutes_of(basis) for basis in Basis), found[person.pk].total_minutes])
        for person in people
    ]


PAGES = [
    page_of_cohort(hours, name="hours"),
    page_of_cohort(as_csv, name="hours_csv", route="hours.csv"),
]
