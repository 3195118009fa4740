"""Staff with a second factor, and learners at different places on their path."""

from base64 import b32encode
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ai4t import tracing
from ai4t.accounts import second_factor
from ai4t.accounts.agreeing import answer
from ai4t.accounts.confirming import confirm_without_mail
from ai4t.appointing import appoint
from ai4t.models import School, User
from ai4t.models.trace import random_id
from courses import outline
from courses.completing import complete, trace_key
from courses.enrolling import enrol
from courses.models import Course
from courses.showing.cohorts import show_cohorts
from courses.visiting import remember_place

PASSWORD = "path-of-stations"


@dataclass(frozen=True)
class Figure:
    """Somebody of the demo; ``share`` is how much of the course she has done, None where she has not taken it."""

    email: str
    name: str
    language: str
    country: str
    role: str = ""
    share: float | None = None


STAFF = [
    Figure("operator@example.org", "Petra Zupančič", "sl", "SI", role="operator"),
    Figure("coordinator@example.org", "Aoife Ní Bhriain", "en", "IE", role="national_coordinator"),
    Figure("trainer@example.org", "Étienne Lefèvre", "fr", "FR", role="trainer"),
]
LEARNERS = [
    Figure("maja@example.org", "Maja Kovačič", "sl", "SI", share=0.4),
    Figure("giulia@example.org", "Giulia Bianchi", "it", "IT", share=0.1),
    Figure("jonas@example.org", "Jonas Weiß", "de", "LU", share=1.0),
    Figure("claire@example.org", "Claire Dubœuf", "fr", "FR"),
]
SCHOOLS = [
    ("SI", "5086523", "Gimnazija Šiška", "Ljubljana", School.Kind.UPPER_SECONDARY),
    ("SI", "5082846", "Srednja šola Črnomelj", "Črnomelj", School.Kind.VOCATIONAL),
    ("FR", "0750698A", "Lycée Œuvre-des-Champs", "Paris", School.Kind.UPPER_SECONDARY),
    ("IT", "RMPS12000G", "Liceo scientifico Città Alta", "Bergamo", School.Kind.UPPER_SECONDARY),
    ("IE", "60120C", "Coláiste an Chnoic", "Dublin", School.Kind.UPPER_SECONDARY),
    ("LU", "LU-014", "Lycée des Trois Moulins", "Esch-sur-Alzette", School.Kind.UPPER_SECONDARY),
]


@transaction.atomic
def show_people(course: Course) -> list[Figure]:
    """The people of the demo, where they are missing; somebody who has used the demo is left as she is."""
    for country, national_id, name, town, kind in SCHOOLS:
        School.objects.get_or_create(
            country=country, national_id=national_id, defaults={"name": name, "town": town, "kind": kind}
        )
    known = set(User.objects.filter(is_made_up=True).values_list("email", flat=True))
    for figure in [*STAFF, *LEARNERS]:
        if figure.email not in known:
            _enter(figure, course)
    show_cohorts(course)
    return [*STAFF, *LEARNERS]


def _enter(figure: Figure, course: Course):
    user = User.objects.create_user(
        figure.email,
        PASSWORD,
        name=figure.name,
        language=figure.language,
        country=figure.country,
        education_role=User.EducationRole.TEACHER,
        is_made_up=True,
    )
    confirm_without_mail(user)
    answer(user=user, kind="terms", given=True, language=figure.language)
    if figure.role:
        country = figure.country if figure.role == "national_coordinator" else ""
        appoint(user=user, role=figure.role, by=None, country=country)
        second_factor.give_demo_app(user, _secret(figure.email))
    if figure.share is not None:
        _walk(user, course, figure.share)


def _walk(user: User, course: Course, share: float):
    """As far as ``share`` of the course, a unit a day, the last one today."""
    enrolment = enrol(learner=user, course=course, by=user)
    lines = outline.of(enrolment.release, user.language)
    done = lines.units[: round(share * len(lines.units))]
    now = timezone.now()
    for days, unit in enumerate(reversed(done)):
        day = now - timedelta(days=days)
        tracing.visit(
            learner_id=user.pk,
            app="courses",
            object_key=trace_key(course.pk, unit.key),
            opened_at=day - timedelta(minutes=unit.minutes),
            visit_id=random_id(),
            seconds=unit.minutes * 60,
            basis="measured",
            language=user.language,
        )
        complete(enrolment=enrolment, unit_key=unit.key, basis="measured", language=user.language, now=day)
    to_do = lines.next_to_do({unit.key for unit in done})
    remember_place(enrolment, (to_do or lines.units[-1]).key, now=now)


def _secret(email: str) -> str:
    """A TOTP secret that this installation alone knows, the same at each start."""
    return b32encode(sha256(f"{settings.SECRET_KEY}:{email}".encode()).digest()[:20]).decode()
