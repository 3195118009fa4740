"""Giving somebody a place in a cohort, taking it back, and moving her to another one."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, outbox, walls
from courses.models import Cohort, CohortMembership, Enrolment, WaitingPlace
from courses.sessions import leaving
from courses.states import CohortState, EnrolmentState, JoinedBy


class JoiningRefused(Exception):
    """This person cannot have a place in this cohort; the text is meant for people."""


@dataclass(frozen=True)
class Joined:
    """``membership`` is None for somebody who waits in line; ``is_new`` says whether anything was done."""

    membership: CohortMembership | None
    is_new: bool


@transaction.atomic
@walls.lifted("a place elsewhere counts, whoever sees it")
def join(*, learner, cohort: Cohort, joined_by: str, by=None, now=None) -> Joined:
    """Give ``learner`` a place, or the last one in line where none is free; asking again changes nothing.

    Her enrolment takes the release of the cohort and keeps what she has done. Raises JoiningRefused where the cohort
    is closed, where its link is used too early, or where she is in another cohort of the course (see ``move``).
    """
    cohort = locked(cohort)
    if (current := _place_of(learner, cohort)) and current.cohort_id == cohort.pk:
        return Joined(current, is_new=False)
    if current:
        raise JoiningRefused(_in_another())
    _refuse_unless_open(cohort, joined_by)
    if is_full(cohort):
        _place, is_new = _line().get_or_create(
            cohort=cohort, learner=learner, defaults={"since": now or timezone.now()}
        )
        if is_new:
            outbox.post(kind="courses.cohort_waiting", recipient=learner, about=cohort, version=_stamp(now))
        return Joined(None, is_new)
    return Joined(_take(learner, cohort, joined_by, by, now or timezone.now()), is_new=True)


@transaction.atomic
@walls.lifted("a place elsewhere counts, whoever sees it")
def leave(membership: CohortMembership, *, by, now=None) -> None:
    """End her time in the cohort; she keeps her enrolment, and the first in line gets the place.

    Where somebody else has ended it meanwhile, nothing is left to do.
    """
    cohort = locked(membership.cohort)
    if not _is_current(membership):
        return
    _end(membership, now or timezone.now())
    auditing.record("cohort.left", by=by, about=cohort, enrolment=membership.enrolment_id)
    call_up(cohort, by=by, now=now)


@transaction.atomic
@walls.lifted("a place elsewhere counts, whoever sees it")
def move(membership: CohortMembership, *, to: Cohort, by, now=None) -> CohortMembership:
    """Move her to another cohort of the same course; what she has done and attended stays hers.

    Raises JoiningRefused where that cohort is full, closed, or of another course, and where she has left meanwhile.
    """
    now = now or timezone.now()
    # Two moves across each other wait in one order.
    cohorts = {one.pk: one for one in map(locked, sorted({membership.cohort, to}, key=lambda cohort: cohort.pk))}
    to = cohorts[to.pk]
    if to.course_id != membership.enrolment.course_id:
        raise JoiningRefused(_("That cohort takes another course."))
    if to.pk == membership.cohort_id:
        return membership
    if not _is_current(membership):
        raise JoiningRefused(
            _("Something has changed in the cohort since you looked. Nothing was done; please look again.")
        )
    if to.state == CohortState.CLOSED:
        raise JoiningRefused(_("This cohort is closed."))
    if is_full(to):
        raise JoiningRefused(_("No place is free in that cohort."))
    _end(membership, now)
    moved = _take(membership.enrolment.learner, to, JoinedBy.MOVED, by, now)
    call_up(cohorts[membership.cohort_id], by=by, now=now)
    return moved


@transaction.atomic
@walls.lifted("a place elsewhere counts, whoever sees it")
def call_up(cohort: Cohort, *, by=None, now=None) -> list[CohortMembership]:
    """Give free places to those who wait, the first one first."""
    cohort, called = locked(cohort), []
    for waiting in _line().filter(cohort=cohort).select_related("learner").order_by("since", "pk"):
        if is_full(cohort) or cohort.state == CohortState.CLOSED:
            break
        if _place_of(waiting.learner, cohort):
            waiting.delete()
            continue
        try:
            called.append(_take(waiting.learner, cohort, JoinedBy.LINK, by, now or timezone.now()))
        except JoiningRefused:
            # She has just been given a place elsewhere; the next round takes her off the line.
            continue
    return called


def locked(cohort: Cohort) -> Cohort:
    """The cohort as it is now, held until the end of the transaction: places are given one after another."""
    return Cohort.objects.unscoped("one place at a time").select_for_update(of=["self"]).get(pk=cohort.pk)


def is_full(cohort: Cohort) -> bool:
    return cohort.capacity is not None and _memberships().current().filter(cohort=cohort).count() >= cohort.capacity


@transaction.atomic
def _take(learner, cohort: Cohort, joined_by: str, by, now) -> CohortMembership:
    enrolment, _created = Enrolment.objects.unscoped("giving a place").get_or_create(
        learner=learner, course=cohort.course, defaults={"release": cohort.release}
    )
    enrolment.release, enrolment.state, enrolment.withdrawn_at = cohort.release, EnrolmentState.ACTIVE, None
    enrolment.save(update_fields=["release", "state", "withdrawn_at"])
    membership = CohortMembership(enrolment=enrolment, cohort=cohort, since=now, joined_by=joined_by, added_by=by)
    try:
        membership.save(force_insert=True)
    except IntegrityError as error:
        # Only one cohort is held: at this moment she was given a place in another one.
        raise JoiningRefused(_in_another()) from error
    _line().filter(cohort=cohort, learner=learner).delete()
    auditing.record("cohort.joined", by=by or learner, about=cohort, enrolment=enrolment.pk, joined_by=joined_by)
    outbox.post(kind="courses.cohort_joined", recipient=learner, about=membership)
    return membership


def _end(membership: CohortMembership, now) -> None:
    membership.until = now
    membership.save(update_fields=["until"])
    leaving.tell(membership, now=now)


def _is_current(membership: CohortMembership) -> bool:
    """As it is now that its cohort is held; ``membership`` was read before."""
    return _memberships().current().filter(pk=membership.pk).exists()


def _in_another() -> str:
    return _("You are in another cohort of this course already. Please ask its trainer to move you.")


def _place_of(learner, cohort: Cohort) -> CohortMembership | None:
    return _memberships().current().filter(enrolment__learner=learner, enrolment__course=cohort.course_id).first()


def _refuse_unless_open(cohort: Cohort, joined_by: str) -> None:
    if cohort.state == CohortState.CLOSED:
        raise JoiningRefused(_("This cohort is closed."))
    if joined_by == JoinedBy.LINK and cohort.state != CohortState.OPEN:
        raise JoiningRefused(_("This cohort is not open yet. Please use the link again later."))


def _stamp(now) -> str:
    return (now or timezone.now()).isoformat(timespec="seconds")


def _memberships():
    return CohortMembership.objects.unscoped("places are counted for everybody")


def _line():
    return WaitingPlace.objects.unscoped("the line is one for everybody")
