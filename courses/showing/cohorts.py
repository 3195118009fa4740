"""Four cohorts in four countries: people at every standing, meetings past and to come, somebody in line."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from ai4t.accounts.confirming import confirm_without_mail
from ai4t.accounts.countries import zone_of
from ai4t.appointing import appoint
from ai4t.collation import without_accents
from ai4t.models import User
from courses import outline
from courses.models import (
    AttendanceMark,
    Cohort,
    CohortMembership,
    Completion,
    Course,
    Enrolment,
    Invitation,
    Session,
    WaitingPlace,
)
from courses.states import CohortState, JoinedBy, Presence, PresenceSource, SessionKind

_WHY = "making up the cohorts of the demo"


@dataclass(frozen=True)
class Group:
    """``people`` by name; the trainers are members of the demo's staff by address."""

    name: str
    country: str
    language: str
    trainer: str
    people: str
    room: str
    capacity: int | None = None


GROUPS = [
    Group(
        "Lyon, printemps",
        "FR",
        "fr",
        "trainer@example.org",
        "Amélie Garnier, Bastien Roux, Céline Mercier, Damien Faure, Élise Noël, François Hervé, Gaëlle Le Goff, "
        "Hugo Marchand, Inès Benali, Julien Cœuret, Karine Dufour, Loïc Kervella, Manon Girard, Noémie Clément",
        "Lycée Œuvre-des-Champs, salle 12",
        capacity=14,
    ),
    Group(
        "Ljubljana, pomlad",
        "SI",
        "sl",
        "trainer@example.org",
        "Alenka Žagar, Boštjan Šuštar, Cvetka Čeh, Danijel Hočevar, Eva Križman, Franc Zupan, Gašper Uršič, "
        "Helena Vovk, Iztok Žnidaršič, Jasna Kočevar, Katja Škof, Lovro Štrukelj",
        "Gimnazija Šiška, učilnica 3",
    ),
    Group(
        "Bergamo, primavera",
        "IT",
        "it",
        "trainer@example.org",
        "Alessia Fontana, Beatrice Galli, Carlo Rinaldi, Davide D’Angelo, Elena Niccolò, Fabio Marchetti, "
        "Giorgia Ferrari, Irene Testa, Luca Sartori, Marta Colombo",
        "Liceo scientifico Città Alta, aula 5",
    ),
    Group(
        "Dublin, spring",
        "IE",
        "en",
        "coordinator@example.org",
        "Aisling Byrne, Brendan O’Shea, Caoimhe Ní Dhomhnaill, Declan Walsh, Eimear Kelly, Fionn Mac Cárthaigh, "
        "Gráinne Doyle, Hannah Murphy, Oisín Ryan",
        "Coláiste an Chnoic, room 8",
    ),
]
_EARLIER = "Pia Bauer", "Quentin Legrand"


def show_cohorts(course: Course) -> None:
    """Where they are missing; what somebody has changed in the demo stays."""
    if not Cohort.objects.unscoped(_WHY).filter(course=course).exists():
        for number, group in enumerate(GROUPS):
            _show(group, course, number)


def _show(group: Group, course: Course, number: int) -> None:
    now = timezone.now()
    cohort = Cohort(
        course=course,
        release=course.published_release(),
        name=group.name,
        country=group.country,
        languages=[group.language],
        starts_on=(now - timedelta(days=40)).date(),
        ends_on=(now + timedelta(days=50)).date(),
        capacity=group.capacity,
        state=CohortState.OPEN,
    )
    cohort.save()
    appoint(user=User.objects.get(email=group.trainer), role="trainer", by=None, scope=cohort)
    people = [_person(name, group) for name in group.people.split(", ")]
    places = [_place(person, cohort, step, now) for step, person in enumerate(people)]
    _invite(cohort, group, now)
    if group.capacity:
        for name in _EARLIER:
            WaitingPlace(cohort=cohort, learner=_person(name, group), since=now - timedelta(days=2)).save()
    _meet(cohort, group, [place.enrolment.learner for place in places], now, number)


def _person(name: str, group: Group) -> User:
    local = "".join(sign for sign in without_accents(name).replace(" ", ".") if sign.isalnum() or sign == ".")
    person = User.objects.create(
        email=f"{local}.{group.country.lower()}@example.org",
        name=name,
        password="!",
        language=group.language,
        country=group.country,
        time_zone=zone_of(group.country),
        education_role=User.EducationRole.TEACHER,
        is_made_up=True,
    )
    confirm_without_mail(person)
    return person


