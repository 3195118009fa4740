"""Planning a session, changing it, cancelling it, and copying it to other cohorts.

What people must know of raises ``sequence``, by which their calendars tell the newer state, and is written to them
once: by the letter of that sequence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing
from courses.models import Cohort, Session, SessionMaterial
from courses.sessions import letters, seats
from courses.sessions.promise import Promise
from courses.states import SessionState


class PlanningRefused(Exception):
    """This cannot be done with the session as it is now; the text is meant for people."""


class AlreadyPlanned(PlanningRefused):
    """The same form has planned ``session``, which is not what was said now; None where the wall hides it."""

    def __init__(self, session: Session | None):
        super().__init__(
            _(
                "This form has planned a session already, and what you say now is not saved. Please change that "
                "session on its page, or open the form anew."
            )
        )
        self.session = session


@dataclass(frozen=True)
class Outcome:
    """``matters`` says whether people must know; ``letters`` are those that were written now.

    ``is_known`` where all was done before: a button pressed twice.
    """

    session: Session
    matters: bool
    letters: list
    is_known: bool = False

    @property
    def count_told(self) -> int:
        """How many were written to about the session as it is, by this or by the same button before."""
        return letters.told_of_as_it_is(self.session).count() if self.is_known else len(self.letters)


@dataclass(frozen=True)
class Copy:
    """Where a copy goes and when it begins there; ``uid`` keeps a button pressed twice from copying twice."""

    cohort: Cohort
    starts_at: datetime
    time_zone: str
    uid: UUID = field(default_factory=uuid4)


@transaction.atomic
def plan(*, cohort: Cohort, by, writes: bool, now=None, **fields) -> Outcome:
    """A new session of ``cohort``. Planning it again under the same ``uid`` changes nothing: a button pressed twice.

    Raises AlreadyPlanned where something else was planned under this ``uid``, or it was changed since.
    """
    now = now or timezone.now()
    session = Session(cohort=cohort, created_at=now, changed_at=now, **fields)
    if known := _inserted_or_known(session):
        said = {"cohort": cohort, **fields, "uid": known.uid}
        if known.is_cancelled or any(getattr(known, name) != value for name, value in said.items()):
            raise AlreadyPlanned(known)
        return Outcome(known, matters=False, letters=[], is_known=True)
    auditing.record("session.planned", by=by, about=session, writes=writes)
    return Outcome(session, matters=True, letters=letters.announce(session, now=now) if writes else [])


@transaction.atomic
def change(session: Session, *, by, writes: bool, seen_at: datetime | None = None, now=None, **fields) -> Outcome:
    """Give the session these fields; people are written to only of what matters to them and is not as they were told.

    Raises PlanningRefused where it was cancelled, or changed after ``seen_at`` to something else: what it is already
    changes nothing, as by a button pressed twice.
    """
    session = _locked(session)
    if session.is_cancelled:
        raise PlanningRefused(_("This session is cancelled and cannot be changed. Please plan a new one."))
    if seen_at and session.changed_at != seen_at:
        if not _changed(session, fields):
            return Outcome(session, matters=False, letters=[], is_known=True)
        raise PlanningRefused(
            _("Somebody else has changed this session in the meantime. Please open it again and look at it first.")
        )
    before, changed = Promise.of(session), _changed(session, fields)
    is_another = Promise.of(session).differs_from(before)
    matters = is_another or letters.are_owed(session, now=now)
    if not changed and not matters:
        return Outcome(session, matters=False, letters=[])
    session.sequence += is_another
    session.changed_at = now or timezone.now()
    session.save(update_fields=[*changed, "sequence", "changed_at"])
    auditing.record("session.changed", by=by, about=session, fields=changed, writes=writes and matters)
    written = letters.announce(session, before=before, now=now) if writes and matters else []
    seats.call_up(session, now=now)
    return Outcome(session, matters, written)


@transaction.atomic
def cancel(session: Session, *, by, reason: str = "", writes: bool, now=None) -> Outcome:
    """The session does not take place; its calendar entries are taken back. Cancelling again changes nothing."""
    session = _locked(session)
    if session.is_cancelled:
        return Outcome(session, matters=False, letters=[])
    session.state, session.changed_at = SessionState.CANCELLED, now or timezone.now()
    session.sequence += 1
    session.save(update_fields=["state", "sequence", "changed_at"])
    auditing.record("session.cancelled", by=by, about=session, writes=writes)
    return Outcome(session, True, letters.call_off(session, reason=reason, now=now) if writes else [])


@transaction.atomic
def copy_to(session: Session, copies: Iterable[Copy], *, by, writes: bool, now=None) -> list[Outcome]:
    """The same session, with its materials, for each of these cohorts at its own time: all of them or none."""
    outcomes = [_copied(session, copy, by=by, writes=writes, now=now) for copy in copies]
    if made := [one.session.pk for one in outcomes if not one.is_known]:
        auditing.record("session.copied", by=by, about=session, sessions=made)
    return outcomes


def _copied(session: Session, copy: Copy, *, by, writes: bool, now) -> Outcome:
    same = {name: getattr(session, name) for name in ("title", "description", "kind", "place", "link", "capacity")}
    outcome = plan(
        cohort=copy.cohort,
        by=by,
        writes=writes,
        now=now,
        uid=copy.uid,
        starts_at=copy.starts_at,
        ends_at=copy.starts_at + (session.ends_at - session.starts_at),
        time_zone=copy.time_zone,
        presence_percent=session.presence_percent,
        **same,
    )
    if outcome.is_known:
        return outcome
    materials = list(session.materials.exclude(kind="recording"))
    for material in materials:
        material.pk, material.session = None, outcome.session
    SessionMaterial.objects.bulk_create(materials)
    return outcome


def _changed(session: Session, fields: dict) -> list[str]:
    """Set what is new; the names of these fields."""
    changed = sorted(name for name, value in fields.items() if getattr(session, name) != value)
    for name in changed:
        setattr(session, name, fields[name])
    return changed


def _inserted_or_known(session: Session) -> Session | None:
    """The one that has its ``uid`` already, also where it came a moment before; None where ``session`` is new."""
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError as error:
        if "courses_session_uid_key" not in str(error):
            raise
        if known := _sessions().select_related("cohort").filter(uid=session.uid).first():
            return known
        raise AlreadyPlanned(None) from error
    return None


def _locked(session: Session) -> Session:
    return _sessions().select_for_update(of=["self"]).select_related("cohort").get(pk=session.pk)


def _sessions():
    return Session.objects.unscoped("the verb changes it, its caller has asked")
