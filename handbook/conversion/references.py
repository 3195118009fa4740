"""References to characters, such as ``&nbsp;`` and ``&#8217;``, as HTML has them and XML has not."""

import re
from html.entities import html5

from ai4t.unprintable import is_printable

_NUMBER = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*(\d{1,7}))(?:;|(?![0-9a-zA-Z]))")
_NAME = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OF_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}
# CDATA and comments, which hold no references, or an ampersand and what it may begin.
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?P<said>#(?:0*\d{1,7}|x0*[0-9a-fA-F]{1,6});|[A-Za-z]\w{1,31};)?",
    re.DOTALL,
)


def with_html_characters(text: str) -> str:
    """Entities that HTML knows and XML does not, such as ``&nbsp;``, are what they stand for."""

    def character(found: re.Match) -> str:
        return found[0] if found[1] in _OF_XML else html5.get(found[1], found[0])

    return _NAME.sub(character, text)


def without_unprintable_references(text: str) -> str:
    """``&#8;`` would bring in a character that no document may hold."""

    def printable(found: re.Match) -> str:
        code = int(found[1], 16) if found[1] else int(found[2])
        return found[0] if is_printable(code) else ""

    return _NUMBER.sub(printable, text)


def with_right_references(text: str) -> str:
    """XML in which every ampersand begins a number, and each line stays where it is: what recovers broken XML drops
    ``&amp;`` and ``&lt;`` behind the first fault.
    """

    def right(found: re.Match) -> str:
        if not found[0].startswith("&"):
            return found[0]
        said = found["said"] or ""
        if said.startswith("#"):
            return found[0]
        if said not in html5:
            return f"&#38;{said}"
        return "".join(f"&#{ord(character)};" for character in html5[said])

    return _AMPERSAND.sub(right, text)
