"""Where a learner stands in a course, and where she goes on."""

from django.urls import reverse

from courses.models import Completion, Enrolment, Release
from courses.outline import Line, Outline


def enrolment_in(slug: str, *, learner) -> Enrolment | None:
    """The learner's own active place with its release and the few columns of the course that pages need; one query."""
    if not learner.is_authenticated:
        return None
    own = Enrolment.objects.unscoped("a learner's own place").active().filter(learner=learner, course__slug=slug)
    return next(iter(_with_release(own)), None)


def enrolments_of(learner) -> list[Enrolment]:
    own = Enrolment.objects.unscoped("a learner's own places").active().filter(learner=learner)
    return _with_release(own.order_by("-last_seen_at", "-enrolled_at"))


def done_keys(enrolment: Enrolment | None) -> set[str]:
    if enrolment is None:
        return set()
    own = Completion.objects.unscoped("a learner's own progress").filter(enrolment=enrolment)
    return set(own.order_by().values_list("unit_key", flat=True))


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


def _with_release(enrolments) -> list[Enrolment]:
    """The release whole; of the course only what is not translated, since the outline holds its titles."""
    course = [f"course__{name}" for name in ("slug", "source_language", "is_open", "reads_without_enrolment")]
    release = [f"release__{field.attname}" for field in Release._meta.concrete_fields]
    own = [field.attname for field in Enrolment._meta.concrete_fields]
    found = list(enrolments.select_related("release", "course").only(*own, *release, *course))
    for enrolment in found:
        enrolment.release.course = enrolment.course
    return found
