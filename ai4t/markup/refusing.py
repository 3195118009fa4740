"""What is too much for one text.

The parser is quadratic in many places, so that a few hostile kilobytes could keep it busy for hours. Whatever can be
counted is counted before; the rest is stopped by a budget of processor time. All limits are several times what the
largest real text of the course needs (13,000 characters, 230 lines, paragraphs of 1,300).
"""

import re
import time
import xml.etree.ElementTree as etree

from django.utils.translation import gettext as _
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from ai4t.markup.html_names import VOID

MAX_CHARACTERS = 120_000
MAX_LINES = 5_000
MAX_PARAGRAPH = 8_000
MAX_ADDRESS = 2_000
MAX_ABBREVIATIONS = 100
MAX_MEANING = 300
MAX_USES = 3_000
MAX_NOTES = 1_000
MAX_HTML = 2_000_000
MAX_QUOTES = 20
MAX_DEPTH = 100
MAX_UNCLOSED = 20
# Of the processor. Large real pages take up to 0.2, and some times that where Python collects its garbage meanwhile: no
# text is to be refused by chance.
MAX_SECONDS = 3.0
# Characters that the parser would walk over again for each tag or bracket left open.
MAX_STEPS_IN_TAGS = 1_000_000
MAX_STEPS_IN_BRACKETS = 200_000

_QUOTES = re.compile(rf"^[ \t]*(?:>[ \t]*){{{MAX_QUOTES + 1}}}", re.MULTILINE)
_ABBREVIATION = re.compile(r"^[*]\[([^\]\n]*)\]:([^\n]*)", re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]*\]:", re.MULTILINE)
_TAG_START = re.compile(r"<[a-zA-Z/!?]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")


class MarkupRefused(ValueError):
    """The text cannot be made into a page; the message is meant for its author."""


def check_source(source: str) -> None:
    if len(source) > MAX_CHARACTERS:
        raise MarkupRefused(
            _("The text has %(size)d characters. At most %(limit)d can be shown as one page.")
            % {"size": len(source), "limit": MAX_CHARACTERS}
        )
    if source.count("\n") > MAX_LINES:
        raise MarkupRefused(
            _("The text has %(size)d lines. At most %(limit)d can be shown as one page.")
            % {"size": source.count("\n"), "limit": MAX_LINES}
        )
    if quotes := _QUOTES.search(source):
        raise too_deep(source.count("\n", 0, quotes.start()) + 1)
    _check_definitions(source)
    place = 0
    for stretch in source.split(">"):
        if len(stretch) * len(_TAG_START.findall(stretch)) > MAX_STEPS_IN_TAGS:
            line = source.count("\n", 0, place) + 1
            raise MarkupRefused(_("Too many tags are left open after line %(line)d.") % {"line": line})
        place += len(stretch) + 1


def _check_definitions(source: str) -> None:
    """What is defined once may be used everywhere, so that a few lines could make a page of any size."""
    abbreviations = _ABBREVIATION.findall(source)
    uses = sum(source.count(name) for name, _meaning in abbreviations[:MAX_ABBREVIATIONS])
    is_long = any(len(meaning) > MAX_MEANING for _name, meaning in abbreviations)
    if len(abbreviations) > MAX_ABBREVIATIONS or uses > MAX_USES or is_long:
        raise MarkupRefused(_("The abbreviations of this text are too many, too long or used too often."))
    if len(_NOTE.findall(source)) > MAX_NOTES:
        raise MarkupRefused(_("The text has more than %(limit)d notes.") % {"limit": MAX_NOTES})


def check_html(html: str) -> None:
    """Refuse what is nested so deeply, or left open so often, that reading it again would take too long."""
    if len(html) > MAX_HTML:
        raise MarkupRefused(_("The page that this text makes is too large."))
    depth = 0
    open_tags: dict[str, int] = {}
    for closing, name, closed in _TAG.findall(html):
        name = name.lower()
        if name in VOID or closed:
            continue
        if not closing:
            depth += 1
            open_tags[name] = open_tags.get(name, 0) + 1
            if depth > MAX_DEPTH:
                raise too_deep()
        elif open_tags.get(name):
            depth -= 1
            open_tags[name] -= 1
    if sum(open_tags.values()) > MAX_UNCLOSED:
        raise MarkupRefused(_("Too many HTML elements of this text are never closed."))


def check_time(started: float) -> None:
    """``started`` is what this thread had used of the processor when it began with the text."""
    if time.thread_time() > started + MAX_SECONDS:
        raise MarkupRefused(_("The marks in this text are tangled so much that it takes too long to read."))


def too_deep(line: int = 0) -> MarkupRefused:
    if line:
        return MarkupRefused(_("Quotes or lists are nested too deeply on line %(line)d.") % {"line": line})
    return MarkupRefused(_("Quotes, lists or HTML elements are nested too deeply."))


class Limits(Extension):
    """Watches the parser from inside: at each block, before the paragraphs are read, and at each paragraph."""

    def extendMarkdown(self, md: Markdown) -> None:
        self.started = 0.0
        md.registerExtension(self)
        md.parser.blockprocessors.register(_ClockAtBlocks(md.parser, self), "limits", 1_000)
        md.treeprocessors.register(_Paragraphs(md), "limits", 30)
        md.inlinePatterns.register(_ClockAtParagraphs(self, md), "limits", 1_000)

    def reset(self) -> None:
        self.started = time.thread_time()


class _ClockAtBlocks(BlockProcessor):
    def __init__(self, parser, limits: Limits):
        super().__init__(parser)
        self.limits = limits

    def test(self, parent: etree.Element, block: str) -> bool:
        check_time(self.limits.started)
        return False


class _ClockAtParagraphs(InlineProcessor):
    """Asked for its pattern at each stretch of text, and never found in it."""

    def __init__(self, limits: Limits, md: Markdown):
        super().__init__(r"(?!)", md)
        self.limits = limits

    def getCompiledRegExp(self) -> re.Pattern:
        check_time(self.limits.started)
        return super().getCompiledRegExp()


class _Paragraphs(Treeprocessor):
    """Runs when the blocks are known and before the marks inside them are read."""

    def run(self, root: etree.Element) -> None:
        addresses = [part for pair in self.md.references.values() for part in pair if part]
        if any(len(part) > MAX_ADDRESS for part in addresses):
            raise MarkupRefused(
                _("An address in this text has more than %(limit)d characters.") % {"limit": MAX_ADDRESS}
            )
        for element in root.iter():
            for text in (element.text, element.tail):
                if text:
                    _check_paragraph(text)


def _check_paragraph(text: str) -> None:
    if len(text) > MAX_PARAGRAPH:
        raise MarkupRefused(
            _("The paragraph that starts with “%(start)s” has more than %(limit)d characters.")
            % {"start": text.strip()[:40], "limit": MAX_PARAGRAPH}
        )
    if _steps_in_brackets(text) > MAX_STEPS_IN_BRACKETS:
        raise MarkupRefused(
            _("Too many brackets are left open in the paragraph that starts with “%(start)s”.")
            % {"start": text.strip()[:40]}
        )


def _steps_in_brackets(text: str) -> int:
    steps, opened = 0, []
    for place, character in enumerate(text):
        if character == "[":
            opened.append(place)
        elif character == "]" and opened:
            steps += place - opened.pop()
    return steps + sum(len(text) - place for place in opened)
