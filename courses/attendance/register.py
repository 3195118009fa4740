"""The list of a session: everybody of it, what each source says of her, and what holds."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t import walls
from ai4t.models import User
from courses.attendance.marking import Attended, merged
from courses.attendance.strangers import strangers_on
from courses.models import AttendanceMark, CohortMembership, Session, SessionGuest, WalkIn
from courses.states import InvitationState, Presence, PresenceSource

MEMBER, GUEST, ELSEWHERE = "member", "guest", "elsewhere"


@dataclass(frozen=True)
class Row:
    """One person; ``standing`` says whether she is of the cohort, a guest, or of neither and noted all the same.

    ``address`` is all that whoever looks may know of a guest; empty where it is she with her name.
    """

    learner: User
    standing: str
    attended: Attended | None
    address: str = ""

    @property
    def name(self) -> str:
        return self.address or str(self.learner)

    @property
    def presence(self) -> str:
        return self.attended.presence if self.attended else ""

    @property
    def minutes(self) -> int:
        return self.attended.minutes if self.attended else 0

    @property
    def tick(self) -> AttendanceMark | None:
        return self._word_of(PresenceSource.TICK)

    @property
    def check_in(self) -> AttendanceMark | None:
        return self._word_of(PresenceSource.CHECK_IN)

    @property
    def report(self) -> AttendanceMark | None:
        return self._word_of(PresenceSource.REPORT)

    def _word_of(self, source: str) -> AttendanceMark | None:
        marks = self.attended.marks if self.attended else ()
        return next((one for one in marks if one.source == source), None)


@dataclass(frozen=True)
class Register:
    """``rows`` by name, then guests known by address alone; ``walk_ins`` have not taken up an invitation: in no row."""

    rows: list[Row]
    walk_ins: list[WalkIn]
    headcount: int

    def count(self, presence: str) -> int:
        return Counter(row.presence for row in self.rows)[presence]

    @property
    def unsaid(self) -> int:
        return self.count("")

    def summary(self) -> str:
        """ "18 of 24 present, 2 excused, 1 walk-in, 12 without an account"."""
        people = len(self.rows)
        parts = [
            ngettext("%(present)s of %(people)s present", "%(present)s of %(people)s present", people)
            % {"present": self.count(Presence.PRESENT), "people": people}
        ]
        if excused := self.count(Presence.EXCUSED):
            parts.append(ngettext("%(count)s excused", "%(count)s excused", excused) % {"count": excused})
        if walked := len(self.walk_ins):
            parts.append(ngettext("%(count)s walk-in", "%(count)s walk-ins", walked) % {"count": walked})
        if self.headcount:
            sentence = ngettext("%(count)s without an account", "%(count)s without an account", self.headcount)
            parts.append(sentence % {"count": self.headcount})
        if self.unsaid:
            parts.append(ngettext("%(count)s not noted", "%(count)s not noted", self.unsaid) % {"count": self.unsaid})
        return _(", ").join(parts)


def register_of(session: Session, now=None, *, viewer=None) -> Register:
    """For ``viewer``, or somebody who knows no guest; in six queries, however many people there are."""
    strangers = strangers_on(session, viewer)
    with walls.lifted("people who have left the cohort since, on the list of a session that was seen"):
        members = set(_members_then(session, now or timezone.now()))
        guests = set(_guests(session).values_list("learner_id", flat=True))
        marks = _marks_by_person(session)
        people = User.objects.filter(
            Q(pk__in=members | guests, erased_at=None) | Q(pk__in=marks.keys()),
        ).order_by("sort_key", "pk")
        rows = [
            Row(
                person,
                standing := _standing(person, members, guests),
                merged(marks.get(person.pk, []), session),
                strangers.get(person.pk, "") if standing == GUEST else "",
            )
            for person in people
        ]
        # By name first, so that the place of an address among them tells nothing.
        rows.sort(key=lambda row: row.address)
        return Register(rows, list(waiting_walk_ins(session)), session.headcount or 0)


def people_on(session: Session, now=None) -> set[int]:
    """The keys of those who stand on the list."""
    with walls.lifted("people who have left the cohort since, on the list of a session that was seen"):
        marks = AttendanceMark.objects.unscoped("who is on the list").filter(session=session)
        return {
            *_members_then(session, now or timezone.now()),
            *_guests(session).values_list("learner_id", flat=True),
            *marks.values_list("learner_id", flat=True),
        }


def waiting_walk_ins(session: Session):
    """Those without an account as far as we know: who took up the invitation stands in the list herself."""
    walk_ins = WalkIn.objects.unscoped("the list of a session that was seen").filter(session=session)
    return walk_ins.exclude(invitation__state=InvitationState.CLAIMED).select_related("invitation").order_by("at", "pk")


def _members_then(session: Session, now: datetime):
    """Members when the session was; of one that is not over, those of now."""
    members = CohortMembership.objects.unscoped("who is on the list").filter(
        cohort=session.cohort_id, enrolment__learner__erased_at=None
    )
    if session.ends_at > now:
        members = members.current()
    else:
        members = members.filter(Q(until=None) | Q(until__gte=session.starts_at), since__lte=session.ends_at)
    return members.values_list("enrolment__learner_id", flat=True)


def _guests(session: Session):
    return SessionGuest.objects.unscoped("who is on the list").filter(session=session)


def _marks_by_person(session: Session) -> dict[int, list[AttendanceMark]]:
    found: dict[int, list[AttendanceMark]] = {}
    marks = AttendanceMark.objects.unscoped("the list of a session that was seen").filter(session=session)
    for one in marks.select_related("by").order_by("learner", "source"):
        found.setdefault(one.learner_id, []).append(one)
    return found


def _standing(person: User, members: set[int], guests: set[int]) -> str:
    if person.pk in members:
        return MEMBER
    return GUEST if person.pk in guests else ELSEWHERE
