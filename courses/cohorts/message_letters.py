"""A message of a trainer as a letter: her words in the frame of its reader's language, answered to her."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t import outbox
from ai4t.accounts import confirming
from ai4t.models import Letter
from courses.cohorts import writing
from courses.cohorts.addressing import KIND
from courses.cohorts.letters import about_cohort
from courses.cohorts.plain_words import paragraphs
from courses.models import CohortMessage


def register():
    outbox.register(
        KIND,
        label=gettext_lazy("Messages of the trainers of your cohort"),
        priority=Letter.Priority.BULK,
        context=_to_the_cohort,
        may_be_declined=True,
    )
    outbox.register(
        writing.KIND_TO_ONESELF, label=gettext_lazy("Message to a cohort, sent to oneself"), context=_to_oneself
    )


def context_of(message: CohortMessage, language: str) -> dict:
    author = message.author
    return {
        **about_cohort(message.cohort, language),
        "title": message.subject,
        "words": message.body,
        "paragraphs": paragraphs(message.body),
        "author": author.name,
        "reply_to": author.email if confirming.is_confirmed(author) else "",
    }


def _to_the_cohort(letter: Letter) -> dict | None:
    """None once it was called back, or its author may not write to the cohort any more."""
    message: CohortMessage | None = letter.about
    if message is None or message.recalled_at or not writing.may_write(message.author, message.cohort):
        return None
    return context_of(message, letter.language)


def _to_oneself(letter: Letter) -> dict | None:
    message: CohortMessage | None = letter.about
    if message is None:
        return None
    title = _("Test: %(subject)s") % {"subject": message.subject}
    return {**context_of(message, letter.language), "title": title}
