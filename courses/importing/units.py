"""One unit out of one page: its kind, licence, minutes, and its texts by language."""

import re
import unicodedata
from collections import Counter

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import is_shown
from courses.importing.contents import UnitContents, UnitText
from courses.importing.keys import Key
from courses.importing.kinds import decided, kind_of, kind_of_letter
from courses.importing.licences import licence_of
from courses.importing.manuscripts import Manuscript, Page, Saying
from courses.importing.minutes import given_minutes
from courses.importing.numbers import number_of, split_key
from courses.importing.people import contributors
from courses.importing.titles import title_of
from courses.states import UnitKind

# Beside French punctuation a no-break space is good typography; elsewhere it comes from a word processor.
_STRAY_SPACE = re.compile(r"(?<![«‹\d])\xa0(?![»›:;?!%€\d])")
_MACRO = re.compile(r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|^[ \t]*-+8<-+", re.M)


def kind_of_page(page: Page, source_language: str, faults: Irregularities) -> UnitKind:
    said: list[tuple[str, Saying, UnitKind]] = []
    for code, manuscript in page.manuscripts.items():
        for saying in manuscript.sayings("type"):
            if kind := kind_of(saying.value):
                said.append((code, saying, kind))
            elif saying.value:
                faults.note(
                    saying.file,
                    saying.line,
                    "kind-unknown",
                    _("“%(type)s” is no kind of unit that we know.") % {"type": saying.value},
                )
    if not said:
        return _kind_of_letters(page)
    # What a language says first is its vote.
    chosen = decided({code: kind for code, _saying, kind in reversed(said)}, source_language)
    deviating = {saying.file: (saying, kind) for _code, saying, kind in reversed(said) if kind != chosen}
    for saying, kind in deviating.values():
        faults.note(
            saying.file,
            saying.line,
            "kind-differs",
            _("The unit is called “%(kind)s” here and “%(chosen)s” in most places, which counts.")
            % {"kind": kind.label, "chosen": chosen.label},
        )
    return chosen


def unit_of(page: Page, key: Key, kind: UnitKind, source_language: str, faults: Irregularities) -> UnitContents:
    unit = UnitContents(
        key=key.value,
        key_is_stated=key.is_stated,
        stem=page.stem,
        kind=kind,
        licence=_licence(page, source_language, faults),
    )
    for manuscript in page.source_first(source_language):
        _note_characters(manuscript, faults)
        text = _text(manuscript, page, faults)
        (unit.texts if is_shown(text.language) else unit.hidden)[text.language] = text
    return unit


def _text(manuscript: Manuscript, page: Page, faults: Irregularities) -> UnitText:
    if not manuscript.body.strip():
        faults.note(manuscript.path, 0, "text-empty", _("This text is empty."))
    document = manuscript.document
    lines = manuscript.contributor_lines()
    if len(lines) > 1 and isinstance(document.front.fields.get("contributor"), str):
        faults.note(
            document.path,
            document.line_of("contributor"),
            "people-run-together",
            _("Several people stand in one value here; each line was read as one person."),
        )
    return UnitText(
        language=manuscript.language,
        path=document.path,
        raw=document.raw,
        front_matter=document.front_matter,
        sha256=document.sha256,
        title=title_of(manuscript, page, faults),
        description=manuscript.said("description"),
        contributors=", ".join(contributors(lines)),
        body=manuscript.body,
        body_line=document.body_line,
        given_minutes=given_minutes(manuscript.said("minutes")),
    )


def _kind_of_letters(page: Page) -> UnitKind:
    letters = [number_of(page.label).letter]
    letters += [split_key(manuscript.said("id"))[1].letter for manuscript in page.manuscripts.values()]
    return next(filter(None, map(kind_of_letter, letters)), UnitKind.TEXT)


def _licence(page: Page, source_language: str, faults: Irregularities) -> str:
    said = []
    for manuscript in page.source_first(source_language):
        saying = next((saying for saying in manuscript.sayings("licence") if saying.value), None)
        if saying is None:
            continue
        licence, is_known = licence_of(saying.value)
        said.append((licence, saying))
        if not is_known:
            faults.note(
                saying.file,
                saying.line,
                "licence-unknown",
                _("The licence “%(licence)s” is not one we know; it is shown as written.") % {"licence": licence},
            )
    if not said:
        return ""
    most = Counter(licence for licence, _saying in said).most_common(1)[0][0]
    for licence, saying in said:
        if licence != most:
            faults.note(
                saying.file,
                saying.line,
                "licence-differs",
                _("The licence here is %(licence)s, and %(chosen)s in most languages; that one is shown.")
                % {"licence": licence, "chosen": most},
            )
    return most


def _note_characters(manuscript: Manuscript, faults: Irregularities) -> None:
    body, first_line = manuscript.body, manuscript.document.body_line

    def note(position: int, kind: str, message: str) -> None:
        faults.note(manuscript.path, first_line + body.count("\n", 0, position), kind, message)

    if stray := _STRAY_SPACE.search(body):
        note(stray.start(), "no-break-space", _("There are no-break spaces here where a plain space is meant."))
    if not unicodedata.is_normalized("NFC", body):
        position = next(i for i, (a, b) in enumerate(zip(body, unicodedata.normalize("NFC", body))) if a != b)  # noqa: B905
        note(position, "not-composed", _("Accents are written apart from their letters here (not in form NFC)."))
    for macro in _MACRO.finditer(body):
        note(macro.start(), "macro", _("This is an instruction to another program; it is shown as written."))
