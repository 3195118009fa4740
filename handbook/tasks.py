"""What the timetable calls. A task calls a verb; it may run twice, late or never."""

import logging

from celery import shared_task

# The typesetter is ended long before.
LONGEST_BUILD_SECONDS = 600

_log = logging.getLogger(__name__)


@shared_task
def check_outside_links():
    from handbook import link_checking

    _log.info("links to other sites checked", extra={"fields": {"addresses": link_checking.check_those_due()}})


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
