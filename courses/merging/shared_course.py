"""A course that both accounts take: one enrolment stays, and what was done under the other goes to it."""

from collections.abc import Iterator

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import merging
from ai4t.merging.planning import Part
from courses.models import Attempt, Attestation, CohortMembership, Completion, Enrolment, PackageClaim
from courses.states import AttemptState, EnrolmentState

_WHY = "two accounts become one"


def goes_over_in_a_course(*, kept: Enrolment, closed: Enrolment) -> Iterator[Part]:
    yield from _dates(kept, closed)
    attestations = Attestation.objects.unscoped(_WHY)
    for rows, once_per in (
        (Completion.objects.unscoped(_WHY), ("unit_key",)),
        (PackageClaim.objects.unscoped(_WHY), ("package_key",)),
        (attestations.filter(revoked_at=None), ("language",)),
        (attestations.exclude(revoked_at=None), ()),
    ):
        yield from merging.rows_of(rows, owner="enrolment", kept=kept.pk, closed=closed.pk, once_per=once_per)
    yield from _attempts(kept, closed)
    yield from _places(kept, closed)


def _dates(kept: Enrolment, closed: Enrolment) -> Iterator[merging.Change]:
    """She began when she first began, is at work where one of her is, and has finished what one of her has."""
    become = {"enrolled_at": min(kept.enrolled_at, closed.enrolled_at)}
    if kept.state == EnrolmentState.WITHDRAWN and closed.state == EnrolmentState.ACTIVE:
        become |= {"state": EnrolmentState.ACTIVE, "withdrawn_at": None}
    if ends := [one.finished_at for one in (kept, closed) if one.finished_at]:
        become["finished_at"] = min(ends)
    changed = {name: value for name, value in become.items() if value != getattr(kept, name)}
    if changed:
        yield merging.Change(Enrolment, [kept.pk], {name: getattr(kept, name) for name in changed}, changed)


def _attempts(kept: Enrolment, closed: Enrolment) -> Iterator[Part]:
    """They are counted on behind hers; one that is still open stays behind where she has one open herself."""
    rows = Attempt.objects.unscoped(_WHY)
    activity = ("unit_key", "activity_key")
    highest = rows.filter(enrolment=kept).order_by().values_list(*activity).annotate(Max("number"))
    counted = {(unit, key): number for unit, key, number in highest}
    open_there = set(rows.filter(enrolment=kept, state=AttemptState.OPEN).values_list(*activity))
    staying = 0
    for attempt in rows.filter(enrolment=closed).order_by("unit_key", "activity_key", "number"):
        key = (attempt.unit_key, attempt.activity_key)
        if attempt.state == AttemptState.OPEN and key in open_there:
            staying += 1
            continue
        counted[key] = counted.get(key, 0) + 1
        yield merging.Change(
            Attempt,
            [attempt.pk],
            {"enrolment": closed.pk, "number": attempt.number},
            {"enrolment": kept.pk, "number": counted[key]},
        )
    yield merging.Stays(Attempt, staying)


def _places(kept: Enrolment, closed: Enrolment) -> Iterator[Part]:
    """One place in a course at a time: where both have one now, the closed account's ends, and stays as history."""
    rows = CohortMembership.objects.unscoped(_WHY).select_related("cohort")
    held = rows.current().filter(enrolment=kept).first()
    for place in rows.filter(enrolment=closed).order_by("pk"):
        before, after = {"enrolment": closed.pk}, {"enrolment": kept.pk}
        if held and place.until is None:
            before["until"], after["until"] = None, max(timezone.now(), place.since)
            yield merging.Remark(_ending_place(place, held))
        yield merging.Change(CohortMembership, [place.pk], before, after)


def _ending_place(place: CohortMembership, held: CohortMembership) -> str:
    if place.cohort_id == held.cohort_id:
        sentence = _(
            "Both accounts have a place in “%(ending)s”: the one of the account that is closed ends and becomes free."
        )
    else:
        sentence = _("The place in “%(ending)s” ends: the account that is kept has one in “%(kept)s”.")
    return sentence % {"ending": place.cohort, "kept": held.cohort}
