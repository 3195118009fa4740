"""What became of the messages of a cohort: by whom, to whom, and how far their letters have come."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.models import Letter
from courses.cohorts.addressing import KIND
from courses.cohorts.standing import Standing
from courses.models import Cohort, CohortMessage

State = Letter.State


@dataclass
class Entry:
    """``left`` letters were taken by a mail server, ``failed`` ones were refused or came back, ``dropped`` ones never
    left: declined meanwhile, or their author may not write any more. ``known`` is less than ``recipients`` for old
    messages, whose letters are forgotten.
    """

    message: CohortMessage
    left: int = 0
    failed: int = 0
    declined: int = 0
    dropped: int = 0
    waiting: int = 0

    @property
    def known(self) -> int:
        return self.left + self.failed + self.declined + self.dropped + self.waiting

    def may_be_recalled(self, now: datetime) -> bool:
        return bool(self.message.leaves_at and not self.message.recalled_at and now < self.message.leaves_at)

    def seconds_left(self, now: datetime) -> int:
        return int((self.message.leaves_at - now).total_seconds()) if self.may_be_recalled(now) else 0


def entries(cohort: Cohort, *, reader) -> list[Entry]:
    """Newest first: what was sent, and the reader's own drafts."""
    messages = CohortMessage.objects.visible_to(reader).filter(cohort=cohort).select_related("author", "cohort")
    shown = messages.filter(Q(leaves_at__isnull=False) | Q(author=reader))
    found = {message.pk: Entry(message) for message in shown}
    for row in _letters(found).values("about_id", "state", "error").annotate(count=Count("pk")):
        _add(found[row["about_id"]], row["state"], row["error"], row["count"])
    return list(found.values())


def entry_of(message: CohortMessage) -> Entry:
    entry = Entry(message)
    for row in _letters([message.pk]).values("state", "error").annotate(count=Count("pk")):
        _add(entry, row["state"], row["error"], row["count"])
    return entry


def to_whom(message: CohortMessage) -> str:
    """The filter in words."""
    if not message.standings:
        return _("everybody")
    stuck = ngettext("stuck for %(days)d day", "stuck for %(days)d days", message.stuck_days)
    words = {**dict(Standing.choices), Standing.STUCK: stuck % {"days": message.stuck_days}}
    return ", ".join(str(words.get(standing, standing)) for standing in message.standings)


def _letters(messages):
    letters = Letter.objects.unscoped("counts about messages that are seen")
    about = ContentType.objects.get_for_model(CohortMessage)
    return letters.filter(kind=KIND, about_type=about, about_id__in=list(messages)).order_by()


def _add(entry: Entry, state: str, error: str, count: int) -> None:
    if state == State.SENT:
        entry.left += count
    elif state in {State.FAILED, State.UNKNOWN}:
        entry.failed += count
    elif state == State.CANCELLED and error == Letter.Trouble.DECLINED:
        entry.declined += count
    elif state == State.CANCELLED:
        entry.dropped += count
    else:
        entry.waiting += count
