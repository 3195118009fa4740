"""Every string that people see is translated into four languages, with its own plurals and the same placeholders."""

import re

import polib
import pytest
from django.conf import settings

from ai4t.local.messages import Message, collect

LANGUAGES = ["fr", "de", "it", "sl"]
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|%%")
# Proper names, international words, and words that a language writes as English does.
SAME = {
    "fr": {
        *("France", "Kosovo", "Liechtenstein", "Luxembourg", "Portugal", "Ukraine", "message", "Danger", "Information"),
        *("Question", "Note %(number)d", "Notes", "action", "code", "Message-ID", "version", "page", "trace", "traces"),
        *("machine", "active", "module", "description", "licence", "minutes", "modules", "position", "section"),
        *(
            "sections",
            "Messages",
            "Administration",
            "question",
            "questions",
            "Questions",
            "option",
            "options",
            "points",
        ),
        *("Points", "attestation", "attestations", "Attestation", "format", "Format", "Figure"),
        *("Invitations", "invitation", "invitations", "source", "places", "participant", "Signature"),
    },
    "de": {
        *("Passkey", "Passkey %(number)d", "Israel", "Kosovo", "Liechtenstein", "Malta", "Montenegro", "Portugal"),
        *("Ukraine", "Name", "Information", "Video", "Message-ID", "Download", "Text", "hybrid", "online"),
        *("Downloads", "Format", "April", "August", "November", "September"),
    },
    "it": {
        *(
            "Passkey",
            "Formula",
            "Passkey %(number)d",
            "Albania",
            "Algeria",
            "Armenia",
            "Austria",
            "Bulgaria",
            "Estonia",
            "Georgia",
        ),
        *("Kosovo", "Liechtenstein", "Malta", "Moldova", "Montenegro", "Romania", "Serbia", "Slovenia", "Tunisia"),
        *("Password", "e-mail", "Video", "area", "video", "Message-ID", "app", "no"),
        *("E-mail", "File", "file", "link", "online", "webinar"),
    },
    "sl": {"Formula", "Kosovo", "Malta", "Message-ID", "program"},
}


@pytest.fixture(params=LANGUAGES)
def catalogue(request):
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale" / request.param / "LC_MESSAGES" / "django.po"))
    catalogue.language = request.param
    return catalogue


def test_catalogue_holds_exactly_what_people_can_read(catalogue):
    held = {Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "") for entry in catalogue}
    said = set(collect())
    assert (sorted(said - held), sorted(held - said)) == ([], [])


def test_every_message_is_translated_and_none_is_a_guess(catalogue):
    left = [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy or entry.obsolete]
    assert left == []


def test_no_message_is_a_copy_of_the_english(catalogue):
    allowed = SAME[catalogue.language]
    copied = [entry.msgid for entry in catalogue if entry.msgstr == entry.msgid and not _may_be_alike(entry, allowed)]
    assert [text for text in copied if re.search("[A-Za-z]", _PLACEHOLDER.sub("", text))] == []


def _may_be_alike(entry, allowed) -> bool:
    """Many a city is called the same in several languages."""
    return entry.msgid in allowed or entry.msgctxt == "city"


def test_placeholders_are_those_of_the_english(catalogue):
    wrong = []
    for entry in catalogue:
        wanted = set(_PLACEHOLDER.findall(entry.msgid)) | set(_PLACEHOLDER.findall(entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            found = set(_PLACEHOLDER.findall(text))
            # A singular or a dual may say its number in a word.
            if text and (found - wanted or (not entry.msgid_plural and wanted - found)):
                wrong.append((entry.msgid, text))
    assert wrong == []
