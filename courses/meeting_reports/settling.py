"""Saying by hand who a row of a report is: once, for it is remembered in the cohort, and it can be taken back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.models import User
from courses.attendance.guests import GuestRefused, account_under, put_on_the_list
from courses.attendance.register import people_on
from courses.meeting_reports.counting import recount
from courses.meeting_reports.importing import locked
from courses.meeting_reports.names import alias_of
from courses.models import MeetingAttendee, RememberedName, WalkIn
from courses.states import MatchedBy


class SettlingRefused(Exception):
    """This cannot be settled so; the text is meant for people."""


@transaction.atomic
def settle(row: MeetingAttendee, *, learner: User, by, now=None) -> None:
    """This row, and every other open one of this name in the cohort, is ``learner``, who takes part in the session."""
    if learner.pk not in people_on(row.report.session, now):
        raise SettlingRefused(_("%(name)s does not take part in this session.") % {"name": learner.name})
    _remember(row, learner=learner, by=by, now=now)
    _apply(row, by=by, now=now, learner=learner, is_participant=True)
    auditing.record("meeting_attendee.settled", by=by, about=row, learner=learner.pk)


def settle_as_guest(row: MeetingAttendee, *, address: str, by, now=None) -> User:
    """Whoever has an account under ``address`` takes part in this session as a guest, and is this row."""
    session = row.report.session
    try:
        guest = account_under(address, session=session, by=by, now=now)
        if guest is None:
            message = _("Nobody has an account under %(address)s. You can note her as a walk-in instead.")
            raise SettlingRefused(message % {"address": address})
        with transaction.atomic():
            if guest.pk not in people_on(session, now):
                put_on_the_list(guest, session=session, address=address, by=by, now=now)
            settle(row, learner=guest, by=by, now=now)
    except GuestRefused as refusal:
        raise SettlingRefused(str(refusal)) from refusal
    return guest


@transaction.atomic
def set_aside(row: MeetingAttendee, *, by, now=None) -> None:
    """A host, a telephone, a recorder: nobody whose attendance counts, now and the next time."""
    _remember(row, learner=None, by=by, now=now)
    _apply(row, by=by, now=now, learner=None, is_participant=False)
    auditing.record("meeting_attendee.set_aside", by=by, about=row)


@transaction.atomic
def note_walk_in(row: MeetingAttendee, *, by, now=None) -> None:
    """Somebody without an account; not remembered, for the next time she may have one."""
    session, name = locked(row.report.session), (row.name or row.address)[:150]
    walk_ins = WalkIn.objects.unscoped("walk-ins of a session that is seen").filter(session=session)
    same = walk_ins.filter(address__iexact=row.address) if row.address else walk_ins.filter(name=name, address="")
    if not same.exists():
        at = now or timezone.now()
        WalkIn(session=session, name=name, address=row.address, added_by=by, at=at).save(force_insert=True)
    row.learner, row.is_participant, row.matched_by = None, False, MatchedBy.WALK_IN
    row.save(update_fields=["learner", "is_participant", "matched_by"])
    recount(session, by=by, now=now)
    auditing.record("meeting_attendee.walk_in", by=by, about=row)


@transaction.atomic
def undo(row: MeetingAttendee, *, by, now=None) -> None:
    """The row is open again and its name forgotten; other rows of this name stay as they were settled."""
    session = row.report.session
    _remembered(row).delete()
    walk_ins = WalkIn.objects.unscoped("walk-ins of a session that is seen").filter(session=session, invitation=None)
    if row.matched_by == MatchedBy.WALK_IN:
        name = (row.name or row.address)[:150]
        walk_ins.filter(name=name, address__iexact=row.address).delete()
    row.learner, row.is_participant, row.matched_by = None, True, MatchedBy.NOBODY
    row.save(update_fields=["learner", "is_participant", "matched_by"])
    recount(session, by=by, now=now)
    auditing.record("meeting_attendee.reopened", by=by, about=row)


def _remember(row: MeetingAttendee, *, learner: User | None, by, now):
    RememberedName.objects.unscoped("a name of this cohort").update_or_create(
        cohort_id=row.report.session.cohort_id,
        alias=alias_of(row.name, row.address),
        defaults={"learner": learner, "settled_by": by, "at": now or timezone.now()},
    )


def _remembered(row: MeetingAttendee):
    known = RememberedName.objects.unscoped("a name of this cohort")
    return known.filter(cohort_id=row.report.session.cohort_id, alias=alias_of(row.name, row.address))


def _apply(row: MeetingAttendee, *, by, now, learner: User | None, is_participant: bool):
    """To the row by hand, to the cohort's other open rows of this name as remembered; then minutes are counted."""
    alias, session = alias_of(row.name, row.address), row.report.session
    in_cohort = MeetingAttendee.objects.unscoped("rows of one cohort").filter(report__session__cohort=session.cohort_id)
    others = in_cohort.unsettled().exclude(pk=row.pk).select_related("report__session")
    touched = {session.pk: session}
    for other in others:
        there = other.report.session
        if alias_of(other.name, other.address) == alias and (learner is None or learner.pk in people_on(there, now)):
            _say(other, learner, is_participant, MatchedBy.REMEMBERED)
            touched[there.pk] = there
    _say(row, learner, is_participant, MatchedBy.HAND)
    for one in touched.values():
        recount(one, by=by, now=now)


def _say(row: MeetingAttendee, learner: User | None, is_participant: bool, matched_by: str):
    row.learner, row.is_participant, row.matched_by = learner, is_participant, matched_by
    row.save(update_fields=["learner", "is_participant", "matched_by"])
