"""The course's pages as scenarios of the bench."""

import time
from decimal import Decimal
from functools import cache
from itertools import count
from urllib.parse import urlencode

from django.conf import settings

from ai4t.accounts.confirming import confirm_without_mail
from ai4t.appointing import appoint
from ai4t.benching import Request, Scenario, register, register_readers
from ai4t.benching.signing_in import session_cookie, staff_cookie
from ai4t.content.applying import importing
from ai4t.content.irregularities import Irregularities
from ai4t.content.plan import Plan
from ai4t.models import User
from courses import outline
from courses.activities.contents import ActivityContents, OptionContents, QuestionContents
from courses.activities.keeping import keep
from courses.attesting.issuing import issue
from courses.models import Attempt, AttestationRule, Cohort, Course, Enrolment, Release, Unit
from courses.seeding import seed
from courses.seeding.library import write_library
from courses.showing import show_content
from courses.states import QuestionKind
from courses.visiting import Visit

REQUESTS = 40
LEARNERS = 20
TOKEN = "x" * 32
_turn = count()
_QUESTIONS = [
    *(("en", words) for words in ("school", "machine", "data protection", "picture", "homework", "people learning")),
    *(("fr", words) for words in ("élèves", "machine", "données", "image", "devoirs école")),
    *(("de", words) for words in ("Schule", "Daten", "Maschine", "Bilder", "Aufgaben Klasse")),
    *(("it", words) for words in ("scuola", "insegnante", "macchina", "dati", "immagine classe")),
    *(("sl", words) for words in ("učitelj", "šole", "podatki", "stroj", "sliko razred")),
]


def register_scenarios():
    register(
        Scenario("bare", _bare, application="ai4t.benching.bare_wsgi"),
        Scenario("unit", _unit, goal=2.0),
        Scenario("course", _course, goal=2.0),
        Scenario("course_anonymous", _course_anonymous, goal=0.5),
        Scenario("visit", _visit, goal=1.5),
        Scenario("answer", _answer, goal=2.0),
        Scenario("search", _search, goal=2.0),
        Scenario("attestation_pdf", _attestation_pdf, goal_ms=300),
        prepare=_prepare,
    )
    register_readers(_readers_of_lists)


def _prepare():
    if not Course.objects.filter(slug="bench").exists():
        seed(learners=37_000)
    if not Course.objects.filter(slug="library-1").exists():
        write_library()
    # The demo's handbook, which is measured too, leads to its units.
    show_content()
    _set_questions(Unit.objects.in_course_order().filter(release__course__slug="bench").last())


def _readers_of_lists(learners: int) -> dict[str, tuple[User, str]]:
    """An operator, a coordinator of one country, and a trainer with three cohorts."""
    if not Course.objects.filter(slug="bench").exists():
        seed(learners=learners)
    cohorts = list(Cohort.objects.unscoped("measuring").filter(country="SI").order_by("pk")[:3])
    appointed = {"operator": {}, "national_coordinator": {"country": "SI"}, "trainer": {"scope": cohorts[0]}}
    return {role.replace("_", " "): _reader(role, cohorts[1:], **limits) for role, limits in appointed.items()}


def _reader(role: str, more: list[Cohort], **limits) -> tuple[User, str]:
    person = User.objects.create_user(f"{role}-{time.time_ns()}@example.org", None, name=role, is_made_up=True)
    appoint(user=person, role=role, by=None, **limits)
    if role == "trainer":
        for cohort in more:
            appoint(user=person, role=role, by=None, scope=cohort)
    confirm_without_mail(person)
    return person, staff_cookie(person)


def _set_questions(unit: Unit):
    """Five questions at the end of the course, of the kinds that are asked most."""
    if unit.activities.exists():
        return
    options = [
        OptionContents(code, {"en": f"Answer {code}", "sl": f"Odgovor {code}"}, share=Decimal(code == "b"))
        for code in ("a", "b", "c", "d")
    ]
    questions = [
        QuestionContents(
            f"q{number}",
            QuestionKind.SINGLE,
            {"en": f"Question {number}", "sl": f"Vprašanje {number}"},
            {"en": "This is why.", "sl": "Zato."},
            options,
        )
        for number in range(1, 6)
    ]
    with importing() as store:
        contents = ActivityContents("bench", "en", questions=questions)
        keep(contents, unit=unit, store=store, plan=Plan(Irregularities()))


