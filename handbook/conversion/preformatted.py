"""Blocks of code, each between two fences that are longer than any inside."""

import re
from collections.abc import Collection

from lxml.html import HtmlElement

from handbook.conversion.elements import children
from handbook.conversion.escaping import printable

# ``language-python``, ``brush: python``, ``sourceCode numberSource python`` of Pandoc, ``highlight-source-python``.
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:(?:lang(?:uage)?|brush)[-:]\s*|highlight-source-|sourceCode(?:\s+number\w+)*\s+)([\w+#-]{1,30})"
)
_SAID = ("data-code-language", "data-language", "data-lang", "data-programming-language")
_NAME = re.compile(r"[\w+#-]{1,30}")
_LIKE_A_NOTE = re.compile(r" *(\*\*|__)")


def fenced(element: HtmlElement, *, but: Collection[HtmlElement] = ()) -> str:
    """The words of ``element`` as a block of code, without those in the elements of ``but``."""
    text = printable(_text(element, but)).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).rstrip()
    text = re.sub(r"^(?: *\n)+", "", text)
    if not text:
        return ""
    language = _language_of(element)
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    # A bold first line in a block that names no language is the mistake of an author, and would be mended.
    info = language or ("text" if _LIKE_A_NOTE.match(text) else "")
    return f"{fence}{info}\n{text}\n{fence}"


def _language_of(element: HtmlElement) -> str:
    """Of the code, as its element, the block or a box around the block alone says it."""
    code, around = element.find("code"), element.getparent()
    is_box = around is not None and len(around) == 1 and "highlight" in (around.get("class") or "")
    for said_by in (one for one in (code, element, around if is_box else None) if one is not None):
        names = (said for name in _SAID if (said := (said_by.get(name) or "").strip()) and _NAME.fullmatch(said))
        if said := next(names, ""):
            return said.lower()
        if found := _LANGUAGE.search(said_by.get("class") or ""):
            return found[1]
    return ""


def stands_in_code(link: HtmlElement) -> bool:
    """Whether the link is in a block of code, of which the words alone are kept."""
    return next(link.iterancestors("pre"), None) is not None


def _text(element: HtmlElement, but: Collection[HtmlElement]) -> str:
    return "".join(
        part if isinstance(part, str) else "" if part in but else "\n" if part.tag == "br" else _text(part, but)
        for part in children(element)
    )
