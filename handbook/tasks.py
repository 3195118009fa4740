"""What the timetable calls. A task calls a verb; it may run twice, late or never."""

import logging

from celery import shared_task

from ai4t.outbox import bell

# The typesetter is ended long before.
LONGEST_BUILD_SECONDS = 600
# A round ends by itself before; the broker hands out again after 60 seconds what is not done.
LONGEST_ROUND_SECONDS = 55

_log = logging.getLogger(__name__)


@shared_task(soft_time_limit=LONGEST_ROUND_SECONDS, time_limit=LONGEST_ROUND_SECONDS + 3)
def check_outside_links():
    """One round; what it left is for the next, behind everything else that waits for a worker."""
    from handbook import link_checking

    asked = link_checking.check_those_due()
    _log.info("links to other sites checked", extra={"fields": {"addresses": asked}})
    if asked and link_checking.is_any_due():
        bell.ring_task("handbook.tasks.check_outside_links")


@shared_task(time_limit=LONGEST_BUILD_SECONDS)
def make_build(build_id: int):
    from handbook.building import making

    making.make(build_id)


@shared_task(time_limit=LONGEST_BUILD_SECONDS)
def sweep_builds():
    from handbook.building import asking, making

    asking.ask_where_nobody_has()
    making.sweep()


@shared_task
def ask_for_files(edition_id: int):
    from handbook.building import asking
    from handbook.models import Edition

    for edition in Edition.objects.published().filter(pk=edition_id):
        asking.ask_for_all(edition)


@shared_task
def ask_for_files_of_all():
    from handbook.building import asking

    asking.ask_for_all_published()