def _bare() -> list[Request]:
    return [Request("/bare/", cookie) for cookie in _cookies()]


def _unit() -> list[Request]:
    keys = list(Unit.objects.filter(release__course__slug="bench").in_course_order().values_list("key", flat=True))
    return [Request(f"/en/courses/bench/{keys[next(_turn) % len(keys)]}/", cookie) for cookie in _cookies()]


def _course() -> list[Request]:
    return [Request("/en/courses/bench/", cookie) for cookie in _cookies()]


def _course_anonymous() -> list[Request]:
    return [Request("/en/courses/bench/")] * REQUESTS


def _visit() -> list[Request]:
    """Each request reports a visit of its own, so that each saves a row."""
    requests = []
    lines = outline.of(Release.objects.get(course__slug="bench"), "en")
    for enrolment, cookie in zip(_enrolments() * (REQUESTS // LEARNERS), _cookies(), strict=True):
        visit = Visit.opened(enrolment, lines.unit(enrolment.last_unit_key))
        body = urlencode({"csrfmiddlewaretoken": TOKEN, "visit": visit.signed(), "seconds": 5})
        path = f"/en/courses/bench/{enrolment.last_unit_key}/visit/"
        requests.append(Request(path, cookie, body))
    return requests


def _answer() -> list[Request]:
    """Each request hands in an attempt of a learner, her first or second, and gets its questions back, judged."""
    enrolments = _enrolments()
    Attempt.objects.unscoped("measuring anew").filter(enrolment__in=enrolments).delete()
    unit = Unit.objects.get(activities__key="bench")
    requests = []
    for turn, cookie in enumerate(_cookies()):
        said = [("csrfmiddlewaretoken", TOKEN), ("attempt", turn // LEARNERS + 1)]
        for number in range(1, 6):
            said += [("shown", f"q{number}"), (f"q{number}", "b")]
        requests.append(
            Request(
                f"/en/courses/bench/{unit.key}/answers/bench/",
                cookie,
                urlencode(said),
                accept="text/html+part",
            )
        )
    return requests


def _search() -> list[Request]:
    """Common words and rare ones, one or two of them, in the five languages in turn."""
    turns = (_QUESTIONS[next(_turn) % len(_QUESTIONS)] for _request in range(REQUESTS))
    paths = [f"/{language}/search/?{urlencode({'q': words})}" for language, words in turns]
    return [Request(path, cookie) for path, cookie in zip(paths, _cookies(), strict=True)]


def _attestation_pdf() -> list[Request]:
    AttestationRule.objects.get_or_create(course=Course.objects.get(slug="bench"), defaults={"units_percent": 0})
    own = [issue(enrolment, language="en") for enrolment in _enrolments()]
    codes = [attestation.code for attestation in own] * (REQUESTS // LEARNERS)
    paths = [f"/en/courses/bench/attestation/{code}.pdf" for code in codes]
    return [Request(path, cookie) for path, cookie in zip(paths, _cookies(), strict=True)]


def _enrolments() -> list[Enrolment]:
    seeded = Enrolment.objects.unscoped("measuring").filter(course__slug="bench", learner__is_made_up=True)
    return list(seeded.order_by("pk")[:LEARNERS])


@cache
def _kept_cookies() -> list[str]:
    """What a browser sends that has been here before: its session, and the cookie against forged forms."""
    learners = User.objects.filter(pk__in=[enrolment.learner_id for enrolment in _enrolments()]).order_by("pk")
    token = f"{settings.CSRF_COOKIE_NAME}={TOKEN}"
    return [f"{session_cookie(learner)}; {token}" for learner in learners]


def _cookies() -> list[str]:
    return _kept_cookies() * (REQUESTS // LEARNERS)
