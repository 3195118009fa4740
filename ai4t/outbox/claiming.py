"""Who may send which letter now: order, rate, pause and lease, settled in one short transaction."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from ai4t.models import Letter, MailSwitch

State, Priority = Letter.State, Letter.Priority


@transaction.atomic
def claim(letter_id: int | None = None, *, now=None) -> Letter | None:
    """Take the lease of this letter, or of the next one in order; None when none may leave now.

    The lock on the switch makes workers count the rate one after the other.
    """
    now = now or timezone.now()
    switch = MailSwitch.objects.select_for_update().get()
    due = letters().due(now).filter(priority__in=_priorities_leaving(switch, now)).in_order()
    if letter_id:
        due = due.filter(pk=letter_id)
    letter = due.select_related("recipient").select_for_update(of=("self",), skip_locked=True).first()
    if letter is None:
        return None
    letter.state = State.SENDING
    letter.handed_at = None
    letter.attempts += 1
    letter.claimed_until = now + lease()
    letter.message_id = letter.message_id or _message_id(letter)
    letter.save(update_fields=["state", "handed_at", "attempts", "claimed_until", "message_id"])
    return letter


def hand_over(letter: Letter, *, now=None) -> bool:
    """Commit that the letter's text goes to the mail server now; False if its lease has gone to somebody else.

    From here on a crash leaves open whether the letter was sent: the one window there is.
    """
    now = now or timezone.now()
    values = {"handed_at": now, "claimed_until": now + lease()}
    if not held(letter).update(**values):
        return False
    letter.handed_at, letter.claimed_until = now, values["claimed_until"]
    return True


def held(letter: Letter):
    """The letter's row as long as this sender holds its lease; no two leases of a letter end at the same time."""
    return letters().filter(pk=letter.pk, state=State.SENDING, claimed_until=letter.claimed_until)


def lease() -> timedelta:
    return timedelta(seconds=settings.LETTER_LEASE_SECONDS)


def _priorities_leaving(switch: MailSwitch, now) -> list[int]:
    """A pause holds everything but codes; the last tenth of a minute's letters is kept for codes as well."""
    free = settings.MAILS_PER_MINUTE - letters().of_the_last_minute(now).count()
    if free <= 0:
        return []
    if switch.paused or free <= settings.MAILS_PER_MINUTE // 10:
        return [Priority.CODE]
    return Priority.values


def went_to(letter: Letter, address: str) -> bool:
    """Whether the letter left for this address, also after we have forgotten it."""
    return constant_time_compare(letter.message_id.split("@")[0], f"<letter-{letter.pk}-{_mark(letter.pk, address)}")


def _message_id(letter: Letter) -> str:
    mark = _mark(letter.pk, letter.receiver)
    return f"<letter-{letter.pk}-{mark}@{urlsplit(settings.SITE_URL).hostname}>"


def _mark(number: int, address: str) -> str:
    """Nobody but us can make it, so who knows it has had the letter in hand."""
    return salted_hmac("ai4t.outbox.message_id", f"{number} {address.lower()}", algorithm="sha256").hexdigest()[:16]


def letters():
    return Letter.objects.unscoped("the outbox writes to everybody")
