"""What the courses keep about people who meet."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ai4t.personal import NOBODY_ANY_MORE, Basis, Overwritten, Personal, Removed, Why, declare, declare_impersonal
from ai4t.personal.common_ground import LEARNING, RESPONSIBLE, WRITING
from courses.models import (
    AttendanceMark,
    CalendarFeed,
    DeclaredPractice,
    MeetingAttendee,
    MeetingReport,
    RememberedName,
    Session,
    SessionGuest,
    SessionMaterial,
    SessionSeat,
    WalkIn,
)

ATTENDING = Why(
    _("To say who was there, for how long, and to attest it."),
    Basis.PUBLIC_TASK,
    _("As long as the account exists; then without a person, for counts."),
)
_link = Personal(RESPONSIBLE, NOBODY_ANY_MORE, in_copy=False)

declare_impersonal(Session, SessionMaterial)
declare(
    SessionSeat,
    of="learner",
    fields={name: Personal(LEARNING, NOBODY_ANY_MORE) for name in ("learner", "session", "state", "at")},
    impersonal=["id"],
    shown_with=["session"],
)
declare(
    SessionGuest,
    of="learner",
    fields={
        **{name: Personal(LEARNING, NOBODY_ANY_MORE) for name in ("learner", "session", "at")},
        "address": Personal(LEARNING, Overwritten("")),
        "added_by": _link,
    },
    impersonal=["id"],
    shown_with=["session"],
)
declare(
    CalendarFeed,
    of="person",
    fields={
        "key": Personal(WRITING, Removed(), in_copy=False),
        **{name: Personal(WRITING, Removed()) for name in ("person", "made_at")},
    },
    impersonal=["id"],
)
declare(
    AttendanceMark,
    of="learner",
    fields={
        **{
            name: Personal(ATTENDING, NOBODY_ANY_MORE)
            for name in ("learner", "session", "source", "presence", "minutes", "at")
        },
        "by": _link,
    },
    impersonal=["id"],
    shown_with=["session"],
)
declare(
    WalkIn,
    of=lambda person: Q(invitation__claimed_by=person) | Q(address__iexact=person.email),
    fields={
        "name": Personal(ATTENDING, Overwritten("–")),
        "address": Personal(ATTENDING, Overwritten("")),
        "sent_as": Personal(ATTENDING, Overwritten(None), in_copy=False),
        **{name: Personal(ATTENDING, NOBODY_ANY_MORE) for name in ("session", "at", "invitation")},
        "added_by": _link,
    },
    impersonal=["id"],
    shown_with=["session"],
)
declare(
    DeclaredPractice,
    of="learner",
    fields={
        "what": Personal(LEARNING, Overwritten("–")),
        **{name: Personal(LEARNING, NOBODY_ANY_MORE) for name in ("learner", "course", "on", "minutes", "at")},
    },
    impersonal=["id"],
    shown_with=["course"],
)
declare(
    MeetingReport,
    fields={"imported_by": _link},
    impersonal=["id", "session", "file", "sha256", "file_name", "kind", "day_comes_first", "imported_at"],
)
declare(
    MeetingAttendee,
    of=lambda person: Q(learner=person) | Q(address__iexact=person.email),
    fields={
        "name": Personal(ATTENDING, Overwritten("")),
        "address": Personal(ATTENDING, Overwritten("")),
        **{
            name: Personal(ATTENDING, NOBODY_ANY_MORE)
            for name in ("learner", "report", "joined_at", "left_at", "minutes", "connections", "matched_by")
        },
        **{
            name: Personal(ATTENDING, NOBODY_ANY_MORE, in_copy=False)
            for name in ("spans", "loose_seconds", "likely_nobody")
        },
    },
    impersonal=["id", "is_participant"],
    shown_with=["report"],
)
declare(
    RememberedName,
    of="learner",
    fields={
        "alias": Personal(ATTENDING, Removed()),
        "learner": Personal(ATTENDING, Removed()),
        "settled_by": _link,
        "at": Personal(ATTENDING, Removed()),
    },
    impersonal=["id", "cohort"],
)
