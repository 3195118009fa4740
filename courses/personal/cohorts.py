"""What the courses keep about people in cohorts, and about those who are invited to one."""

from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from ai4t.personal import NOBODY_ANY_MORE, Basis, Overwritten, Personal, Removed, Why, declare, declare_impersonal
from ai4t.personal.common_ground import LEARNING, MAIL, RESPONSIBLE
from courses.models import Cohort, CohortMembership, CohortMessage, Invitation, WaitingPlace
from courses.states import InvitationState

INVITING = Why(
    _("To offer a place to somebody whom a trainer has named."),
    Basis.PUBLIC_TASK,
    _(
        "The name until it is answered or withdrawn. The address until it is withdrawn; where it was taken up or "
        "declined, it is kept so that nobody invites it again. An unanswered invitation: half a year "
        "at most after it has run out."
    ),
)
_link = Personal(RESPONSIBLE, NOBODY_ANY_MORE, in_copy=False)
# An open invitation without an address would wait for nobody.
_NO_LONGER_OPEN = Case(When(state=InvitationState.OPEN, then=Value(InvitationState.WITHDRAWN)), default=F("state"))

declare_impersonal(Cohort)
declare(
    CohortMembership,
    of="enrolment__learner",
    fields={
        **{
            name: Personal(LEARNING, NOBODY_ANY_MORE) for name in ("enrolment", "cohort", "since", "until", "joined_by")
        },
        "added_by": _link,
    },
    impersonal=["id"],
    shown_with=["enrolment__course"],
)
declare(
    WaitingPlace,
    of="learner",
    fields={name: Personal(LEARNING, Removed()) for name in ("learner", "cohort", "since")},
    impersonal=["id"],
)
declare(
    Invitation,
    of=lambda person: Q(claimed_by=person) | Q(address__iexact=person.email),
    fields={
        "address": Personal(INVITING, Overwritten("")),
        "name": Personal(INVITING, Overwritten("")),
        "state": Personal(INVITING, Overwritten(_NO_LONGER_OPEN)),
        **{
            name: Personal(INVITING, NOBODY_ANY_MORE)
            for name in (
                "cohort",
                "language",
                "times_sent",
                "sent_at",
                "expires_at",
                "invited_at",
                "claimed_by",
                "answered_at",
            )
        },
        "invited_by": _link,
    },
    impersonal=["id"],
)
declare(
    CohortMessage,
    of="author",
    fields={
        "subject": Personal(MAIL, Overwritten("–")),
        "body": Personal(MAIL, Overwritten("–")),
        **{
            name: Personal(MAIL, NOBODY_ANY_MORE)
            for name in ("author", "cohort", "created_at", "tried_at", "leaves_at", "recalled_at")
        },
    },
    impersonal=["id", "standings", "stuck_days", "recipients"],
)
