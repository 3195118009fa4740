"""Everybody of a cohort and how far they are; what a trainer does for one of them."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ai4t.spreadsheets import csv_response
from courses import outline
from courses.admin.cohort.moving import MovingForm
from courses.admin.cohort.pages import page_of_cohort, shown
from courses.admin.cohort.place import led_to_where_she_is, place_or_404
from courses.cohorts.chosen import Choice, counts
from courses.cohorts.standing import Person, Standing, people
from courses.models import AttendanceMark, Cohort, CohortMembership, Completion

_SQUARE = 12


def urls() -> list:
    return [
        page_of_cohort(_page, name="people"),
        page_of_cohort(_file, name="people_csv", route="people.csv"),
        page_of_cohort(_person, name="person", route="people/<int:membership_id>/", changes=True),
    ]


def _page(request, cohort: Cohort):
    choice = Choice.asked(request.GET)
    everybody = people(cohort, language=get_language(), stuck_days=choice.days)
    counted = counts(everybody)
    filters = [
        {
            "label": standing.label,
            "value": standing.value,
            "count": counted[standing],
            "query": choice.query(standing=[standing.value]),
            "is_on": standing.value in choice.standings,
        }
        for standing in Standing
    ]
    orders = [("name", _("Name")), ("done", _("Units done")), ("seen", _("Last visit"))]
    return shown(
        request,
        cohort,
        "admin/courses/cohort/people.html",
        tab="people",
        title=_("People"),
        rows=[_row(person) for person in choice.of(everybody)],
        count=len(everybody),
        choice=choice,
        filters=filters,
        everybody=choice.query(standing=[]),
        query=choice.query(),
        unsearched=choice.query(q=""),
        orders=[
            {"label": label, "query": choice.query(order=name), "is_on": choice.order == name} for name, label in orders
        ],
    )


def _row(person: Person) -> dict:
    """With the path as a picture: a square for each module, filled as far as it is done."""
    squares = [
        {
            "x": number * (_SQUARE + 4),
            "y": _SQUARE - round(_SQUARE * module.done / module.total) if module.total else _SQUARE,
            "height": round(_SQUARE * module.done / module.total) if module.total else 0,
        }
        for number, module in enumerate(person.modules)
    ]
    in_words = "; ".join(f"{module.title}: {module.done}/{module.total}" for module in person.modules)
    return {"person": person, "squares": squares, "width": len(squares) * (_SQUARE + 4), "in_words": in_words}


def _file(request, cohort: Cohort):
    """Exactly the people that the page shows."""
    choice = Choice.asked(request.GET)
    chosen = choice.of(people(cohort, language=get_language(), stuck_days=choice.days))
    headings = [_("Name"), _("E-mail"), _("Standing"), _("Units done"), _("Units in all"), _("Last visit"), _("Joined")]
    return csv_response([headings, *map(_line, chosen)], name=f"cohort-{cohort.pk}")


def _line(person: Person) -> list:
    since = person.membership.since.date().isoformat() if person.membership else ""
    seen = person.last_seen_at.date().isoformat() if person.last_seen_at else ""
    return [person.name, person.address, str(person.standing.label), person.done, person.total, seen, since]


def _person(request, cohort: Cohort, membership_id: int):
    place = place_or_404(request.user, cohort, membership_id)
    if place.until:
        return led_to_where_she_is(request, place)
    everybody = people(cohort, language=get_language())
    history = CohortMembership.objects.visible_to(request.user).filter(enrolment=place.enrolment_id)
    marks = AttendanceMark.objects.visible_to(request.user).filter(learner=place.enrolment.learner_id)
    return shown(
        request,
        cohort,
        "admin/courses/cohort/person.html",
        tab="people",
        title=str(place.enrolment.learner),
        row=next(_row(person) for person in everybody if person.membership == place),
        place=place,
        form=MovingForm(user=request.user, cohort=cohort),
        completions=_completions(request.user, place, outline.of(cohort.release, get_language())),
        history=history.select_related("cohort").order_by("since"),
        marks=marks.select_related("session").order_by("session__starts_at", "source"),
    )


def _completions(user, place: CohortMembership, lines: outline.Outline) -> list[dict]:
    """What she has done of this release, the newest first."""
    rows = Completion.objects.visible_to(user).filter(enrolment=place.enrolment_id, unit_key__in=lines.place)
    return [{"title": lines.unit(row.unit_key).title.value, "at": row.at} for row in rows.order_by("-at", "-pk")]
