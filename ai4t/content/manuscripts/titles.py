"""The title of a text: as the author gives it, without the number, which belongs to the key."""

import re
import unicodedata

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.manuscript import Manuscript, Page, Saying
from ai4t.content.manuscripts.numbers import number_in, number_of, without_number

LONGEST = 300
_HEADING = re.compile(r"^ {0,3}#{1,6}(?!#)(?P<text>[^\n]+)$", re.M)
_MARKS = re.compile(r"[*_`]+|\[([^\]]*)\]\([^)]*\)|<[^>]*>|\{[^}]*\}")


def title_of(manuscript: Manuscript, page: Page, faults: Irregularities) -> str:
    sayings = manuscript.sayings("title")
    told = next((saying for saying in sayings if saying.value), None)
    _note_disagreements(sayings, told, faults)
    if told is None:
        return _title_without_metadata(manuscript, page, faults)
    _note_number(told, page, faults)
    return without_number(" ".join(told.value.split()))[:LONGEST]


def readable_name(name: str) -> str:
    """``1-1-are-teachers_concerned`` as a title: ``Are teachers concerned``."""
    words = re.sub(r"[-_\s]+", " ", without_number(name) if number_of(name) else name).strip()
    words = re.sub(r"^\d+(?: \d+)*[a-z]? (?=\S)", "", words) if number_of(name) else words
    return words[:1].upper() + words[1:]


def _title_without_metadata(manuscript: Manuscript, page: Page, faults: Irregularities) -> str:
    heading = _HEADING.search(manuscript.body)
    written = heading["text"][: 2 * LONGEST].strip(" \t\xa0#") if heading else ""
    text = " ".join(_MARKS.sub(r"\1", written).split())
    title = without_number(text) or readable_name(page.label)
    faults.note(
        manuscript.path,
        0,
        "no-title",
        _("This text gives no title; its heading or its file name serves: “%(title)s”.") % {"title": title},
    )
    return title[:LONGEST]


def _note_disagreements(sayings: list[Saying], told: Saying | None, faults: Irregularities) -> None:
    for saying in sayings:
        if not saying.value:
            faults.note(saying.file, saying.line, "title-empty", _("The title is empty here."))
        elif told and _comparable(saying.value) != _comparable(told.value):
            faults.note(
                saying.file,
                saying.line,
                "title-disagrees",
                _("The title “%(title)s” differs from “%(chosen)s”, which is shown.")
                % {"title": saying.value, "chosen": told.value},
            )


def _note_number(told: Saying, page: Page, faults: Irregularities) -> None:
    name, title = number_of(page.label), number_in(told.value)
    if len(name.parts) < 2:
        return
    if not title:
        faults.note(
            told.file, told.line, "title-number-missing", _("This title does not begin with the number of its unit.")
        )
    elif title.parts != name.parts:
        faults.note(
            told.file,
            told.line,
            "title-number-wrong",
            _("This title begins with %(number)s, and the file name with %(name)s.") % {"number": title, "name": name},
        )


def _comparable(title: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", title).strip("\"'").split())
