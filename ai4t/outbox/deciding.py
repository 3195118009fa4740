"""What people decide about letters; each decision is in the audit log."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.models import Letter, MailSwitch
from ai4t.outbox import bell

State = Letter.State


class Undecidable(Exception):
    """The letter is not in a state where this can be decided; the text is meant for the person who asked."""


def send_again(letter: Letter, *, by, now=None) -> None:
    """Try a letter that failed, or may not have arrived, from the beginning, under the Message-ID it had.

    A code that failed is no longer known: whoever waits for one asks for a new one. Nor is all of a letter that came
    back, because it had been sent.
    """
    now = now or timezone.now()
    fresh = {"attempts": 0, "times_abandoned": 0, "next_attempt_at": now, "error": ""}
    is_gone = letter.priority == Letter.Priority.CODE or letter.sent_at
    may_be = {State.UNKNOWN, State.QUEUED} | (set() if is_gone else {State.FAILED})
    _decide(letter, "letter.sent_again", may_be, by, state=State.QUEUED, **fresh)
    transaction.on_commit(lambda: bell.ring(letter.pk))


def mark_arrived(letter: Letter, *, by, now=None) -> None:
    """Somebody knows that it arrived."""
    now = now or timezone.now()
    _decide(letter, "letter.arrived", {State.UNKNOWN}, by, state=State.SENT, sent_at=now, payload={})


def cancel(letter: Letter, *, by) -> None:
    """It is not to be sent any more."""
    may_be = {State.QUEUED, State.FAILED, State.UNKNOWN}
    _decide(letter, "letter.cancelled", may_be, by, state=State.CANCELLED, payload={})


def pause(*, by, reason: str = "", now=None) -> None:
    """Hold every letter but codes, without which nobody can sign in."""
    _switch("mail.paused", by=by, paused=True, reason=reason, now=now)


def resume(*, by, now=None) -> None:
    _switch("mail.resumed", by=by, paused=False, reason="", now=now)
    transaction.on_commit(bell.ring_for_more)


@transaction.atomic
def _decide(letter: Letter, action: str, may_be: set[str], by, **values) -> None:
    row = Letter.objects.unscoped("the verb decides, its caller has asked").filter(pk=letter.pk, state__in=may_be)
    if not row.update(**values):
        letter.refresh_from_db(fields=["state"])
        raise Undecidable(
            _("Letter %(number)s is %(state)s: this cannot be decided now.")
            % {"number": letter.pk, "state": letter.get_state_display()}
        )
    auditing.record(action, by=by, about=letter)


@transaction.atomic
def _switch(action: str, *, by, paused: bool, reason: str, now) -> None:
    MailSwitch.objects.update(paused=paused, reason=reason, changed_by=by, changed_at=now or timezone.now())
    auditing.record(action, by=by)
