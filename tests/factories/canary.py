"""A person with a unique marker in everything we keep about her, and where to look for the marker afterwards."""

import json
import os
import subprocess

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import models
from django.utils import timezone

from ai4t import desk, outbox, personal, tracing
from ai4t.appointing import appoint
from ai4t.local.postgres import find_binaries
from ai4t.models import AddressTrouble, Agreement, Letter, MailChoice, School, User
from courses.attesting.issuing import issue, revoke
from courses.models import (
    Answer,
    Attempt,
    CalendarFeed,
    CohortMessage,
    Completion,
    DeclaredPractice,
    RememberedName,
    WalkIn,
)
from handbook import errata
from tests.factories.attendance import create_guest
from tests.factories.attestations import create_rule
from tests.factories.books import create_book
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_session
from tests.factories.courses import create_course, create_enrolment
from tests.factories.meeting_reports import bring, zoom_summed
from tests.factories.packages import create_claim, create_package
from tests.factories.people import create_staff, create_user

CANARY = "canary7f3a91"
# Texts that come from a list, or that the system writes: no marker fits into them.
FROM_A_LIST = {
    "password",
    "language",
    "country",
    "education_role",
    "gender",
    "kind",
    "state",
    "type",
    "version",
    "object_id",
}


def create_canary() -> User:
    """A person whose marker stands in every text that we keep about her."""
    school = School.objects.create(name=f"Gimnazija {CANARY}", country="SI", state=School.State.PROPOSED)
    person = create_user(
        name=f"Ana {CANARY}",
        email=f"{CANARY}@example.org",
        country="SI",
        education_role="teacher",
        gender="woman",
        subjects=[f"maths {CANARY}"],
        time_zone=f"Europe/{CANARY}",
        arrived_for=f"course:{CANARY}",
        school=school,
        last_login=timezone.now(),
    )
    School.objects.filter(pk=school.pk).update(proposed_by=person)
    appoint(user=person, role="trainer", by=None)
    Agreement.objects.unscoped("test").create(user=person, kind="research", given=True, version="1", language="sl")
    address = EmailAddress.objects.create(user=person, email=f"second-{CANARY}@example.org")
    EmailConfirmation.objects.create(email_address=address, key=f"key-{CANARY}", sent=timezone.now())
    Authenticator.objects.create(user=person, type="totp", data={"secret": CANARY})
    _sign_in(person)
    _write_requests(person)
    _write_letters(person)
    _note_in_the_log_of_the_admin(person)
    _learn(person)
    _meet(person)
    return person


def _sign_in(person):
    session = SessionStore()
    session.update({"_auth_user_id": str(person.pk), "note": CANARY})
    session.create()
    signing_up = SessionStore()
    signing_up.update({"account_stash": {"email": person.email}})
    signing_up.create()


def _note_in_the_log_of_the_admin(person):
    about_her = {"content_type": ContentType.objects.get_for_model(User), "object_id": str(person.pk)}
    noted = {"object_repr": f"Ana {CANARY}", "action_flag": CHANGE, "change_message": CANARY}
    LogEntry.objects.create(user=person, **noted)
    LogEntry.objects.create(user=create_staff(), **about_her, **noted)


def _write_requests(person):
    said = {"kind": "question", "language": "sl", "page": f"/sl/{CANARY}/"}
    answered = desk.ask(**said, message=f"Help {CANARY}", name=CANARY, email=person.email, sender=person)
    desk.answer(answered, text=f"Dear {CANARY}", by=create_staff("operator"))
    desk.ask(**said, message=f"Help me too {CANARY}", name=CANARY, email=person.email.upper())
    edition = create_book().newest_edition()
    found = {"chapter_key": "first", "language": "sl", "paragraph": "p-1", "message": f"Wrong, says {CANARY}"}
    errata.report(edition=edition, sender=person, **found)


