"""Verses whose lines are paragraphs or spans of their own, by the names of their styles: a stanza is one paragraph."""

from lxml import html
from lxml.html import HtmlElement

from ai4t.markup.html_names import names
from handbook.conversion.elements import BLOCKS, types_of

_STANZAS = names("stanza strophe linegroup line-group lg verse-group versegroup")
_POEMS = _STANZAS | names("poem poetry verse verses")
_LINES = names("line verse-line verseline verse l v")


def set_verses(root: HtmlElement) -> None:
    for verses in [found for found in root.iter("div", "section", "blockquote", "p") if _is_called(found, _POEMS)]:
        lines = list(verses)
        if len(lines) > 1 and _are_lines(verses, lines):
            _break(verses, lines)


def _are_lines(verses: HtmlElement, lines: list[HtmlElement]) -> bool:
    texts = (verses.text, *(line.tail for line in lines))
    tags = {line.tag for line in lines}
    if any((text or "").strip() for text in texts) or tags not in ({"p"}, {"div"}, {"span"}):
        return False
    are_named = (
        any(_is_called(line, _LINES) for line in lines)
        if tags == {"span"}
        else all(_is_called(line, _LINES) for line in lines)
    )
    is_stanza = tags != {"span"} and _is_called(verses, _STANZAS)
    return (are_named or is_stanza) and not any(
        inner.tag in BLOCKS for line in lines for inner in line.iterdescendants()
    )


def _break(verses: HtmlElement, lines: list[HtmlElement]) -> None:
    """Put the lines into one paragraph, with a break behind each but the last."""
    around = verses
    if verses.tag != "p":
        around = html.Element("p")
        around.sourceline = lines[0].sourceline or 0
        verses.append(around)
    for line in lines:
        line.tag, line.tail = "span", None
        around.append(line)
        if line is not lines[-1]:
            around.append(html.Element("br"))


def _is_called(element: HtmlElement, wanted: frozenset[str]) -> bool:
    said = {word.casefold() for word in (element.get("class") or "").split()} | types_of(element)
    return bool(said & wanted)
