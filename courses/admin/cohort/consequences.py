"""What becomes of a person's things when her place in a cohort ends: told before it does."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import AttendanceMark, Cohort, CohortMembership, Completion, Session, WaitingPlace
from courses.sessions.leaving import taken_out_of_her_calendar
from courses.states import CohortState


def what_stays_hers(user, place: CohortMembership) -> list[str]:
    done = Completion.objects.visible_to(user).filter(enrolment=place.enrolment_id).count()
    marks = AttendanceMark.objects.visible_to(user).filter(learner=place.enrolment.learner_id)
    noted = marks.values("session").distinct().count()
    return [
        _("Her enrolment in the course, and her hours."),
        ngettext("What she has done: %(count)s unit.", "What she has done: %(count)s units.", done) % {"count": done},
        ngettext(
            "What is noted about her attendance: at %(count)s session.",
            "What is noted about her attendance: at %(count)s sessions.",
            noted,
        )
        % {"count": noted},
    ]


def what_goes(user, place: CohortMembership) -> list[str]:
    to_come = Session.objects.visible_to(user).filter(cohort=place.cohort_id).planned().to_come().count()
    return [
        _whose_place_it_becomes(user, place.cohort),
        ngettext(
            "%(count)s session to come leaves her list and her calendar.",
            "%(count)s sessions to come leave her list and her calendar.",
            to_come,
        )
        % {"count": to_come},
    ]


def letter_about_sessions(place: CohortMembership) -> str:
    """What ``courses.sessions.leaving`` writes to her; empty where it writes nothing."""
    if not (sessions := taken_out_of_her_calendar(place)):
        return ""
    sentence = ngettext(
        "A letter tells her at once that she is not in “%(cohort)s” any more, and takes %(count)s session to come out "
        "of her calendar.",
        "A letter tells her at once that she is not in “%(cohort)s” any more, and takes %(count)s sessions to come out "
        "of her calendar.",
        len(sessions),
    )
    return sentence % {"count": len(sessions), "cohort": place.cohort}


def _whose_place_it_becomes(user, cohort: Cohort) -> str:
    """The first in line gets it, unless the cohort is closed or has more people than places."""
    first = WaitingPlace.objects.visible_to(user).filter(cohort=cohort).order_by("since", "pk").first()
    people = CohortMembership.objects.visible_to(user).current().filter(cohort=cohort).count()
    is_too_full = cohort.capacity is not None and people > cohort.capacity
    if first is None or is_too_full or cohort.state == CohortState.CLOSED:
        return _("Her place in the cohort.")
    return _("Her place in the cohort: %(name)s, the first in line, gets it at once.") % {"name": first.learner}
