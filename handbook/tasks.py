"""What the timetable calls. A task calls a verb; it may run twice, late or never."""

import logging

from celery import shared_task

_log = logging.getLogger(__name__)


@shared_task
def check_outside_links():
    from handbook import link_checking

    _log.info("links to other sites checked", extra={"fields": {"addresses": link_checking.check_those_due()}})
