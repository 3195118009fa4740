"""What the courses keep about people who learn."""

from django.db.models import Case, CharField, F, Func, JSONField, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from ai4t.personal import NOBODY_ANY_MORE, Basis, Kept, Overwritten, Personal, Why, declare, declare_impersonal
from ai4t.personal.common_ground import LEARNING, RESPONSIBLE
from courses.models import (
    Activity,
    ActivityFile,
    Answer,
    Attempt,
    Attestation,
    AttestationIssuer,
    AttestationRule,
    Band,
    CaptionTrack,
    Completion,
    Course,
    Cue,
    Enrolment,
    Module,
    Option,
    Package,
    PackageClaim,
    PackageFile,
    Question,
    Release,
    Section,
    Unit,
    UnitFile,
)

AUTHORSHIP = Why(
    _("To name the authors of a unit, as its licence demands."),
    Basis.PUBLIC_TASK,
    _("As long as the unit is published."),
)
ATTESTING = Why(
    _("To attest what was done, and to let others verify it."),
    Basis.CONTRACT,
    _("As long as the account exists; then without a person, for counts."),
)
SIGNING = Why(
    _("To print who signs an attestation."),
    Basis.PUBLIC_TASK,
    _("As long as the course gives attestations."),
)
# Options that were chosen count on; what was typed in her own words goes with the person.
CHOICES_ONLY = Case(
    When(Exact(Func(F("given"), function="jsonb_typeof", output_field=CharField()), Value("array")), then=F("given")),
    default=Cast(Value("null"), JSONField()),
)

declare(
    Enrolment,
    of="learner",
    fields={
        name: Personal(LEARNING, NOBODY_ANY_MORE)
        for name in (
            "learner",
            "course",
            "release",
            "state",
            "enrolled_at",
            "last_unit_key",
            "last_seen_at",
            "finished_at",
            "withdrawn_at",
        )
    },
    impersonal=["id"],
    shown_with=["release__course"],
)
declare(
    Completion,
    of="enrolment__learner",
    fields={name: Personal(LEARNING, NOBODY_ANY_MORE) for name in ("enrolment", "unit_key", "basis", "language", "at")},
    impersonal=["id"],
    shown_with=["enrolment__course"],
)
declare(
    PackageClaim,
    of="enrolment__learner",
    fields={
        **{
            name: Personal(LEARNING, NOBODY_ANY_MORE)
            for name in (
                "enrolment",
                "package_key",
                "unit_key",
                "state",
                "raw",
                "least",
                "most",
                "scaled",
                "seconds",
                "first_at",
                "last_at",
                "settled_at",
                "settled_reason",
            )
        },
        # Whatever the package kept: perhaps her own words.
        "suspended": Personal(LEARNING, Overwritten("")),
        "location": Personal(LEARNING, Overwritten("")),
        "settled_by": Personal(RESPONSIBLE, NOBODY_ANY_MORE, in_copy=False),
    },
    impersonal=["id"],
    shown_with=["enrolment__course"],
)
declare(
    Attempt,
    of="enrolment__learner",
    fields={
        name: Personal(LEARNING, NOBODY_ANY_MORE)
        for name in (
            "enrolment",
            "unit_key",
            "activity_key",
            "edition",
            "number",
            "state",
            "order",
            "language",
            "started_at",
            "saved_at",
            "handed_in_at",
            "points",
            "points_possible",
        )
    },
    impersonal=["id"],
    shown_with=["enrolment__course"],
)
declare(
    Answer,
    of="attempt__enrolment__learner",
    fields={
        "given": Personal(LEARNING, Overwritten(CHOICES_ONLY)),
        **{
            name: Personal(LEARNING, NOBODY_ANY_MORE)
            for name in ("attempt", "question_key", "points", "points_possible")
        },
    },
    impersonal=["id"],
    shown_with=["attempt"],
)
declare(
    Attestation,
    of="enrolment__learner",
    fields={
        "name": Personal(ATTESTING, Overwritten("")),
        "revocation_reason": Personal(ATTESTING, Overwritten("")),
        "revoked_by": Personal(ATTESTING, NOBODY_ANY_MORE, in_copy=False),
        **{
            name: Personal(ATTESTING, NOBODY_ANY_MORE)
            for name in (
                "enrolment",
                "code",
                "language",
                "course_title",
                "hours",
                "units",
                "score_percent",
                "first_on",
                "last_on",
                "printed",
                "issued_at",
                "revoked_at",
                "replaced_by",
            )
        },
    },
    impersonal=["id"],
    shown_with=["enrolment__course"],
)
declare(
    AttestationIssuer,
    fields={"signatory": Personal(SIGNING, Kept(_("It stands on the attestations that were issued.")))},
    impersonal=[
        "id",
        "course",
        "country",
        "programme_number",
        "credits",
        "official_name",
        "body",
        "function",
        "legal_sentence",
    ],
)
declare(
    Unit,
    fields={"contributors": Personal(AUTHORSHIP, Kept(_("It is part of the published work.")))},
    impersonal=[
        "id",
        "release",
        "section",
        "key",
        "position",
        "kind",
        "completion_rule",
        "minutes",
        "licence",
        "title",
        "description",
        "body",
        "archived_at",
    ],
)
declare_impersonal(CaptionTrack, Course, Cue, Module, Package, PackageFile, Release, Section, UnitFile)
declare_impersonal(Activity, ActivityFile, AttestationRule, Band, Option, Question)
