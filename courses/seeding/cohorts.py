"""Cohorts for seeded learners, each with two meetings and who was there."""

from datetime import UTC, datetime, time, timedelta

from ai4t.copying import copy_rows
from courses.models import AttendanceMark, Cohort, CohortMembership, Release, Session
from courses.seeding.places import Place
from courses.states import CohortState, JoinedBy, Presence, PresenceSource, SessionKind

SIZE, MEETINGS = 25, 2
COUNTRIES = ["SI", "FR", "IT", "IE", "LU"]
_WHY = "making up a year of use"


def write_cohorts(places: list[Place], release: Release) -> None:
    """The learners in the order in which they came, ``SIZE`` to a cohort; countries take turns."""
    groups = [places[first : first + SIZE] for first in range(0, len(places), SIZE)]
    cohorts = Cohort.objects.unscoped(_WHY).bulk_create(
        (_cohort(number, group, release) for number, group in enumerate(groups)), batch_size=1000
    )
    sessions = Session.objects.unscoped(_WHY).bulk_create(
        (_session(cohort, meeting) for cohort in cohorts for meeting in range(MEETINGS)), batch_size=1000
    )
    copy_rows(CohortMembership, ["enrolment", "cohort", "since", "joined_by"], _memberships(groups, cohorts))
    marks = ["session", "learner", "source", "presence", "minutes", "at"]
    copy_rows(AttendanceMark, marks, _marks(groups, sessions))


def _cohort(number: int, group: list[Place], release: Release) -> Cohort:
    return Cohort(
        course_id=release.course_id,
        release=release,
        name=f"Group {number + 1}",
        country=COUNTRIES[number % len(COUNTRIES)],
        languages=[group[0].language],
        starts_on=group[0].begun_at.date(),
        state=CohortState.OPEN,
    )


def _session(cohort: Cohort, meeting: int) -> Session:
    begins = datetime.combine(cohort.starts_on, time(16), UTC) + timedelta(days=7 + 21 * meeting)
    return Session(
        cohort=cohort,
        title=f"Meeting {meeting + 1}",
        kind=SessionKind.WEBINAR,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=90),
        time_zone="Europe/Ljubljana",
    )


def _memberships(groups, cohorts):
    for group, cohort in zip(groups, cohorts, strict=True):
        for place in group:
            yield place.enrolment_id, cohort.pk, place.begun_at, JoinedBy.LINK


def _marks(groups, sessions):
    for number, session in enumerate(sessions):
        for place in groups[number // MEETINGS]:
            presence = Presence.PRESENT if place.learner_id % 5 else Presence.ABSENT
            yield session.pk, place.learner_id, PresenceSource.TICK, presence, None, session.ends_at
