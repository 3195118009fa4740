"""A look at letters before they are written: done for real inside a transaction, read, and undone."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import ngettext

from ai4t import languages, outbox
from ai4t.models import Letter
from courses.models import Session
from courses.sessions.planning import AlreadyPlanned

WRITE, QUIETLY, BACK = "write", "quietly", "back"


@dataclass(frozen=True)
class Sample:
    """How many get the letter in this language, and how it reads for the first of them."""

    language: str
    language_name: str
    count: int
    person: str
    subject: str
    text: str


def samples_of(verb: Callable[[], list[Letter]]) -> list[Sample]:
    """What ``verb`` would write, a sample for each language; nothing of what it does stays."""
    with transaction.atomic():
        samples = _by_language(verb())
        transaction.set_rollback(True)
    return samples


def write_to(samples: list[Sample]) -> str:
    """The words on the button."""
    count = sum(sample.count for sample in samples)
    return ngettext("Save and write to %(count)d person", "Save and write to %(count)d people", count) % {
        "count": count
    }


def cancel_and_write_to(samples: list[Sample]) -> str:
    count = sum(sample.count for sample in samples)
    return ngettext(
        "Cancel the session and write to %(count)d person", "Cancel the session and write to %(count)d people", count
    ) % {"count": count}


def written(count: int) -> str:
    return ngettext("%(count)d letter was written.", "%(count)d letters were written.", count) % {"count": count}


def planned_already(refusal: AlreadyPlanned, user) -> str:
    """What is not saved, and the way to what is; no way to a session that she does not see."""
    known = refusal.session
    if known is None or not Session.objects.visible_to(user).filter(pk=known.pk).exists():
        return str(refusal)
    address = reverse("admin:courses_session_change", args=[known.pk])
    return format_html('{} <a href="{}">{}</a>', str(refusal), address, known.title)


def _by_language(letters: list[Letter]) -> list[Sample]:
    of_language: dict[str, list[Letter]] = {}
    for letter in letters:
        of_language.setdefault(letter.language, []).append(letter)
    return [_sample(language, of_language[language]) for language in sorted(of_language)]


def _sample(language: str, letters: list[Letter]) -> Sample:
    subject, text = outbox.texts_of(letters[0]) or ("", "")
    name = languages.opened_codes().get(language, language)
    return Sample(language, str(name), len(letters), letters[0].recipient.name, subject, text)
