"""The same activity read in several languages, as one: the source language says what is asked, the others how."""

import posixpath
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from courses.activities.contents import ActivityContents, OptionContents, QuestionContents, Texts
from courses.states import QuestionKind

_TEXTS_OF_OPTION = ("texts", "feedback", "feedback_otherwise", "tips")
_TYPED = {QuestionKind.SHORT_TEXT, QuestionKind.BLANKS}


@dataclass(frozen=True)
class Read:
    """What one file says, in the language of ``contents.source_language``."""

    path: str
    contents: ActivityContents


def merge(readings: list[Read], *, source_language: str, faults: Irregularities) -> ActivityContents:
    """One activity; the reading in the source language leads, or else the first. Codes and keys are the leader's.

    A language whose questions are others is left out and named.
    """
    leader = next((read for read in readings if read.contents.source_language == source_language), readings[0])
    merged = leader.contents
    languages = {merged.source_language}
    for read in readings:
        if read is leader:
            continue
        language = read.contents.source_language
        if language in languages:
            message = _("“%(other)s” is the same activity in the same language; this file was left out.")
            faults.note(read.path, 0, "language-twice", message % {"other": leader.path})
        elif difference := _difference(merged, read.contents):
            faults.note(
                read.path,
                0,
                "structure-differs",
                _("The activity is not the same as in “%(other)s” (%(difference)s); this language was left out.")
                % {"other": leader.path, "difference": difference},
            )
        else:
            languages.add(language)
            _bring(merged, read, faults)
    return merged


def _difference(one: ActivityContents, other: ActivityContents) -> str:
    if len(one.questions) != len(other.questions):
        return _("%(count)d questions instead of %(expected)d") % {
            "count": len(other.questions),
            "expected": len(one.questions),
        }
    for number, (left, right) in enumerate(zip(one.questions, other.questions, strict=True), start=1):
        if left.kind != right.kind:
            return _("question %(number)d is of another kind") % {"number": number}
        if _pattern(left) != _pattern(right):
            return _("question %(number)d has other answers") % {"number": number}
    return ""


def _pattern(question: QuestionContents) -> list[tuple]:
    """What must be the same in every language. How many words are accepted is free."""
    if question.kind == QuestionKind.SHORT_TEXT:
        return sorted({(option.share,) for option in question.options})
    return [
        (option.code, option.role, option.share, option.number, option.tolerance, tuple(option.targets))
        for option in question.options
    ]


def _bring(merged: ActivityContents, read: Read, faults: Irregularities) -> None:
    contents = read.contents
    renamed = _bring_files(merged, contents)
    _add(merged.titles, contents.titles)
    _add(merged.instructions, contents.instructions, renamed)
    bands = {band.from_percent: band for band in merged.bands}
    for band in contents.bands:
        if band.from_percent in bands:
            _add(bands[band.from_percent].texts, band.texts, renamed)
        else:
            faults.note(
                read.path,
                0,
                "question-part-left-out",
                _("A feedback by points that the source language does not have was left out."),
            )
    for mine, theirs in zip(merged.questions, contents.questions, strict=True):
        _add(mine.texts, theirs.texts, renamed)
        _add(mine.explanations, theirs.explanations, renamed)
        _bring_picture(mine, theirs, merged, read, faults)
        _bring_options(mine, theirs, contents.source_language, renamed)


def _bring_options(mine: QuestionContents, theirs: QuestionContents, language: str, renamed: dict[str, str]) -> None:
    if mine.kind == QuestionKind.SHORT_TEXT and len(mine.options) != len(theirs.options):
        _bring_variants(mine, theirs, language)
        return
    for option, other in zip(mine.options, theirs.options, strict=True):
        for name in _TEXTS_OF_OPTION:
            is_typed = name == "texts" and mine.kind in _TYPED
            _add(getattr(option, name), getattr(other, name), {} if is_typed else renamed)


def _bring_variants(mine: QuestionContents, theirs: QuestionContents, language: str) -> None:
    """A language with more or fewer accepted words: those that are worth the same stand together."""
    for option in mine.options:
        alike = [other for other in theirs.options if other.share == option.share]
        option.texts[language] = "\n".join(other.texts[language] for other in alike if language in other.texts)
        option.feedback |= next((other.feedback for other in alike if other.feedback), {})


def _bring_picture(mine, theirs, merged: ActivityContents, read: Read, faults: Irregularities) -> None:
    if mine.picture is None or theirs.picture is None:
        return
    _add(mine.picture.alts, theirs.picture.alts)
    if merged.files.get(mine.picture.name) != read.contents.files.get(theirs.picture.name):
        faults.note(
            read.path,
            0,
            "picture-differs",
            _("This language has another picture; the one of the source language is shown."),
        )


def _bring_files(merged: ActivityContents, contents: ActivityContents) -> dict[str, str]:
    """The files that texts of the other language show; a name that is taken by other bytes gets the language."""
    renamed = {}
    shown = {question.picture.name for question in contents.questions if question.picture}
    for name, raw in contents.files.items():
        if name in shown and merged.files.get(name) != raw and not _is_in_texts(name, contents):
            continue
        wanted = name
        if merged.files.get(name, raw) != raw:
            stem, ending = posixpath.splitext(name)
            wanted = renamed[name] = f"{stem}-{contents.source_language}{ending}"
        merged.files[wanted] = raw
    return renamed


def _is_in_texts(name: str, contents: ActivityContents) -> bool:
    return any(name in text for text in _all_texts(contents))


def _all_texts(contents: ActivityContents):
    yield from contents.instructions.values()
    for band in contents.bands:
        yield from band.texts.values()
    for question in contents.questions:
        yield from question.texts.values()
        yield from question.explanations.values()
        for option in question.options:
            yield from _texts_of(option)


def _texts_of(option: OptionContents):
    for name in _TEXTS_OF_OPTION:
        yield from getattr(option, name).values()


def _add(mine: Texts, theirs: Texts, renamed: dict[str, str] | None = None) -> None:
    for language, text in theirs.items():
        for old, new in (renamed or {}).items():
            text = text.replace(f'"{old}"', f'"{new}"').replace(f"({old})", f"({new})")
        mine[language] = text
