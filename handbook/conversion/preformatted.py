"""Blocks of code, each between two fences that are longer than any inside."""

import re
from collections.abc import Collection

from lxml.html import HtmlElement

from handbook.conversion.elements import children
from handbook.conversion.escaping import printable

_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?|brush)[-:]\s*([\w+#-]{1,30})")
_LIKE_A_NOTE = re.compile(r" *(\*\*|__)")


def fenced(element: HtmlElement, *, but: Collection[HtmlElement] = ()) -> str:
    """The words of ``element`` as a block of code, without those in the elements of ``but``."""
    text = printable(_text(element, but)).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).rstrip()
    text = re.sub(r"^(?: *\n)+", "", text)
    if not text:
        return ""
    code = element.find("code")
    classes = f"{element.get('class') or ''} {(code.get('class') or '') if code is not None else ''}"
    language = _LANGUAGE.search(classes)
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    # A bold first line in a block that names no language is the mistake of an author, and would be mended.
    info = language[1] if language else "text" if _LIKE_A_NOTE.match(text) else ""
    return f"{fence}{info}\n{text}\n{fence}"


def stands_in_code(link: HtmlElement) -> bool:
    """Whether the link is in a block of code, of which the words alone are kept."""
    return next(link.iterancestors("pre"), None) is not None


def _text(element: HtmlElement, but: Collection[HtmlElement]) -> str:
    return "".join(
        part if isinstance(part, str) else "" if part in but else "\n" if part.tag == "br" else _text(part, but)
        for part in children(element)
    )
