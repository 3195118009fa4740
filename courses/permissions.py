"""Who may read the text and the files of a unit. Outlines are public; what stands behind them is not."""

from collections.abc import Callable

from django.db.models import Q

from ai4t import permissions, visibility
from courses.models import Attempt, CohortMembership, Enrolment, Release
from courses.models.attempt import AttemptQuerySet
from courses.models.cohort import looks_after_cohorts
from courses.states import PublicationState

_ATTESTATIONS = [
    "courses.view_attestation",
    "courses.change_attestation",
    *(
        f"courses.{may}_{model}"
        for model in ("attestationrule", "attestationissuer")
        for may in ("view", "add", "change")
    ),
]
_LOOKED_AFTER = [
    "cohort",
    "cohortmembership",
    "waitingplace",
    "invitation",
    "cohortmessage",
    "session",
    "attendancemark",
]
_LOOKED_AFTER += ["walkin", "meetingreport", "meetingattendee"]
_LOOKED_INTO = ["enrolment", "completion"]
_LOOK_AFTER = ("trainer", "national_coordinator", "consortium_coordinator")
_closures: list[Callable] = []
_CONTENT = ["course", "release", "module", "section", "unit", "activity", "question", "package"]
_WRITTEN_HERE = ["activity", "question", "option", "band"]
VIEW_FIGURES = "courses.view_item_figures"
_COUNT_ALL = ("trainer", "author", "consortium_coordinator")


def grant_to_roles():
    """Which roles see which lists of the administration; the operator sees all."""
    for role in ("author", "translator", "consortium_coordinator"):
        permissions.grant(role, *(f"courses.view_{model}" for model in _CONTENT))
    permissions.grant("consortium_coordinator", *_ATTESTATIONS)
    permissions.grant("author", *(f"courses.{may}_{model}" for model in _WRITTEN_HERE for may in ("add", "change")))
    permissions.grant("trainer", "courses.view_activity")
    for role in _LOOK_AFTER:
        permissions.grant(role, *(f"courses.view_{model}" for model in _LOOKED_INTO))
        permissions.grant(role, *(f"courses.{may}_{model}" for model in _LOOKED_AFTER for may in ("view", "change")))
        permissions.grant(role, *(f"courses.add_{model}" for model in _LOOKED_AFTER if model != "cohort"))
    for role in ("national_coordinator", "consortium_coordinator"):
        permissions.grant(role, "courses.add_cohort", "ai4t.view_user")
    visibility.widen("ai4t.User", _people_looked_after)
    for role in _COUNT_ALL:
        permissions.grant(role, VIEW_FIGURES)


def close_when(closure: Callable):
    """Register ``closure(user, release, unit_key) -> bool``: True keeps the unit shut (an arm of a trial, a date)."""
    _closures.append(closure)


def is_never_closed() -> bool:
    """Whether no closure is registered: one may go by the hour, so what is behind it is asked for each time."""
    return not _closures


def is_closed(user, release: Release, unit_key: str) -> bool:
    return any(closure(user, release, unit_key) for closure in _closures)


def may_view(user, release: Release, unit_key: str, *, enrolment: Enrolment | None = None) -> bool:
    """Whether ``user`` may read the unit; pass the ``enrolment`` when it is already at hand, to save a query."""
    if is_closed(user, release, unit_key):
        return False
    if enrolment is not None:
        return enrolment.release_id == release.pk
    return _is_open_to_all(release) or _is_enrolled(user, release) or permissions.works_on_content(user)


def attempts_to_count(user) -> AttemptQuerySet:
    """The attempts of which ``user`` may see figures that name nobody; of any but these roles, those she may see."""
    if user.holds("operator", *_COUNT_ALL):
        return Attempt.objects.unscoped("figures that name nobody")
    return Attempt.objects.visible_to(user)


def _people_looked_after(user) -> Q:
    """Those in the cohorts she sees, and for a national coordinator those who say they are from her country."""
    if not looks_after_cohorts(user):
        return Q(pk__in=[])
    members = CohortMembership.objects.visible_to(user).current().values("enrolment__learner")
    coordinates = [held for held in user.responsibilities_in_force if held.role == "national_coordinator"]
    countries = {held.country for held in coordinates if held.country and not held.is_narrower}
    return Q(pk__in=members) | Q(country__in=countries)


def _is_open_to_all(release: Release) -> bool:
    course = release.course
    return release.state == PublicationState.PUBLISHED and course.is_open and course.reads_without_enrolment


def _is_enrolled(user, release: Release) -> bool:
    own = Enrolment.objects.unscoped("a learner's own place").active()
    return user.is_authenticated and own.filter(learner=user, release=release).exists()
