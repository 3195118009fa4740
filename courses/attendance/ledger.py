"""One ledger of a teacher's hours: time in use of courses, sessions attended, and practice she declares.

Each minute stands in one line, and each line says what it rests on; the total is the sum of the lines.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ai4t import languages
from ai4t.models import Trace
from courses.attendance.marking import merged
from courses.models import AttendanceMark, Course, DeclaredPractice
from courses.states import Presence, SessionState


class Basis(StrEnum):
    """What a line rests on; the first two are time in use of a course."""

    MEASURED = "measured"
    IMPUTED = "imputed"
    ATTENDED = "attended"
    DECLARED = "declared"


@dataclass(frozen=True)
class Line:
    """``on`` is the day of a session or of practice, and the last day of use of a course; ``source`` is its row."""

    basis: Basis
    course: Course
    what: str
    on: date
    minutes: int
    source: object = None

    @property
    def is_declared(self) -> bool:
        return self.basis == Basis.DECLARED

    @property
    def is_attended(self) -> bool:
        return self.basis == Basis.ATTENDED

    @property
    def basis_in_words(self) -> str:
        return {
            Basis.MEASURED: _("measured while you worked"),
            Basis.IMPUTED: _("estimated from our clock"),
            Basis.ATTENDED: _("attended"),
            Basis.DECLARED: _("declared by you"),
        }[self.basis]


@dataclass(frozen=True)
class Ledger:
    lines: list[Line]

    @property
    def total_minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    def minutes_of(self, *bases: Basis) -> int:
        return sum(line.minutes for line in self.lines if line.basis in bases)


def ledger(learner, course: Course | None = None, *, now=None) -> Ledger:
    """Of all courses, or of one; only sessions that are over count. In four queries."""
    return ledgers([learner.pk], course, now=now)[learner.pk]


def ledgers(learner_ids: Iterable[int], course: Course | None = None, *, now=None) -> dict[int, Ledger]:
    """The ledgers of many people in as many queries as that of one."""
    learner_ids = list(learner_ids)
    courses = {one.pk: one for one in ([course] if course else Course.objects.all())}
    lines: dict[int, list[Line]] = {pk: [] for pk in learner_ids}
    for found in (_in_use(learner_ids, courses), _attended(learner_ids, courses, now), _declared(learner_ids, courses)):
        for learner_id, line in found:
            lines[learner_id].append(line)
    return {pk: Ledger(sorted(of_one, key=lambda line: line.on, reverse=True)) for pk, of_one in lines.items()}


def _in_use(learner_ids, courses: dict[int, Course]):
    """Whole minutes for each course and basis, rounded once, from the seconds of all its units."""
    visits = Trace.objects.filter(learner__in=learner_ids, app="courses", verb="experienced", seconds__gt=0)
    sums = visits.values("learner_id", "object_key", "basis").annotate(total=Sum("seconds"), last=Max("when"))
    seconds, last = defaultdict(int), {}
    for row in sums:
        course_id = int(row["object_key"].partition("/")[0])
        key = (row["learner_id"], course_id, row["basis"])
        seconds[key] += row["total"]
        last[key] = max(last.get(key, row["last"]), row["last"])
    for (learner_id, course_id, basis), total in seconds.items():
        if course_id in courses and basis in (Basis.MEASURED, Basis.IMPUTED) and (minutes := round(total / 60)):
            course = courses[course_id]
            on = timezone.localdate(last[learner_id, course_id, basis])
            yield learner_id, Line(Basis(basis), course, title_of(course), on, minutes)


def _attended(learner_ids, courses: dict[int, Course], now):
    """Once for each session, whatever number of sources say so."""
    marks = AttendanceMark.objects.unscoped("the hours of people whom the caller may see").filter(
        learner__in=learner_ids,
        session__cohort__course__in=courses,
        session__ends_at__lte=now or timezone.now(),
        session__state=SessionState.PLANNED,
    )
    of_one = defaultdict(list)
    for mark in marks.select_related("session__cohort").order_by("session", "learner", "source"):
        of_one[mark.learner_id, mark.session_id].append(mark)
    for (learner_id, _session_id), said in of_one.items():
        session = said[0].session
        held = merged(said, session)
        if held.presence == Presence.PRESENT:
            on = session.starts_at.astimezone(session.zone).date()
            course = courses[session.cohort.course_id]
            yield learner_id, Line(Basis.ATTENDED, course, session.title, on, held.minutes, session)


def _declared(learner_ids, courses: dict[int, Course]):
    practice = DeclaredPractice.objects.unscoped("the hours of people whom the caller may see")
    for one in practice.filter(learner__in=learner_ids, course__in=courses):
        yield one.learner_id, Line(Basis.DECLARED, courses[one.course_id], one.what, one.on, one.minutes, one)


def title_of(course: Course) -> str:
    return languages.text(course, "title", language=get_language(), source=course.source_language).value or course.slug
