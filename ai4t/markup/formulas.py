"""Formulas: LaTeX between dollar signs as MathML, which browsers draw and screen readers speak.

Converting is a calculation on characters: nothing is looked up, loaded or run. What is not wholly understood stays
as it was typed, in ``code.formula``.
"""

import re
import unicodedata
from xml.etree.ElementTree import Element

from django.utils.translation import pgettext
from latex2mathml.converter import convert_to_element
from lxml.html import HtmlElement

from ai4t.markup.draft import Draft
from ai4t.markup.html_names import names
from ai4t.markup.tree import element, elements, replace

# How many parts an element has; None where it may have any number.
PARTS = {
    **dict.fromkeys(names("math mrow mstyle mpadded mphantom mtable mtr mtd msqrt")),
    **dict.fromkeys(names("mi mn mo mtext mspace"), 0),
    **dict.fromkeys(names("mfrac mroot msub msup munder mover"), 2),
    **dict.fromkeys(names("msubsup munderover"), 3),
}
ATTRIBUTES = {
    "math": {"display", "alttext"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mo": names("accent fence form largeop lspace maxsize minsize movablelimits rspace separator stretchy"),
    "mover": {"accent"},
    "mspace": {"depth", "height", "width"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mtable": names("columnalign columnspacing rowspacing"),
    "mtd": {"columnalign", "columnspan", "rowspan"},
    "munder": {"accentunder"},
}
VALUE = re.compile(r"[a-z0-9 .+-]{0,30}")
_LONGEST = 2_000  # characters
_DEEPEST = 40
_MOST = 2_000  # in one text
_NOT_UNDERSTOOD = re.compile(r"\\[A-Za-z]|[\x00-\x1f\x7f-\x9f]")
# The converter writes signs as numbers.
_NUMBERED = re.compile(r"&#x([0-9A-F]{4,5});")
# A comma directly between two digits belongs to the number, as with the package icomma; not in words.
_COMMA_IN_A_NUMBER = re.compile(r"(\\(?:text[a-z]*|[fhm]box|emph)\s*\{[^}]*\})|(?<=\d),(?=\d)")
# The converter forgets that a single letter is to stand upright, but behind a space.
_UPRIGHT = re.compile(r"\\mathrm(?=\{)")
# Browsers know bold and other letters as signs of their own alone (MathML Core, 4.2); here as Unicode calls them.
_LETTERS = {
    "bold": "MATHEMATICAL BOLD", "italic": "MATHEMATICAL ITALIC", "bold-italic": "MATHEMATICAL BOLD ITALIC",
    "double-struck": "MATHEMATICAL DOUBLE-STRUCK|DOUBLE-STRUCK", "script": "MATHEMATICAL SCRIPT|SCRIPT",
    "fraktur": "MATHEMATICAL FRAKTUR|BLACK-LETTER", "sans-serif": "MATHEMATICAL SANS-SERIF",
    "monospace": "MATHEMATICAL MONOSPACE",
}  # fmt: skip
_NAMES = {"∞", "∅"}
_LETTER = re.compile("(?:LATIN |GREEK )?(CAPITAL|SMALL|DIGIT) (?:LETTER )?(.+)")
_SCRIPTED = names("msub msup msubsup")


def draw_formulas(draft: Draft) -> None:
    """The last of all steps: no other one looks for addresses or notes between the letters of a formula."""
    typed = [code for code in elements(draft.root, "code") if code.get("class") == "formula"]
    for code in typed[:_MOST]:
        stands_alone = code.getparent().tag == "pre"
        drawn = _drawn(code.text or "", display="block" if stands_alone else "inline")
        if drawn is not None and stands_alone:
            label = pgettext("mathematics", "Formula")
            replace(
                code.getparent(),
                element("div", drawn, classes="formula", role="group", aria_label=label, tabindex="0"),
            )
        elif drawn is not None:
            replace(code, drawn)


def is_drawn(typed: str) -> bool:
    """Whether a page shows this LaTeX as a formula, and not as it was typed."""
    return _drawn(typed, display="inline") is not None


def _drawn(typed: str, *, display: str) -> HtmlElement | None:
    if len(typed) > _LONGEST or typed.count("{") + typed.count("\\left") > _DEEPEST:
        return None
    try:
        converted = convert_to_element(_UPRIGHT.sub(r"\\mathrm ", _with_whole_numbers(typed)), display=display)
    except Exception:  # whatever its parser stumbles over: the reader sees what was typed
        return None
    for part in converted.iter():
        part.text = _NUMBERED.sub(lambda number: chr(int(number[1], 16)), part.text or "")
        _set_kind(part)
        _set_letters(part)
    for part in list(converted.iter()):
        _join_numbers(part)
    if not _is_understood(converted):
        return None
    formula = _ours(converted)
    formula.set("alttext", " ".join(typed.split()))
    return formula


def _with_whole_numbers(typed: str) -> str:
    return _COMMA_IN_A_NUMBER.sub(lambda found: found[1] or "{,}", typed)


def _set_kind(part: Element) -> None:
    """Browsers set space around operators alone; the converter takes some for names, and some names for operators."""
    if part.tag == "mi" and part.text == "~":
        part.text = "∼"
    if part.tag in {"mi", "mo"} and part.text in _NAMES:
        part.tag = "mi"
    elif part.tag == "mi" and (part.text == "·" or (len(part.text) == 1 and unicodedata.category(part.text) == "Sm")):
        part.tag = "mo"


def _set_letters(part: Element) -> None:
    kind = part.attrib.get("mathvariant")
    if kind in _LETTERS or part.tag != "mi":
        part.attrib.pop("mathvariant", None)
    if kind in _LETTERS:
        part.text = "".join(_letter(sign, _LETTERS[kind]) for sign in part.text)


def _letter(sign: str, kinds: str) -> str:
    """The sign as one of ``kinds``, or itself where there is none."""
    named = _LETTER.fullmatch(unicodedata.name(sign, ""))
    for kind in kinds.split("|") if named else []:
        try:
            return unicodedata.lookup(f"{kind} {named[1]} {named[2]}")
        except KeyError:
            continue
    return sign


def _join_numbers(parent: Element) -> None:
    """``0{,}97`` is one number, whose last digits may bear an index or a power."""
    place = 0
    while place + 2 < len(parent):
        before, comma, after = parent[place : place + 3]
        number = after[0] if after.tag in _SCRIPTED and len(after) else after
        if before.tag == number.tag == "mn" and comma.tag == "mrow" and [one.text for one in comma] == [","]:
            number.text = f"{before.text},{number.text}"
            parent.remove(before)
            parent.remove(comma)
        else:
            place += 1


def _is_understood(converted: Element) -> bool:
    return all(
        part.tag in PARTS
        and PARTS[part.tag] in {None, len(part)}
        and not _NOT_UNDERSTOOD.search(part.text)
        and part.attrib.keys() <= ATTRIBUTES.get(part.tag, set()) | {"xmlns"}
        and all(VALUE.fullmatch(value) for name, value in part.attrib.items() if name != "xmlns")
        for part in converted.iter()
    )


def _ours(converted: Element) -> HtmlElement:
    kept = {name: value for name, value in converted.attrib.items() if name != "xmlns"}
    return element(converted.tag, converted.text, *map(_ours, converted), **kept)
