"""Who may read the text and the files of a unit. Outlines are public; what stands behind them is not."""

from collections.abc import Callable

from ai4t import permissions
from courses.models import Enrolment, Release
from courses.states import PublicationState

_closures: list[Callable] = []
_CONTENT = ["course", "release", "module", "section", "unit", "package"]


def grant_to_roles():
    """Which roles see which lists of the administration; the operator sees all."""
    for role in ("author", "translator", "consortium_coordinator"):
        permissions.grant(role, *(f"courses.view_{model}" for model in _CONTENT))


def close_when(closure: Callable):
    """Register ``closure(user, release, unit_key) -> bool``: True keeps the unit shut (an arm of a trial, a date)."""
    _closures.append(closure)


def may_view(user, release: Release, unit_key: str, *, enrolment: Enrolment | None = None) -> bool:
    """Whether ``user`` may read the unit; pass the ``enrolment`` when it is already at hand, to save a query."""
    if any(closure(user, release, unit_key) for closure in _closures):
        return False
    if enrolment is not None:
        return enrolment.release_id == release.pk
    return _is_open_to_all(release) or _is_enrolled(user, release) or _works_on_content(user)


def _is_open_to_all(release: Release) -> bool:
    course = release.course
    return release.state == PublicationState.PUBLISHED and course.is_open and course.reads_without_enrolment


def _is_enrolled(user, release: Release) -> bool:
    own = Enrolment.objects.unscoped("a learner's own place").active()
    return user.is_authenticated and own.filter(learner=user, release=release).exists()


def _works_on_content(user) -> bool:
    at_work = user.is_authenticated and user.has_shown_second_factor and user.is_staff
    return at_work and user.holds("operator", "author", "translator")
