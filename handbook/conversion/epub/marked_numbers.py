"""Numbers that a book itself marks as such in a title: ``<span epub:type="ordinal">1</span> Data`` (EPUB Structural
Semantics Vocabulary 1.1).
"""

from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from handbook.conversion.elements import types_of, words_of

_NUMBER, _WORD_BEFORE = "ordinal", "label"


def words_without_number(title: HtmlElement) -> str:
    """The words of ``title`` without its number and the word before that; empty where it marks none, or is no more."""
    if not any(_NUMBER in types_of(inner) for inner in title.iterdescendants(etree.Element)):
        return ""
    rest = deepcopy(title)
    for inner in list(rest.iterdescendants(etree.Element)):
        if types_of(inner) & {_NUMBER, _WORD_BEFORE} and inner.getparent() is not None:
            inner.drop_tree()
    return words_of(rest).lstrip(" .:)–—-")
