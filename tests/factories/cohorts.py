"""Cohorts, their people and their sessions."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from ai4t.appointing import appoint
from courses.models import (
    Cohort,
    CohortMembership,
    CohortMessage,
    Course,
    Enrolment,
    Invitation,
    Session,
    SessionMaterial,
)
from courses.states import CohortState, JoinedBy
from tests.factories.courses import create_content_file, create_course
from tests.factories.people import create_staff, create_user

_number = count(1)
TEN_O_CLOCK = datetime(2038, 3, 1, 9, 0, tzinfo=UTC)


def create_cohort(*, course=None, name="", country="SI", **fields) -> Cohort:
    """An open cohort with free places in a course, which is made where there is none."""
    course = course or Course.objects.first() or create_course()
    defaults = {
        "release": course.published_release(),
        "languages": ["sl"],
        "starts_on": date(2038, 3, 1),
        "state": CohortState.OPEN,
    }
    cohort = Cohort(course=course, name=name or f"Cohort {next(_number)}", country=country, **{**defaults, **fields})
    cohort.save()
    return cohort


def create_trainer(*cohorts: Cohort, **fields):
    """Somebody who trains these cohorts; she has no second factor yet."""
    first, *others = cohorts
    trainer = create_staff("trainer", scope=first, **{"name": "Tina Trener", **fields})
    for cohort in others:
        appoint(user=trainer, role="trainer", by=None, scope=cohort)
    return trainer


def create_member(cohort: Cohort, *, learner=None, **fields) -> CohortMembership:
    """A place as it is, without the letter that giving one writes."""
    enrolment, _created = Enrolment.objects.unscoped("test").get_or_create(
        learner=learner or create_user(**fields), course=cohort.course, defaults={"release": cohort.release}
    )
    membership = CohortMembership(enrolment=enrolment, cohort=cohort, joined_by=JoinedBy.HAND)
    membership.save()
    return membership


def create_invitation(cohort: Cohort, **fields) -> Invitation:
    defaults = {"address": f"invited{next(_number)}@example.org", "name": "Miha Zajc", "language": "sl"}
    invitation = Invitation(cohort=cohort, **{**defaults, **fields})
    invitation.save()
    return invitation


def create_message(cohort: Cohort, *, author, is_sent=False, now=TEN_O_CLOCK, **fields) -> CohortMessage:
    """A draft to everybody, not tried yet; with ``is_sent``, one that left without letters."""
    defaults = {"subject": "Our webinar moves", "body": "It begins at 17:00.", "created_at": now}
    sent = {"tried_at": now, "leaves_at": now, "recipients": 1} if is_sent else {}
    message = CohortMessage(cohort=cohort, author=author, **{**defaults, **sent, **fields})
    message.save()
    return message


def create_session(cohort: Cohort, *, starts_at=TEN_O_CLOCK, minutes=90, **fields) -> Session:
    """A webinar at ten in Ljubljana."""
    defaults = {
        "title": "First meeting",
        "kind": "webinar",
        "time_zone": "Europe/Ljubljana",
        "link": "https://meet.example.org/first",
    }
    session = Session(
        cohort=cohort, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), **{**defaults, **fields}
    )
    session.save()
    return session


def create_material(session: Session, *, name="plan.pdf", **fields) -> SessionMaterial:
    """A file for before the session, in Slovenian."""
    defaults = {"language": "sl", "title": "Slides", "kind": "material"}
    file = create_content_file(media_type="application/pdf")
    return SessionMaterial.objects.create(session=session, file=file, file_name=name, **{**defaults, **fields})
