"""What the courses keep about people."""

from django.utils.translation import gettext_lazy as _

from ai4t.personal import NOBODY_ANY_MORE, Basis, Kept, Overwritten, Personal, Why, declare, declare_impersonal
from ai4t.personal.common_ground import LEARNING, RESPONSIBLE
from courses.models import (
    Completion,
    Course,
    Enrolment,
    Module,
    Package,
    PackageClaim,
    PackageFile,
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
declare_impersonal(Course, Module, Package, PackageFile, Release, Section, UnitFile)
