"""What the bell calls. A task takes ids and calls a verb; it may run twice, late or never."""

import logging

from celery import shared_task
from django.db import connection

# A round ends by itself long before; a letter on which its sender hangs must not keep the sender for good.
LONGEST_ROUND_SECONDS = 300

_log = logging.getLogger(__name__)


@shared_task(time_limit=LONGEST_ROUND_SECONDS)
def deliver(letter_id: int):
    from ai4t import outbox

    outbox.deliver(letter_id)


@shared_task(time_limit=LONGEST_ROUND_SECONDS)
def sweep():
    from ai4t import outbox

    outbox.sweep()


@shared_task
def forget_old_letters():
    from ai4t import outbox

    _log.info("old letters forgotten", extra={"fields": {"letters": outbox.forget_old()}})


@shared_task
def erase(user_id: int):
    from ai4t import erasing

    erasing.erase(user_id)


@shared_task
def erase_those_who_asked():
    """Find the people whom no bell announced, or whose worker died."""
    from ai4t import erasing

    erasing.erase_those_who_asked()


@shared_task
def erase_never_confirmed():
    from ai4t.accounts import never_confirmed

    _log.info("never confirmed accounts erased", extra={"fields": {"people": never_confirmed.ask_to_erase_all()}})


@shared_task
def forget_old_requests():
    from ai4t import desk

    _log.info("old help requests forgotten", extra={"fields": {"requests": desk.forget_old()}})


@shared_task
def remove_unused_files():
    from ai4t.content.storing import remove_orphans

    _log.info("unused files removed", extra={"fields": {"files": remove_orphans()}})


@shared_task
def forget_ended_sessions():
    from django.contrib.sessions.backends.db import SessionStore

    SessionStore.clear_expired()


@shared_task
def prepare_trace_partitions():
    """Give the traces of this month and the next three their tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ai4t_prepare_trace_partitions(current_date, 4)")
        (made,) = cursor.fetchone()
    _log.info("trace partitions prepared", extra={"fields": {"made": made}})
