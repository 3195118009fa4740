"""What the timetable calls. A task calls a verb; it may run twice, late or never."""

import logging

from celery import shared_task

_log = logging.getLogger(__name__)


@shared_task
def remind_of_sessions():
    from courses.sessions import reminding

    _log.info("reminders of sessions written", extra={"fields": {"letters": reminding.remind()}})


@shared_task
def call_up_to_seats():
    from courses.sessions import seats

    _log.info("free seats of sessions given", extra={"fields": {"seats": seats.call_up_everywhere()}})


@shared_task
def forget_unanswered_invitations():
    from courses.cohorts import forgetting

    _log.info("unanswered invitations forgotten", extra={"fields": {"invitations": forgetting.forget_unanswered()}})
