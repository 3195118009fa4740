from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PublicationState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


class UnitKind(models.TextChoices):
    TEXT = "text", pgettext_lazy("unit kind", "Text")
    VIDEO = "video", pgettext_lazy("unit kind", "Video")
    ACTIVITY = "activity", pgettext_lazy("unit kind", "Activity")
    DOWNLOAD = "download", pgettext_lazy("unit kind", "Download")


class CompletionRule(models.TextChoices):
    """What makes a unit done by itself; declaring it done always counts as well."""

    READ = "read", _("Done when you have read it for a while.")
    PLAYED = "played", _("Done when you have played the video.")
    DOWNLOADED = "downloaded", _("Done when you have opened the download.")
    ANSWERED = "answered", _("Done when you have handed in your answers.")
    DECLARED = "declared", _("Done when you say so.")


class EnrolmentState(models.TextChoices):
    ACTIVE = "active", _("active")
    WITHDRAWN = "withdrawn", _("withdrawn")


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("one answer of several")
    MULTIPLE = "multiple", _("several answers")
    TRUE_FALSE = "true_false", _("true or false")
    NUMBER = "number", _("a number")
    SHORT_TEXT = "short_text", _("a short text")
    BLANKS = "blanks", _("fill the blanks")
    MATCH = "match", _("match or classify")
    ORDER = "order", _("put in order")
    HOTSPOT = "hotspot", _("find on a picture")
    REFLECTION = "reflection", _("a reflection, without marks")


class OptionRole(models.TextChoices):
    OPTION = "option", _("option")
    TARGET = "target", _("place for an item")


class AttemptState(models.TextChoices):
    OPEN = "open", _("open")
    HANDED_IN = "handed_in", _("handed in")


class PackageKind(models.TextChoices):
    H5P = "h5p", "H5P"
    SCORM12 = "scorm12", "SCORM 1.2"
    SCORM2004 = "scorm2004", "SCORM 2004"
    HTML5 = "html5", "HTML5"


class ClaimedState(models.TextChoices):
    """What a package says about a learner; the first says that it was opened and has said nothing."""

    OPENED = "opened", pgettext_lazy("claim of a package", "opened, no status received")
    INCOMPLETE = "incomplete", pgettext_lazy("claim of a package", "begun")
    COMPLETED = "completed", pgettext_lazy("claim of a package", "completed")
    PASSED = "passed", pgettext_lazy("claim of a package", "passed")
    FAILED = "failed", pgettext_lazy("claim of a package", "not passed")


class SettlesAs(models.TextChoices):
    """What counts for a learner who opened a package that never says how far she is."""

    NEVER = "never", pgettext_lazy("package without a status", "only what the learner declares")
    OPENED = "opened", pgettext_lazy("package without a status", "done when opened")
    MINUTES = "minutes", pgettext_lazy("package without a status", "done after minutes of use")


class SettledReason(models.TextChoices):
    """Why a package counts as done although it never said so; the first two are rules, the others are people's."""

    RULE_OPENED = "opened", pgettext_lazy("why a package counts", "the rule of the package: it was opened")
    RULE_MINUTES = "minutes", pgettext_lazy("why a package counts", "the rule of the package: it was used long enough")
    SEEN = "seen", pgettext_lazy("why a package counts", "I have seen the learner's work")
    FAULT = "fault", pgettext_lazy("why a package counts", "a technical fault kept the package from reporting")
    ELSEWHERE = "elsewhere", pgettext_lazy("why a package counts", "the learner did the same in another place")


class CohortState(models.TextChoices):
    """Places are taken by link only while it is open; staff may give them before, nobody gets one afterwards."""

    PLANNED = "planned", pgettext_lazy("cohort", "being prepared")
    OPEN = "open", pgettext_lazy("cohort", "open")
    CLOSED = "closed", pgettext_lazy("cohort", "closed")


class JoinedBy(models.TextChoices):
    LINK = "link", pgettext_lazy("how somebody came to a cohort", "the join link")
    HAND = "hand", pgettext_lazy("how somebody came to a cohort", "added by hand")
    FILE = "file", pgettext_lazy("how somebody came to a cohort", "a list from a file")
    INVITATION = "invitation", pgettext_lazy("how somebody came to a cohort", "an invitation")
    MOVED = "moved", pgettext_lazy("how somebody came to a cohort", "moved from another cohort")


class InvitationState(models.TextChoices):
    OPEN = "open", pgettext_lazy("invitation", "waiting")
    CLAIMED = "claimed", pgettext_lazy("invitation", "taken up")
    DECLINED = "declined", pgettext_lazy("invitation", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "withdrawn")


class SessionKind(models.TextChoices):
    ONLINE = "online", pgettext_lazy("session", "online")
    FACE_TO_FACE = "face_to_face", pgettext_lazy("session", "face to face")
    WEBINAR = "webinar", pgettext_lazy("session", "webinar")
    HYBRID = "hybrid", pgettext_lazy("session", "hybrid")


class SessionState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("session", "planned")
    CANCELLED = "cancelled", pgettext_lazy("session", "cancelled")


class SeatState(models.TextChoices):
    COMING = "coming", pgettext_lazy("seat in a session", "coming")
    WAITING = "waiting", pgettext_lazy("seat in a session", "waiting for a seat")
    NOT_COMING = "not_coming", pgettext_lazy("seat in a session", "not coming")


class MaterialKind(models.TextChoices):
    MATERIAL = "material", pgettext_lazy("for a session", "material")
    RECORDING = "recording", pgettext_lazy("for a session", "recording")


class PresenceSource(models.TextChoices):
    """Where it is known from that somebody was there; what a trainer ticked by hand wins over the others."""

    TICK = "tick", pgettext_lazy("source of attendance", "ticked by hand")
    CHECK_IN = "check_in", pgettext_lazy("source of attendance", "checked in herself")
    REPORT = "report", pgettext_lazy("source of attendance", "meeting report")


class Presence(models.TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "present")
    ABSENT = "absent", pgettext_lazy("attendance", "absent")
    EXCUSED = "excused", pgettext_lazy("attendance", "excused")


class ReportKind(models.TextChoices):
    """Programs whose meeting reports are read; their names are their own."""

    TEAMS = "teams", "Microsoft Teams"
    ZOOM = "zoom", "Zoom"
    BIGBLUEBUTTON = "bigbluebutton", "BigBlueButton"
    WEBEX = "webex", "Webex"


class MatchedBy(models.TextChoices):
    NOBODY = "", pgettext_lazy("row of a meeting report", "not matched")
    ADDRESS = "address", pgettext_lazy("row of a meeting report", "by the address")
    HAND = "hand", pgettext_lazy("row of a meeting report", "by hand")
    REMEMBERED = "remembered", pgettext_lazy("row of a meeting report", "remembered from last time")
    WALK_IN = "walk_in", pgettext_lazy("row of a meeting report", "noted as a walk-in")
