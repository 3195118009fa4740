"""The demo: our own course, staff with a second factor, and learners at different places on their path."""

from base64 import b32encode
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ai4t.accounts import second_factor
from ai4t.accounts.agreeing import answer
from ai4t.accounts.confirming import confirm_without_mail
from ai4t.appointing import appoint
from ai4t.models import School, User
from courses import outline
from courses.completing import complete
from courses.enrolling import enrol
from courses.importing.running import import_course
from courses.models import AttestationIssuer, AttestationRule, Course
from courses.visiting import remember_place

FOLDER = Path(__file__).parent / "demo" / "first-steps"
SLUG = "first-steps"
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

ISSUERS = {
    "": {
        "body_en": "AI4T, the demonstration",
        "signatory": "Petra Zupančič",
        "function_en": "Operator of the demonstration",
    },
    "SI": {
        "body_en": "Institute of Invented Schools, Ljubljana",
        "body_sl": "Zavod za izmišljene šole, Ljubljana",
        "official_name_en": "First steps with artificial intelligence, a programme of further training",
        "official_name_sl": "Prvi koraki z umetno inteligenco, program nadaljnjega izobraževanja",
        "programme_number": "2026-0417",
        "credits": "0,5",
        "signatory": "Žiga Šešek",
        "function_en": "Director",
        "function_sl": "Vodja zavoda",
    },
}


def show_content() -> Course:
    """The demo course, imported from its files; nothing is written when they have not changed."""
    import_course(FOLDER, slug=SLUG, source_language="en")
    course = Course.objects.get(slug=SLUG)
    AttestationRule.objects.get_or_create(course=course)
    for country, lines in ISSUERS.items():
        AttestationIssuer.objects.get_or_create(course=course, country=country, defaults=lines)
    return course


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
        complete(
            enrolment=enrolment,
            unit_key=unit.key,
            basis="measured",
            language=user.language,
            now=now - timedelta(days=days),
        )
    to_do = lines.next_to_do({unit.key for unit in done})
    remember_place(enrolment, (to_do or lines.units[-1]).key, now=now)


def _secret(email: str) -> str:
    """A TOTP secret that this installation alone knows, the same at each start."""
    return b32encode(sha256(f"{settings.SECRET_KEY}:{email}".encode()).digest()[:20]).decode()
