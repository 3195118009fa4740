"""One unit out of one page: its kind, licence, minutes, and its texts by language."""

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import is_shown
from ai4t.content.manuscripts.characters import note_characters
from ai4t.content.manuscripts.licences import licence_for
from ai4t.content.manuscripts.manuscript import Manuscript, Page, Saying
from ai4t.content.manuscripts.numbers import number_of, split_key
from ai4t.content.manuscripts.people import contributors_of
from ai4t.content.manuscripts.titles import title_of
from courses.importing.contents import UnitContents, UnitText
from courses.importing.keys import Key
from courses.importing.kinds import decided, kind_of, kind_of_letter
from courses.importing.minutes import given_minutes
from courses.states import UnitKind


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
        licence=licence_for(page, source_language, faults),
    )
    for manuscript in page.source_first(source_language):
        note_characters(manuscript, faults)
        text = _text(manuscript, page, faults)
        (unit.texts if is_shown(text.language) else unit.hidden)[text.language] = text
    return unit


def _text(manuscript: Manuscript, page: Page, faults: Irregularities) -> UnitText:
    if not manuscript.body.strip():
        faults.note(manuscript.path, 0, "text-empty", _("This text is empty."))
    document = manuscript.document
    return UnitText(
        language=manuscript.language,
        path=document.path,
        raw=document.raw,
        front_matter=document.front_matter,
        sha256=document.sha256,
        title=title_of(manuscript, page, faults),
        description=manuscript.said("description"),
        contributors=contributors_of(manuscript, faults),
        body=manuscript.body,
        body_line=document.body_line,
        given_minutes=given_minutes(manuscript.said("minutes")),
    )


def _kind_of_letters(page: Page) -> UnitKind:
    letters = [number_of(page.label).letter]
    letters += [split_key(manuscript.said("id"))[1].letter for manuscript in page.manuscripts.values()]
    return next(filter(None, map(kind_of_letter, letters)), UnitKind.TEXT)
