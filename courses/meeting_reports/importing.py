"""A meeting report comes in: all of it or nothing, and a second time without any change."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.content.locking import lock
from ai4t.content.storing import STORE, ContentStore
from courses.meeting_reports.counting import recount
from courses.meeting_reports.looking import Look, Seen
from courses.meeting_reports.reading import clean
from courses.models import MeetingAttendee, MeetingReport, Session

_MEDIA_TYPE = "application/octet-stream"


class ReportRefused(Exception):
    """This report cannot be imported; the text is meant for people."""


@dataclass(frozen=True)
class Imported:
    """``is_new`` is False where the same file was imported before: then nothing has changed."""

    report: MeetingReport
    is_new: bool


@transaction.atomic
def bring_in(look: Look, *, by, replaces: MeetingReport | None = None, now=None) -> Imported:
    """Store what ``look`` saw, and mark who was there. With ``replaces``, that report of the same meeting goes.

    Otherwise it adds to those there are: another room, another block; time in two of them counts once.
    """
    session = locked(look.session)
    reports = MeetingReport.objects.unscoped("reports of a session that is seen").filter(session=session)
    if known := reports.filter(sha256=look.sha256).first():
        return Imported(known, is_new=False)
    if not look.may_import:
        raise ReportRefused(_("This report cannot be imported as it is. Please look at it first."))
    if replaces:
        reports.filter(pk=replaces.pk).delete()
    report = _kept(look, session, by, now or timezone.now())
    rows = MeetingAttendee.objects.unscoped("rows of a report that comes in")
    rows.bulk_create([_row(report, seen) for seen in look.people], batch_size=500)
    recount(session, by=by, now=now)
    counts = {**look.counts, "kind": report.kind, "replaces": replaces.pk if replaces else None}
    auditing.record("meeting_report.imported", by=by, about=report, session=session.pk, **counts)
    return Imported(report, is_new=True)


def locked(session: Session) -> Session:
    """What brings reports in and takes them out comes after each other in one session."""
    return Session.objects.unscoped("a session that is seen").select_for_update(no_key=True).get(pk=session.pk)


def _kept(look: Look, session: Session, by, now) -> MeetingReport:
    lock(STORE)
    report = MeetingReport(
        session=session,
        file=ContentStore().keep(look.raw, media_type=_MEDIA_TYPE),
        sha256=look.sha256,
        file_name=clean(PurePosixPath(look.reading.file).name)[-200:] or "report.csv",
        kind=look.reading.kind,
        day_comes_first=look.day_comes_first,
        imported_by=by,
        imported_at=now,
    )
    report.save(force_insert=True)
    return report


def _row(report: MeetingReport, seen: Seen) -> MeetingAttendee:
    person, match = seen.person, seen.match
    return MeetingAttendee(
        report=report,
        name=person.name,
        address=person.address,
        joined_at=min((begin for begin, _end in person.spans), default=None),
        left_at=max((end for _begin, end in person.spans), default=None),
        spans=[[int(begin.timestamp()), int(end.timestamp())] for begin, end in person.spans],
        loose_seconds=person.loose_seconds,
        likely_nobody=seen.nobody,
        minutes=seen.minutes,
        connections=min(person.connections, 32_000),
        is_participant=match.is_participant,
        learner=match.learner,
        matched_by=match.by,
    )