def _write_letters(person):
    outbox.post(kind="mail.test", recipient=person, payload={"code": CANARY})
    outbox.post(kind="mail.test", address=person.email, payload={"code": CANARY})
    Letter.objects.unscoped("test").filter(recipient=person).update(error=f"550 {CANARY}")


def _learn(person):
    course = create_course()
    enrolment = create_enrolment(learner=person, course=course)
    Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key="U1", basis="measured")
    create_claim(enrolment, create_package(course.published_release().units.first()), suspended=CANARY, location=CANARY)
    attempt = Attempt(enrolment=enrolment, unit_key="U1", activity_key="quiz", number=1)
    attempt.save()
    Answer(attempt=attempt, question_key="q1", given=f"I think {CANARY}").save()
    create_rule(course, units_percent=0)
    attestation = issue(enrolment, language="en")
    revoke(attestation, by=create_staff("operator"), reason=f"As {CANARY} asked")
    tracing.act(learner_id=person.pk, app="courses", object_key="U1", verb="read", basis="measured", language="sl")


def _meet(person):
    """In a cohort, at its sessions, and invited, written to and missed by letters."""
    cohort = create_cohort()
    create_member(cohort, learner=person)
    session = create_session(cohort)
    create_invitation(cohort, name=f"Ana {CANARY}", address=person.email)
    CohortMessage(cohort=cohort, author=person, subject=f"Dear {CANARY}", body=f"Yours, {CANARY}").save()
    WalkIn(session=session, name=f"Ana {CANARY}", address=person.email, added_by=person).save()
    create_guest(create_session(create_cohort(course=cohort.course)), by=person, learner=person, address=person.email)
    DeclaredPractice(learner=person, course=cohort.course, on=session.starts_at, minutes=45, what=f"By {CANARY}").save()
    RememberedName(cohort=cohort, alias=f"ana {CANARY}", learner=person, settled_by=person).save()
    raw = zoom_summed([(f"Ana {CANARY}", person.email, "80"), ("Bor Kos", "", "80")])
    bring(raw, session, by=person, name=f"{CANARY}.csv")
    CalendarFeed(person=person, key=f"key-{CANARY}").save()
    MailChoice(person=person, kind=CANARY, is_wanted=False).save()
    MailChoice(address=person.email, kind=CANARY, is_wanted=False).save()
    AddressTrouble(address=person.email, kind="bounced", answer=f"550 {CANARY}").save()


def marks_in_dump() -> list[str]:
    """Lines of a dump of the whole database that hold the marker."""
    server = settings.DATABASES["default"]
    command = [find_binaries() / "pg_dump", "-h", server["HOST"], "-U", "postgres", "--data-only", server["NAME"]]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    dump = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    assert "COPY public.ai4t_user" in dump
    return [line for line in dump.splitlines() if CANARY in line.lower()]


def marks_in_files(*folders) -> list[str]:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if CANARY.encode() in path.read_bytes() or CANARY in path.name]


def marks_in_sessions() -> list[str]:
    return [data for data in (json.dumps(row.get_decoded()) for row in Session.objects.all()) if CANARY in data]


def marks_in_redis() -> list[bytes]:
    client = cache._cache.get_client()
    values = [(key, client.get(key)) for key in client.scan_iter() if client.type(key) == b"string"]
    return [key for key, value in values if CANARY.encode() in key + value]


def unmarked_fields(person) -> list[str]:
    """Texts that are declared personal and will go, but in which nobody put the marker."""
    unmarked = []
    for record in personal.records():
        texts = [
            name
            for name, field in record.fields.items()
            if not isinstance(field.when_erased, personal.Kept)
            and isinstance(record.model._meta.get_field(name), models.CharField | models.TextField | models.JSONField)
            and name not in FROM_A_LIST
        ]
        held = {name: str(list(record.rows(person).values_list(name, flat=True))).lower() for name in texts}
        unmarked += [f"{record.model.__name__}.{name}" for name, text in held.items() if CANARY not in text]
    return sorted(set(unmarked) - {"Session.session_data"})
