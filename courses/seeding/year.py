"""Learners, enrolments, completions and visits, written with COPY."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from ai4t.collation import sort_key
from ai4t.copying import copy_rows
from ai4t.models import RenderedText, Trace, User
from courses.completing import trace_key
from courses.models import Completion, Course, Enrolment, Module, Release, Section, Unit
from courses.seeding.cohorts import write_cohorts
from courses.seeding.places import Place

LANGUAGES = ["en", "fr", "de", "it", "sl"]
MODULES, SECTIONS, UNITS = 4, 4, 4
COMPLETIONS_PER_LEARNER = 54.06
BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
_FIRST_NAMES = ["Maja", "Luka", "Ana", "Žan", "Chiara", "Marco", "Aoife", "Séan", "Élodie", "Jürgen", "Inès", "Tomaž"]
_LAST_NAMES = ["Novak", "Kovačič", "Rossi", "Müller", "Lefèvre", "Ó Briain", "Šuštar", "Bianchi", "Weber", "Moreau"]
_PARAGRAPH = (
    "A school already holds more data than most small companies: marks, absences, timetables, the clicks of every "
    "exercise platform. Before asking what a machine could learn from it, ask what each number was collected for. "
)


@transaction.atomic
def seed(*, learners: int) -> dict[str, int]:
    """Make ``learners`` people who took the course "bench", in one transaction; the counts of what was written."""
    release = create_course()
    keys = list(Unit.objects.filter(release=release).in_course_order().values_list("key", flat=True))
    places = list(_places(learners, units=len(keys)))
    _write_people(places)
    _write_enrolments(places, release, keys)
    write_cohorts(places, release)
    copy_rows(Completion, ["enrolment", "unit_key", "basis", "language", "at"], _completions(places, keys))
    visit = ["learner", "when", "id", "app", "object_key", "verb", "seconds", "basis", "language"]
    copy_rows(Trace, visit, _visits(places, [trace_key(release.course_id, key) for key in keys]))
    done = sum(place.done for place in places)
    return {"learners": learners, "completions": done, "visits": done}


def create_course() -> Release:
    """Course "bench": 64 text units of about 12 kB in five languages."""
    titles = {f"title_{code}": f"Bench course ({code})" for code in LANGUAGES}
    course = Course.objects.create(slug="bench", is_open=True, **titles)
    release = Release.objects.create(course=course, name="V1", state="published", published_at=BEGIN)
    for first in range(1, MODULES + 1):
        module = Module.objects.create(release=release, key=f"M{first}", position=first, **_titles(f"Module {first}"))
        for second in range(1, SECTIONS + 1):
            section = Section.objects.create(
                module=module, key=f"M{first}.{second}", position=second, **_titles(f"Section {first}.{second}")
            )
            _create_units(release, section)
    return release


def _create_units(release, section):
    target = ContentType.objects.get_for_model(Unit)
    for position in range(1, UNITS + 1):
        key = f"{section.key}.{position}t"
        unit = Unit.objects.create(
            release=release, section=section, key=key, position=position, licence="CC BY 4.0", **_titles(f"Unit {key}")
        )
        html = "".join(f"<p>{_PARAGRAPH * 2}</p>" for _paragraph in range(28))
        RenderedText.objects.bulk_create(
            RenderedText(
                target_type=target,
                target_id=unit.pk,
                field="body",
                language=code,
                html=html,
                rules_version=1,
                source_sha256="0" * 64,
            )
            for code in LANGUAGES
        )


def _titles(title: str) -> dict[str, str]:
    return {f"title_{code}": f"{title} ({code})" for code in LANGUAGES}


def _places(learners: int, *, units: int) -> Iterator[Place]:
    """Learners come over the year; most do nearly all, some stop early, and the mean is as stated."""
    people, enrolments = _next_ids(User, learners), _next_ids(Enrolment, learners)
    written = 0
    for number, (learner_id, enrolment_id) in enumerate(zip(people, enrolments, strict=True), start=1):
        wanted = round(number * COMPLETIONS_PER_LEARNER) - written
        done = min(units, max(0, wanted + (number * 37 % 19 - 9 if number < learners else 0)))
        written += done
        begun_at = BEGIN + timedelta(minutes=number * 300 * 24 * 60 // learners)
        yield Place(enrolment_id, learner_id, LANGUAGES[number % len(LANGUAGES)], begun_at, done)


def _next_ids(model, count: int) -> list[int]:
    with connection.cursor() as cursor:
        sequence = f"pg_get_serial_sequence('{model._meta.db_table}', 'id')"
        cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [count])
        return [value for (value,) in cursor.fetchall()]


def _write_people(places):
    def rows():
        for place in places:
            first, last = _FIRST_NAMES[place.learner_id % 12], _LAST_NAMES[place.learner_id % 10]
            name = f"{first} {last}"
            email = f"learner-{place.learner_id}@example.org"
            yield (
                *(place.learner_id, "!", email, name, place.language, "SI", "teacher", [], "", "Europe/Ljubljana"),
                *("course:bench", True, place.begun_at, True, sort_key(name)),
            )

    names = "id password email name language country education_role subjects gender time_zone"
    copy_rows(User, [*names.split(), "arrived_for", "is_active", "joined_at", "is_made_up", "sort_key"], rows())


def _write_enrolments(places, release, keys):
    def rows():
        for place in places:
            finished_at = place.begun_at + timedelta(days=30) if place.done == len(keys) else None
            last = keys[max(0, place.done - 1)]
            yield (
                *(place.enrolment_id, place.learner_id, release.course_id, release.pk, "active"),
                *(place.begun_at, last, place.begun_at + timedelta(days=30), finished_at),
            )

    names = [
        "id",
        "learner",
        "course",
        "release",
        "state",
        "enrolled_at",
        "last_unit_key",
        "last_seen_at",
        "finished_at",
    ]
    copy_rows(Enrolment, names, rows())


def _completions(places, keys):
    for place in places:
        for step in range(place.done):
            done_at = place.begun_at + timedelta(hours=11 * step)
            yield place.enrolment_id, keys[step], "measured", place.language, done_at


def _visits(places, keys):
    for place in places:
        for step in range(place.done):
            opened_at = place.begun_at + timedelta(hours=11 * step, minutes=-5)
            visit_id = place.enrolment_id * 100 + step
            yield (
                *(place.learner_id, opened_at, visit_id, "courses", keys[step], "experienced", 240),
                *("measured", place.language),
            )
