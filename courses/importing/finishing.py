"""Learners who had left only what an import removes: they have finished the course."""

from django.db.models import Exists, OuterRef

from courses.completing import finish_if_done
from courses.models import Completion, Enrolment, Release, Unit


def finish_those_who_are_done(release: Release) -> None:
    """Last in the import: learners who finish a unit meanwhile wait here for a moment, so that nobody is missed."""
    places = Enrolment.objects.unscoped("who finishes by an import")
    unfinished = places.active().filter(release=release, finished_at=None)
    waiting = list(unfinished.order_by("pk").select_for_update().values_list("pk", flat=True))
    done = Completion.objects.unscoped("what is left to do").filter(
        enrolment=OuterRef(OuterRef("pk")), unit_key=OuterRef("key")
    )
    left = Unit.objects.current().filter(~Exists(done), release=release)
    for enrolment in places.filter(~Exists(left), pk__in=waiting).select_related("learner"):
        finish_if_done(enrolment)
