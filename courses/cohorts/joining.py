"""Giving somebody a place in a cohort, taking it back, and moving her to another one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, outbox, walls
from courses.cohorts.places import is_full, line, locked, memberships, places_left, places_of
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


def join(*, learner, cohort: Cohort, joined_by: str, by=None, now=None) -> Joined:
    """Give ``learner`` a place, or the last one in line where none is free; asking again changes nothing.

    Her enrolment takes the release of the cohort and keeps what she has done; with a place she leaves the lines of the
    course's other cohorts. Raises JoiningRefused where the cohort
    is closed, where its link is used too early, or where she is in another cohort of the course (see ``move``).
    """
    return join_all(learners=[learner], cohort=cohort, joined_by=joined_by, by=by, now=now)[learner.pk]


@transaction.atomic
@walls.lifted("a place elsewhere counts, whoever sees it")
def join_all(*, learners: Iterable, cohort: Cohort, joined_by: str, by=None, now=None) -> dict[int, Joined]:
    """``join`` for many, all or none, by number; the first of them get the places that are free.

    Asks and writes in bulk: thousands cost as many statements as one.
    """
    now, cohort = now or timezone.now(), locked(cohort)
    learners = {learner.pk: learner for learner in learners}
    places = places_of(learners, cohort)
    if any(place.cohort_id != cohort.pk for place in places.values()):
        raise JoiningRefused(_in_another())
    coming = [learner for number, learner in learners.items() if number not in places]
    if coming:
        _refuse_unless_open(cohort, joined_by)
    free = places_left(cohort)
    taken = _take(coming[:free], cohort, joined_by, by, now)
    lined_up = line_up(coming[len(taken) :], cohort, now=now)
    return {
        **{number: Joined(place, is_new=False) for number, place in places.items()},
        **{place.enrolment.learner_id: Joined(place, is_new=True) for place in taken},
        **{number: Joined(None, is_new) for number, is_new in lined_up.items()},
    }


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
    [moved] = _take([membership.enrolment.learner], to, JoinedBy.MOVED, by, now)
    call_up(cohorts[membership.cohort_id], by=by, now=now)
    return moved


@transaction.atomic
@walls.lifted("a place elsewhere counts, whoever sees it")
def call_up(cohort: Cohort, *, by=None, now=None) -> list[CohortMembership]:
    """Give free places to those who wait, the first one first."""
    cohort, called = locked(cohort), []
    for waiting in line().filter(cohort=cohort).select_related("learner").order_by("since", "pk"):
        if is_full(cohort) or cohort.state == CohortState.CLOSED:
            break
        if places_of([waiting.learner_id], cohort):
            waiting.delete()
            continue
        try:
            called += _take([waiting.learner], cohort, JoinedBy.LINK, by, now or timezone.now())
        except JoiningRefused:
            # She has just been given a place elsewhere; the next round takes her off the line.
            continue
    return called


def line_up(learners: list, cohort: Cohort, *, now, since=None) -> dict[int, bool]:
    """Put them at the end of the line, or where ``since`` puts them; by number, whether somebody was not in it yet.

    The cohort is held by whoever calls.
    """
    if not learners:
        return {}
    there = set(line().filter(cohort=cohort, learner__in=learners).values_list("learner", flat=True))
    coming = [learner for learner in learners if learner.pk not in there]
    line().bulk_create([WaitingPlace(cohort=cohort, learner=learner, since=since or now) for learner in coming])
    outbox.post_all(
        {"kind": "courses.cohort_waiting", "recipient": learner, "about": cohort, "version": _stamp(now)}
        for learner in coming
    )
    return {learner.pk: learner.pk not in there for learner in learners}


@transaction.atomic
def _take(learners: list, cohort: Cohort, joined_by: str, by, now) -> list[CohortMembership]:
    """A place for each of them; whoever calls has seen that so many are free."""
    if not learners:
        return []
    places = [
        CohortMembership(enrolment=enrolment, cohort=cohort, since=now, joined_by=joined_by, added_by=by)
        for enrolment in _enrolled(learners, cohort)
    ]
    try:
        memberships().bulk_create(places)
    except IntegrityError as error:
        # Only one cohort is held: at this moment one of them was given a place in another one.
        raise JoiningRefused(_in_another()) from error
    _take_off_every_line(learners, cohort, by)
    auditing.record_all(
        auditing.entry(
            "cohort.joined", by=by or learner, about=cohort, enrolment=place.enrolment_id, joined_by=joined_by
        )
        for learner, place in zip(learners, places, strict=True)
    )
    outbox.post_all(
        {"kind": "courses.cohort_joined", "recipient": learner, "about": place}
        for learner, place in zip(learners, places, strict=True)
    )
    return places


def _take_off_every_line(learners: list, cohort: Cohort, by) -> None:
    """Whoever has a place in the course waits for none in it, in whichever cohort she stood in line."""
    waiting = line().filter(cohort__course=cohort.course_id, learner__in=learners)
    elsewhere = list(waiting.exclude(cohort=cohort).select_related("cohort", "learner"))
    waiting.delete()
    auditing.record_all(
        auditing.entry("cohort.left_line", by=by or place.learner, about=place.cohort, learner=place.learner_id)
        for place in elsewhere
    )


def _enrolled(learners: list, cohort: Cohort) -> list[Enrolment]:
    """Their enrolments, at work in the release of the cohort, in the order of the learners."""
    enrolments = Enrolment.objects.unscoped("giving a place")
    at_work = {"release": cohort.release, "state": EnrolmentState.ACTIVE, "withdrawn_at": None}
    # Two lists for two cohorts of the course hold the same people in one order.
    in_order = sorted(learners, key=lambda learner: learner.pk)
    new = [Enrolment(learner=learner, course=cohort.course, **at_work) for learner in in_order]
    enrolments.bulk_create(new, ignore_conflicts=True)
    theirs = enrolments.filter(learner__in=learners, course=cohort.course)
    held = {one.learner_id: one for one in theirs.select_for_update(no_key=True).order_by("learner")}
    theirs.update(**at_work)
    for enrolment in held.values():
        enrolment.release, enrolment.state, enrolment.withdrawn_at = at_work.values()
    return [held[learner.pk] for learner in learners]


def _end(membership: CohortMembership, now) -> None:
    membership.until = now
    membership.save(update_fields=["until"])
    leaving.tell(membership, now=now)


def _is_current(membership: CohortMembership) -> bool:
    """As it is now that its cohort is held; ``membership`` was read before."""
    return memberships().current().filter(pk=membership.pk).exists()


def _in_another() -> str:
    return _("You are in another cohort of this course already. Please ask its trainer to move you.")


def _refuse_unless_open(cohort: Cohort, joined_by: str) -> None:
    if cohort.state == CohortState.CLOSED:
        raise JoiningRefused(_("This cohort is closed."))
    if joined_by == JoinedBy.LINK and cohort.state != CohortState.OPEN:
        raise JoiningRefused(_("This cohort is not open yet. Please use the link again later."))


def _stamp(now) -> str:
    return now.isoformat(timespec="seconds")
