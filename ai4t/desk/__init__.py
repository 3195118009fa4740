"""What people ask us and which problems they report: one queue, answered in the language of who asked."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, outbox, personal
from ai4t.models import HelpRequest

# The same words from the same person within this time are one request: a second click, a page sent again.
_SAME = timedelta(hours=1)
_KEPT_WITHOUT_ACCOUNT = timedelta(days=2 * 365)


class AnswerRefused(Exception):
    """This request cannot be answered; the text is meant for the staff."""


@transaction.atomic
def ask(
    *, kind, message, language, sender=None, name="", email="", page="", object_key="", release="", now=None
) -> HelpRequest:
    """Put a question or a problem into the queue; ``sender`` or ``email`` says where the answer goes, if anywhere."""
    now = now or timezone.now()
    said = {
        "kind": kind,
        "message": message,
        "language": language,
        "sender": sender,
        "name": name,
        "email": email,
        "page": page[:500],
        "object_key": object_key,
        "release": release,
    }
    queue = HelpRequest.objects.unscoped("the same request a moment ago").waiting()
    same = queue.filter(**said, created_at__gt=now - _SAME).first()
    return same or HelpRequest.objects.unscoped("a new request").create(**said, created_at=now)


@transaction.atomic
def answer(request: HelpRequest, *, text: str, by, now=None):
    """Close the request with an answer that leaves by mail."""
    request = _taken(request)
    if not may_be_answered(request):
        raise AnswerRefused(_("There is no address to which an answer could go."))
    request.answer, request.answered_by, request.answered_at = text, by, now or timezone.now()
    request.state = HelpRequest.State.ANSWERED
    request.save()
    to = {"recipient": request.sender} if request.sender else {"address": request.email}
    outbox.post(kind="desk.answer", **to, language=request.language, about=request)
    auditing.record("help_request.answered", by=by, about=request)


@transaction.atomic
def close(request: HelpRequest, *, by):
    """Take the request off the queue without an answer."""
    request = _taken(request)
    request.state = HelpRequest.State.CLOSED
    request.save(update_fields=["state"])
    auditing.record("help_request.closed", by=by, about=request)


def close_those_of(person):
    """What she asked and nobody has answered waits no longer: she is being erased."""
    asked = HelpRequest.objects.unscoped("erasing a person").waiting()
    asked.filter(Q(sender=person) | Q(email__iexact=person.email)).update(state=HelpRequest.State.CLOSED)


def forget_old(*, now=None) -> int:
    """Empty the requests of people without an account that came two years ago; how many they were."""
    before = (now or timezone.now()) - _KEPT_WITHOUT_ACCOUNT
    old = HelpRequest.objects.unscoped("retention").filter(sender=None, created_at__lt=before).exclude(message="")
    with transaction.atomic():
        old.waiting().update(state=HelpRequest.State.CLOSED)
        return old.update(**personal.record_of(HelpRequest).overwriting)


def may_be_answered(request: HelpRequest) -> bool:
    return request.sender.is_active if request.sender else bool(request.email)


def _taken(request: HelpRequest) -> HelpRequest:
    """The request under a lock, so that two people who answer at once do not both."""
    waiting = HelpRequest.objects.unscoped("a request already seen").waiting()
    taken = waiting.select_for_update(of=["self"]).select_related("sender").filter(pk=request.pk).first()
    if taken is None:
        raise AnswerRefused(_("Somebody else has answered or closed this request already."))
    return taken