def _place(person: User, cohort: Cohort, step: int, now: datetime) -> CohortMembership:
    """Every fourth has not started, every fifth is stuck; the others are on the way, some done."""
    begun = now - timedelta(days=38)
    enrolment = Enrolment(learner=person, course=cohort.course, release=cohort.release, enrolled_at=begun)
    units = outline.of(cohort.release, cohort.languages[0]).units
    done = 0 if step % 4 == 3 else min(len(units), 2 + step)
    if done:
        days = 20 if step % 5 == 2 else step % 6
        enrolment.last_seen_at, enrolment.last_unit_key = now - timedelta(days=days), units[done - 1].key
        enrolment.finished_at = enrolment.last_seen_at if done == len(units) else None
    enrolment.save()
    Completion.objects.unscoped(_WHY).bulk_create(
        Completion(
            enrolment=enrolment,
            unit_key=unit.key,
            basis="measured",
            language=cohort.languages[0],
            at=begun + timedelta(days=2 * number),
        )
        for number, unit in enumerate(units[:done])
    )
    joined_by = JoinedBy.FILE if step % 2 else JoinedBy.LINK
    membership = CohortMembership(enrolment=enrolment, cohort=cohort, since=begun, joined_by=joined_by)
    membership.save()
    return membership


def _invite(cohort: Cohort, group: Group, now: datetime) -> None:
    sent = {"times_sent": 1, "sent_at": now - timedelta(days=35), "expires_at": now - timedelta(days=5)}
    for name, address, fields in (
        ("", f"new.colleague.{group.country.lower()}@example.org", {}),
        ("Sam Taylor", f"sam.taylor.{group.country.lower()}@example.org", sent),
    ):
        Invitation(cohort=cohort, name=name, address=address, language=group.language, **fields).save()


def _meet(cohort: Cohort, group: Group, people: list[User], now: datetime, number: int) -> None:
    """A meeting with its attendance, a webinar without, one tonight, and one in three weeks."""
    zone = ZoneInfo(zone_of(group.country))
    meetings = [
        (-30, SessionKind.FACE_TO_FACE, _TITLES[group.language][0]),
        (-9, SessionKind.WEBINAR, _TITLES[group.language][1]),
        (0 if number == 0 else 1, SessionKind.WEBINAR, _TITLES[group.language][2]),
        (21, SessionKind.HYBRID, _TITLES[group.language][3]),
    ]
    for days, kind, title in meetings:
        begins = datetime.combine((now + timedelta(days=days)).date(), time(18), zone)
        session = Session(
            cohort=cohort,
            title=title,
            kind=kind,
            starts_at=begins,
            ends_at=begins + timedelta(minutes=90),
            time_zone=str(zone),
            place=group.room if kind in (SessionKind.FACE_TO_FACE, SessionKind.HYBRID) else "",
            link="" if kind == SessionKind.FACE_TO_FACE else f"https://meet.example.org/{group.country.lower()}",
        )
        session.save()
        if days == -30:
            _tick(session, people)


def _tick(session: Session, people: list[User]) -> None:
    AttendanceMark.objects.unscoped(_WHY).bulk_create(
        AttendanceMark(
            session=session,
            learner=person,
            source=PresenceSource.TICK,
            presence=Presence.EXCUSED if step == 4 else Presence.ABSENT if step % 5 == 1 else Presence.PRESENT,
            at=session.ends_at,
        )
        for step, person in enumerate(people)
    )


_TITLES = {
    "fr": [
        "Première rencontre",
        "Webinaire : d’où viennent les données ?",
        "Webinaire : quand la machine se trompe",
        "Bilan",
    ],
    "sl": [
        "Prvo srečanje",
        "Spletni seminar: od kod podatki?",
        "Spletni seminar: ko se stroj zmoti",
        "Zaključno srečanje",
    ],
    "it": [
        "Primo incontro",
        "Webinar: da dove vengono i dati?",
        "Webinar: quando la macchina sbaglia",
        "Incontro finale",
    ],
    "en": [
        "First meeting",
        "Webinar: where do the data come from?",
        "Webinar: when the machine is wrong",
        "Last meeting",
    ],
}
