"""Parts of books in XML: nothing expanded, nothing fetched, and what is broken read as far as it goes."""

import re
from collections.abc import Callable

from lxml import etree

from ai4t.content.xml_reading import xml_parser
from handbook.conversion.references import with_right_references

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def root_of(text: str, *, tell_broken: Callable[[int], None]):
    """The root element, or None; ``tell_broken`` is given the line from which on the text is not well-formed."""
    text = declaration_blanked(text)
    try:
        return etree.fromstring(text.encode(), xml_parser())
    except (etree.XMLSyntaxError, ValueError) as problem:
        tell_broken(getattr(problem, "lineno", None) or 1)
    try:
        return etree.fromstring(with_right_references(text).encode(), xml_parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def declaration_blanked(text: str) -> str:
    return _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text)
