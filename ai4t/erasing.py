"""Erasing a person: all that says who she was goes, an unlinkable row stays, and no count changes.

Asking is a row (``ErasureRequest``); a task does the work in steps that can each be done twice, so that one killed
midway is simply done again. Apps that keep more than rows about people register an eraser of their own.
"""

import logging
from collections.abc import Callable, Iterator

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import appointing, auditing, outbox, personal
from ai4t.models import ErasureRequest, User
from ai4t.outbox import bell

_log = logging.getLogger(__name__)
_erasers: list[Callable[[User], None]] = []


class ErasingRefused(Exception):
    """This person cannot be erased now; the text is meant for her."""


def register(eraser: Callable[[User], None]):
    """``eraser(person)`` removes what the declared fields do not hold: files, rows that name her elsewhere.

    It is called while her own row still says who she is, and must bear being called twice.
    """
    _erasers.append(eraser)


@transaction.atomic
def ask_to_erase(user: User, *, by: User | None, now=None) -> ErasureRequest:
    """Close the account at once and have it erased; a second time gives the request there is.

    ``by`` is None where the platform itself decides: whoever it is has never confirmed her address.
    """
    # Two operators may ask for each other at once: the rows that name one must not wait for her own (no_key).
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if found := _requests().filter(user=user).first():
        return found
    if appointing.is_only_operator(user):
        raise ErasingRefused(_("The platform would have no operator left: please appoint another one first."))
    for responsibility in user.responsibilities.in_force():
        appointing.dismiss(responsibility, by=by, now=now)
    user.is_active = False
    user.save(update_fields=["is_active"])
    request = _requests().create(user=user, asked_by=by, asked_at=now or timezone.now())
    auditing.record("person.erasure_asked", by=by, about=user)
    transaction.on_commit(lambda: bell.ring_task("ai4t.tasks.erase", user.pk))
    return request


def erase(user_id: int, *, now=None) -> bool:
    """Erase the person who asked for it; True if it was done now, False if nobody asks (any more)."""
    request = _requests().unfinished().filter(user=user_id).select_related("user").first()
    if request is None:
        _log.info("nobody to erase", extra={"fields": {"user": user_id}})
        return False
    sign_out_everywhere(request.user)
    for step in (*_erasers, _erase_records):
        with transaction.atomic():
            step(request.user)
    return _part_with(request, now or timezone.now())


def erase_those_who_asked():
    """One who cannot be erased today is told to the log, tried again at the next round, and stops nobody else."""
    for user_id in _requests().unfinished().order_by("asked_at").values_list("user", flat=True):
        try:
            erase(user_id)
        except Exception:
            _log.exception("erasing failed", extra={"fields": {"user": user_id}})


def sign_out_everywhere(person: User):
    """End her sessions, and those of somebody who was just signing up or in under her address; each by itself."""
    for session in Session.objects.iterator(chunk_size=500):
        said = session.get_decoded()
        if said.get(SESSION_KEY) == str(person.pk) or person.email in _texts_in(said):
            session.delete()


def _texts_in(value) -> Iterator[str]:
    """Every whole text in what a session holds, however deep, in small letters."""
    if isinstance(value, str):
        yield value.strip().lower()
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(part)


def _erase_records(person: User):
    for record in personal.records():
        if record.model is not User:
            record.erase(person)


@transaction.atomic
def _part_with(request: ErasureRequest, now) -> bool:
    """The last letter is written, the person's own row is overwritten and the request is dated: all or nothing.

    No letter goes to an address that nobody confirmed.
    """
    unfinished = _requests().unfinished().select_for_update(of=["self"]).select_related("user")
    request = unfinished.filter(pk=request.pk).first()
    if request is None:
        return False
    person = request.user
    if request.asked_by_id:
        outbox.post(kind="account.deleted", address=person.email, language=person.language)
    personal.record_of(User).erase(person)
    User.objects.filter(pk=person.pk).update(erased_at=now)
    request.finished_at = now
    request.save(update_fields=["finished_at"])
    auditing.record("person.erased", by=None, about=person)
    return True


def _requests():
    return ErasureRequest.objects.unscoped("erasing is done for whoever asked")
