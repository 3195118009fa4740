"""A certificate of attendance: for one session, for somebody who was there, once it is over."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from ai4t import languages, walls
from courses.attendance.marking import Attended, merged
from courses.attesting.issuing import issuer_for, printed_lines
from courses.attesting.pdf import TEMPLATE
from courses.models import AttendanceMark, Session
from courses.printing.typesetting import typeset
from courses.sessions import zones
from courses.states import Presence


def attended_by(session: Session, learner) -> Attended | None:
    """What holds for her; None where nobody has said anything."""
    marks = AttendanceMark.objects.unscoped("her own attendance").filter(session=session, learner=learner)
    return merged(marks, session)


def is_certified(session: Session, attended: Attended | None, now=None) -> bool:
    """Whether she gets a certificate: she was there, and it is over and was not cancelled."""
    is_over = session.ends_at <= (now or timezone.now()) and not session.is_cancelled
    return is_over and attended is not None and attended.presence == Presence.PRESENT


def certificate_of(session: Session, learner, *, language: str, now=None) -> bytes | None:
    """The PDF in ``language``, or None for who was not there. Raises CannotBePrinted for letters we have not."""
    attended = attended_by(session, learner)
    if not is_certified(session, attended, now):
        return None
    words = languages.interface_language(language)
    course = session.cohort.course
    with walls.lifted("who signs, by the country of the learner"):
        issuer = issuer_for(learner, course.pk)
    printed = printed_lines(issuer, language=language, source=course.source_language)
    with override(words):
        data = _data(session, learner, attended, printed, language)
    return typeset(TEMPLATE, data, language=words, at=session.ends_at)


def _data(session: Session, learner, attended: Attended, printed: dict[str, str], language: str) -> dict:
    return {
        "title": _("Certificate of attendance"),
        "author": printed.get("body") or settings.PLATFORM_NAME,
        "official_name": printed.get("official_name", ""),
        "name": str(learner),
        "course": session.title,
        "stations": 2,
        "rows": _rows(session, attended, printed, language),
        "legal_sentence": "",
        "signatory": printed.get("signatory", ""),
        "function": printed.get("function", ""),
        "code": "",
        "labels": {
            "name": pgettext("attestation", "Name"),
            "course": pgettext("certificate of attendance", "Session"),
        },
    }


def _rows(session: Session, attended: Attended, printed: dict[str, str], language: str) -> list[tuple[str, str]]:
    course = session.cohort.course
    title = languages.text(course, "title", language=language, source=course.source_language).value
    rows = [
        (pgettext("certificate of attendance", "Time"), zones.one(session.starts_at, session.ends_at, session.zone)),
        (pgettext("certificate of attendance", "Attended"), minutes_in_words(attended.minutes)),
        (pgettext("certificate of attendance", "Kind"), session.get_kind_display()),
        (pgettext("certificate of attendance", "Cohort"), session.cohort.name),
        (pgettext("attestation", "Course"), title or course.slug),
    ]
    if number := printed.get("programme_number"):
        rows.append((_("Programme number"), number))
    if body := printed.get("body"):
        rows.append((_("Issuing body"), body))
    return rows


def minutes_in_words(minutes: int) -> str:
    """ "1 hour 30 minutes", "45 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest})
    return " ".join(parts)
