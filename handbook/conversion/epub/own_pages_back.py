"""Pages that an EPUB of ours makes of other data than texts, as these data again: glossary, credits of pictures."""

import json
from collections.abc import Iterator

from lxml.html import HtmlElement

from handbook.conversion.book import Chapter
from handbook.conversion.elements import taken_out, words_of, wrapped
from handbook.conversion.epub.own_marks import VALUE, Mark, marked

_TERM = "g-"


def terms_of(body: HtmlElement, path: str) -> Iterator[Chapter]:
    """The words of the glossary with their definitions; the place of a word is that of its definition."""
    for word in marked(body, Mark.GLOSSARY)[0].iter("dt"):
        definition = word.getnext()
        place = word.get("id") or ""
        if definition is None or definition.tag != "dd" or not place.startswith(_TERM):
            continue
        content = wrapped(taken_out(definition))
        content.set("id", place)
        content.attrib.update({name: definition.get(name) for name in ("lang", "dir") if definition.get(name)})
        yield Chapter(words_of(word), place.removeprefix(_TERM), path, [content])


def credits_of(body: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """The address of each picture, whose it is, and its licence."""
    for line in marked(body, Mark.CREDIT):
        try:
            said = json.loads(line.get(VALUE, ""))
        except ValueError:
            continue
        if isinstance(said, list) and len(said) == 3 and all(isinstance(one, str) for one in said):
            yield tuple(said)
