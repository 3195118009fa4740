"""Where a learner stands in a course, and where she goes on."""

from django.db.models import F
from django.urls import reverse

from courses.models import Completion, Enrolment, Release
from courses.outline import Line, Outline

# Asked with every page of a course, so in SQL as it stands: composing the same with the ORM costs more than its answer.
_PLACE = """
SELECT enrolment.*, release.name AS release_name, release.state AS release_state, release.content_version,
    ARRAY(SELECT unit_key FROM courses_completion WHERE enrolment_id = enrolment.id) AS done
FROM courses_enrolment enrolment
JOIN courses_course course ON course.id = enrolment.course_id
JOIN courses_release release ON release.id = enrolment.release_id
WHERE enrolment.learner_id = %s AND course.slug = %s AND enrolment.state = 'active'
"""


def enrolment_in(slug: str, *, learner, waits=False) -> Enrolment | None:
    """The learner's own active place, with its release and, as ``done``, the keys done so far; one query.

    Requests that ask for it with ``waits``, inside a transaction, come one after the other.
    """
    if not learner.is_authenticated:
        return None
    question = f"{_PLACE} FOR UPDATE OF enrolment" if waits else _PLACE
    for place in Enrolment.objects.unscoped("a learner's own place").raw(question, [learner.pk, slug]):
        place.release = Release(
            pk=place.release_id,
            course_id=place.course_id,
            name=place.release_name,
            state=place.release_state,
            content_version=place.content_version,
        )
        return place
    return None


def enrolments_of(learner) -> list[Enrolment]:
    """Her places, the one she was in last first; each knows the ``course_slug``."""
    return list(_own(learner).annotate(course_slug=F("course__slug")).order_by("-last_seen_at", "-enrolled_at"))


def done_keys(enrolment: Enrolment) -> set[str]:
    """What she has done by now, asked afresh."""
    return done_in([enrolment])[enrolment.pk]


def done_in(enrolments: list[Enrolment]) -> dict[int, set[str]]:
    """The keys done in each of these enrolments; one query for all."""
    found: dict[int, set[str]] = {enrolment.pk: set() for enrolment in enrolments}
    rows = Completion.objects.unscoped("a learner's own progress").filter(enrolment__in=enrolments).order_by()
    for enrolment_id, key in rows.values_list("enrolment", "unit_key"):
        found[enrolment_id].add(key)
    return found


def continue_at(enrolment: Enrolment, outline: Outline, done: set[str]) -> Line | None:
    """The unit she was last in; the next one not done when that is done; the first when all are."""
    last = outline.unit(enrolment.last_unit_key)
    if last and last.key not in done:
        return last
    if last is None or not (to_do := outline.next_to_do(done)):
        return outline.next_to_do(done) or last or next(iter(outline.units), None)
    after = outline.units[outline.place[last.key] + 1 :]
    return next((unit for unit in after if unit.key not in done), to_do)


def course_url(slug: str) -> str:
    return reverse("courses:course", args=[slug])


def unit_address(slug: str):
    """A function from unit key to URL; forty units of an outline share one look-up of the pattern."""
    base = course_url(slug)
    return lambda key: f"{base}{key}/"


def _own(learner):
    return (
        Enrolment.objects.unscoped("a learner's own places").active().filter(learner=learner).select_related("release")
    )
