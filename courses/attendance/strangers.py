"""Guests whom a trainer cannot see otherwise: he typed an address, and learns no name from it.

She is called by that address until she herself says that she comes, or checks in, or is of the cohort.
"""

from ai4t import walls
from ai4t.models import User
from courses.models import AttendanceMark, CohortMembership, Session, SessionGuest, SessionSeat
from courses.states import PresenceSource


def strangers_on(session: Session, viewer) -> dict[int, str]:
    """The guests whom ``viewer`` knows by address alone, by their key; for None all who have not come by themselves."""
    guests = SessionGuest.objects.unscoped("what to call the guests of a session that was seen")
    guests = guests.filter(session=session).select_related("learner")
    if viewer is not None:
        guests = guests.exclude(learner__in=User.objects.visible_to(viewer))
    with walls.lifted("what guests have said themselves"):
        seats = SessionSeat.objects.unscoped("who comes by herself").filter(session=session)
        marks = AttendanceMark.objects.unscoped("who comes by herself").filter(session=session)
        check_ins = marks.filter(source=PresenceSource.CHECK_IN)
        places = CohortMembership.objects.unscoped("who was of the cohort").filter(cohort=session.cohort_id)
        known = (seats.values("learner"), check_ins.values("learner"), places.values("enrolment__learner"))
        for learners in known:
            guests = guests.exclude(learner__in=learners)
        return {one.learner_id: one.address or one.learner.email for one in guests}
