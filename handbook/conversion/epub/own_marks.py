"""The marks by which an EPUB of ours tells what the platform has put beside the texts, so that none of it becomes text
when the book comes back. No text can hold them: attributes that begin with ``data-`` are taken off it.
"""

from enum import StrEnum

from lxml.html import HtmlElement

# What an element is, and the fact that its words speak of.
MARK, VALUE = "data-ai4t", "data-ai4t-value"


class Mark(StrEnum):
    """``CHAPTER`` is the text with its key, ``NOTICE`` a sentence or heading that says no fact."""

    CHAPTER = "chapter"
    CONTRIBUTORS = "contributors"
    LICENCE = "licence"
    CHANGE = "change"
    NOTICE = "notice"
    IMPRINT = "imprint"
    GLOSSARY = "glossary"
    CREDITS = "credits"
    CREDIT = "credit"


WHOLE_PAGES = {Mark.IMPRINT, Mark.CREDITS}
_LINES = {Mark.CONTRIBUTORS, Mark.LICENCE, Mark.CHANGE, Mark.NOTICE}


def facts_of(body: HtmlElement) -> dict[str, str]:
    """What the marks of a page say, by mark. Lines that are no text are taken off it."""
    facts = {}
    for found in body.xpath(f".//*[@{MARK}]"):
        facts[found.get(MARK)] = found.get(VALUE, "")
        if found.get(MARK) in _LINES:
            found.drop_tree()
    return facts


def marked(body: HtmlElement, mark: Mark) -> list[HtmlElement]:
    return body.xpath(f".//*[@{MARK}='{mark}']")
