"""Writing to a cohort: a draft is tried on oneself, leaves after five minutes, and can be called back until then."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, outbox
from courses.cohorts.addressing import KIND, addressees_of
from courses.cohorts.standing import Person
from courses.models import Cohort, CohortMessage

KIND_TO_ONESELF = "courses.cohort_message_tried"
TIME_TO_RECALL = timedelta(minutes=5)


class WritingRefused(Exception):
    """This cannot be done with the message now; the text is meant for its author."""


def draft(cohort: Cohort, *, author, subject: str, body: str, standings, stuck_days: int, now=None) -> CohortMessage:
    """``standings`` are values of ``Standing``; none means everybody."""
    message = CohortMessage(cohort=cohort, author=author, created_at=now or timezone.now())
    return _written(message, subject, body, standings, stuck_days)


@transaction.atomic
def rewrite(message: CohortMessage, *, subject: str, body: str, standings, stuck_days: int) -> CohortMessage:
    """What was tried before is not what would leave now: it has to be tried again."""
    message = _locked(message)
    if message.leaves_at:
        raise WritingRefused(
            _("This message is on its way and cannot be changed. You can call it back and write anew.")
        )
    message.tried_at = None
    return _written(message, subject, body, standings, stuck_days)


def discard(message: CohortMessage) -> bool:
    """Forget a draft; False where it is on its way meanwhile, or gone."""
    drafts = CohortMessage.objects.unscoped("the verb decides, its caller has asked").filter(leaves_at=None)
    return bool(drafts.filter(pk=message.pk).delete()[0])


@transaction.atomic
def send_to_oneself(message: CohortMessage, *, by, now=None) -> None:
    message = _locked(message)
    if message.leaves_at:
        raise WritingRefused(_("This message is on its way already."))
    message.tried_at = now or timezone.now()
    message.save(update_fields=["tried_at"])
    outbox.post(
        kind=KIND_TO_ONESELF, recipient=by, about=message, version=message.tried_at.isoformat(timespec="microseconds")
    )


@transaction.atomic
def send(message: CohortMessage, *, by, now=None) -> CohortMessage:
    """Write a letter to each whom the filter finds now; they leave in five minutes. A second time changes nothing."""
    message = _locked(message)
    if message.recalled_at:
        raise WritingRefused(_("This message was called back. Please write a new one."))
    if message.leaves_at:
        return message
    if message.tried_at is None:
        raise WritingRefused(_("Please send the message to yourself first, and read it there."))
    now = now or timezone.now()
    writable = addressees_of(message, now=now).writable
    if not writable:
        raise WritingRefused(_("Nobody would get this message. Please choose other people."))
    message.leaves_at, message.recipients = now + TIME_TO_RECALL, len(writable)
    message.save(update_fields=["leaves_at", "recipients"])
    for person in writable:
        _post(message, person)
    auditing.record("cohort.written_to", by=by, about=message.cohort, message=message.pk, recipients=len(writable))
    return message


@transaction.atomic
def recall(message: CohortMessage, *, by, now=None) -> CohortMessage:
    """Take back every letter of the message; afterwards nobody gets any. A second time changes nothing."""
    message = _locked(message)
    now = now or timezone.now()
    if message.recalled_at:
        return message
    if message.leaves_at is None or message.leaves_at <= now:
        raise WritingRefused(_("The five minutes are over: the message has left and cannot be called back."))
    message.recalled_at = now
    message.save(update_fields=["recalled_at"])
    outbox.recall(about=message, kind=KIND)
    auditing.record("cohort.message_recalled", by=by, about=message.cohort, message=message.pk)
    return message


def may_write(user, cohort: Cohort) -> bool:
    """Asked again for each letter as it leaves: who is no trainer any more writes to nobody."""
    is_hers = user.has_perm("courses.change_cohort") and user.has_perm("courses.add_cohortmessage")
    return is_hers and Cohort.objects.visible_to(user).filter(pk=cohort.pk).exists()


def _post(message: CohortMessage, person: Person) -> None:
    to = {"recipient": person.user} if person.user else {"address": person.address}
    language = person.user.language if person.user else person.invitation.language
    outbox.post(kind=KIND, about=message, language=language, not_before=message.leaves_at, **to)


def _written(message: CohortMessage, subject: str, body: str, standings, stuck_days: int) -> CohortMessage:
    message.subject, message.body = " ".join(subject.split()), "\n".join(body.strip().splitlines())
    message.standings, message.stuck_days = list(standings), stuck_days
    message.save()
    return message


def _locked(message: CohortMessage) -> CohortMessage:
    rows = CohortMessage.objects.unscoped("the verb decides, its caller has asked").select_for_update(of=["self"])
    return rows.select_related("cohort", "author").get(pk=message.pk)
