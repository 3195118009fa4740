"""Words that stand where a text is still to be written, in five languages."""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags

_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.S)
_BLOCK = re.compile(
    r"</?(?:p|div|section|h[1-6]|ul|ol|li|dl|dt|dd|table|t[hdr]|figcaption|blockquote|summary)\b[^>]*>|<br[^>]*>", re.I
)
# Chapter thirty in Roman numerals.
_THIRTY = re.compile(r"(<h[1-6]\b[^>]*>\s*)XXX\b(?!:)")
_PHRASES = (
    r"text (?:goes )?here|insert text(?: here)?|placeholder|hier text einfügen|platzhalter(?:text)?|texte à insérer"
    r"|à compléter|testo segnaposto|da completare|nadomestno besedilo|za dopolniti"
)
# "Todo" is a word of Spanish and Portuguese, "à compléter" one of ordinary exercises: those count only where nothing
# else is said. Marks of omission such as "[…]" are none.
_FILLER = re.compile(r"\blorem ipsum(?= dolor\b)|^lorem ipsum\b", re.I)
_MARKS = re.compile(r"\b(?:TBD|FIXME)\b|\bTODO\b(?!\s+[A-ZÀ-Ž]{2}|[\s-]+[Ll]ist)|\bXXX:|(?:^|[\[(])XXX\b")
_IN_BRACKETS = re.compile(rf"\[(?:{_PHRASES}|insert [^\]]{{1,40}})\]|\((?:{_PHRASES}|insert [^)]{{1,40}})\)", re.I)
_ALONE = re.compile(rf"(?:{_PHRASES}|todo|tbd|xxx|lorem ipsum)\W*", re.I)


def placeholders_in(html: str) -> Iterator[str]:
    """Each as it is written, in the order of the page; what stands in code is none."""
    for block in _BLOCK.split(_THIRTY.sub(r"\1", _CODE.sub("", html))):
        text = unescape(strip_tags(block)).strip()
        if _ALONE.fullmatch(text):
            yield text
            continue
        found = (match for pattern in (_FILLER, _MARKS, _IN_BRACKETS) for match in pattern.finditer(text))
        yield from (match[0] for match in sorted(found, key=lambda match: match.start()))
