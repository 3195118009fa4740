"""An activity as lines of plain text, for somebody who looks before she imports."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from lxml import html

from ai4t import markup
from ai4t.markup import MarkupRefused
from courses.activities.contents import ActivityContents, OptionContents, QuestionContents, Texts
from courses.states import OptionRole, QuestionKind

_LINES = re.compile(r"<br>|</(?:p|li|tr|div|h\d)>")


class _NoFiles:
    def picture(self, _target):
        return None

    attachment = page = activity = picture


def tell(contents: ActivityContents) -> Iterator[str]:
    """Each question with what can be answered; ``[x]`` stands before what is right."""
    language = contents.source_language
    yield f"{contents.key}: {contents.titles.get(language, '')}".rstrip(": ")
    if contents.instructions:
        yield from _indented(_words(contents.instructions, language), "  ")
    for number, question in enumerate(contents.questions, start=1):
        yield ""
        kind = _("%(number)d. %(kind)s, points: %(points)s") % {
            "number": number,
            "kind": question.kind.label,
            "points": f"{question.points.normalize():f}",
        }
        yield f"  {kind}"
        yield from _indented(_words(question.texts, language), "     ")
        if question.picture:
            yield f"     ({question.picture.name})"
        for option in question.options:
            yield from _indented(_told(option, question, language), "     ")
        if question.explanations:
            yield from _indented(f"→ {_words(question.explanations, language)}", "     ")
    for band in contents.bands:
        yield from _indented(f"{band.from_percent} %: {_words(band.texts, language)}", "  ")


def _told(option: OptionContents, question: QuestionContents, language: str) -> str:
    text = _of_option(option, question, language)
    extras = [
        f"{sign} {_words(texts, language)}"
        for sign, texts in (("+", option.feedback), ("-", option.feedback_otherwise), ("?", option.tips))
        if texts
    ]
    return "\n    ".join(part.replace("\n", "\n      ") for part in [text, *extras])


def _of_option(option: OptionContents, question: QuestionContents, language: str) -> str:
    typed = " | ".join(option.texts.get(language, "").split("\n"))
    match question.kind:
        case QuestionKind.BLANKS:
            return f"[[{option.code}]] {typed}" if option.code in _blanks(question, language) else f"     {typed}"
        case QuestionKind.SHORT_TEXT:
            return f"{_mark(option)} {typed}"
        case QuestionKind.NUMBER:
            return f"{_mark(option)} {option.number:f} ± {option.tolerance or Decimal(0):f}"
        case QuestionKind.MATCH if option.role == OptionRole.TARGET:
            return f"{option.code}: {_words(option.texts, language) or '…'}"
        case QuestionKind.MATCH:
            return f"{_words(option.texts, language)} → {', '.join(option.targets) or '–'}"
        case QuestionKind.ORDER:
            return f"{option.code[1:]}. {_words(option.texts, language)}"
        case QuestionKind.TRUE_FALSE:
            return f"{_mark(option)} {_('true') if option.code == 'true' else _('false')}"
    return f"{_mark(option)} {_words(option.texts, language) or option.code}"


def _mark(option: OptionContents) -> str:
    if option.share >= 1:
        return "[x]"
    return f"[{option.share * 100:.0f} %]" if option.share else "[ ]"


def _blanks(question: QuestionContents, language: str) -> set[str]:
    return set(re.findall(r"\[\[([\w-]+)\]\]", question.texts.get(language, "")))


def _words(texts: Texts, language: str) -> str:
    """What readers will see, without its looks."""
    source = texts.get(language, "")
    if not source:
        return ""
    try:
        page = markup.render(source, language=language, resolver=_NoFiles()).html
    except MarkupRefused:
        return source
    if not page.strip():
        return ""
    return "\n".join(
        line
        for part in html.fromstring(f"<div>{_LINES.sub(chr(10), page)}</div>").text_content().split("\n")
        if (line := " ".join(part.split()))
    )


def _indented(text: str, margin: str) -> Iterator[str]:
    for line in text.split("\n") if text else []:
        yield f"{margin}{line}"
