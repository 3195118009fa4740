"""Parts of tables, lists and readings of words where HTML wants them; books and browsers are less patient than authors.

Browsers show what an author wrote in any order. A reader of EPUB refuses the page, and a screen reader says it wrongly.
"""

from collections.abc import Iterable

from lxml.html import HtmlElement

from ai4t.markup.boxes import default_title
from ai4t.markup.draft import Draft
from ai4t.markup.html_names import BLOCKS, PARTS_OF_BLOCKS, names
from ai4t.markup.tree import append, element, elements, inside

_TITLES = names("caption h2 h3 h4 h5 h6 summary")
_NO_WORDS = BLOCKS | PARTS_OF_BLOCKS
_LINES = names(
    """abbr b bdi bdo cite code data dfn em h2 h3 h4 h5 h6 i kbd mark p pre q rp rt ruby s samp small span strong sub
    sup time u var"""
)
_TRANSPARENT = names("a del ins")
_PRESSED = names("a audio details video")
_BLANK = " \t\n\r\f"
_IN_TABLES = ("caption", "colgroup", "thead", "tbody", "tfoot")


def arrange_tables(draft: Draft) -> None:
    """One caption, one head, one foot, in the order in which they are shown."""
    for table in elements(draft.root, "table"):
        for further in table.findall("thead")[1:] + table.findall("tfoot")[1:]:
            further.tag = "tbody"
        _join_captions(table.findall("caption"))
        table.extend(sorted(table, key=lambda part: _IN_TABLES.index(part.tag)))


def _join_captions(captions: list[HtmlElement]) -> None:
    for further in captions[1:]:
        append(captions[0], element("br"))
        append(captions[0], further)
        further.drop_tag()


def arrange_lists(draft: Draft) -> None:
    """Only items in a list, and items only there; no word without a meaning, and no meaning without a word."""
    for listed in elements(draft.root, "ul", "ol"):
        _put_into(listed, ("li",), "li")
    for listed in elements(draft.root, "dl"):
        for group in listed.findall("div"):
            group.drop_tag()
        _put_into(listed, ("dt", "dd"), "dd")
        _complete(listed)
    for item in elements(draft.root, "li", "dt", "dd"):
        around = item.getparent().tag
        if around not in ({"ul", "ol"} if item.tag == "li" else {"dl"}):
            item.tag = "div"
        if around != "ol":
            item.attrib.pop("value", None)


def _complete(listed: HtmlElement) -> None:
    parts = list(listed)
    if parts and parts[0].tag == "dd":
        listed.insert(0, element("dt"))
    if parts and parts[-1].tag == "dt":
        listed.append(element("dd"))


def _put_into(parent: HtmlElement, known: Iterable[str], wrapper: str) -> None:
    """What is none of ``known`` in ``parent`` gets a ``wrapper`` around it; blank text is nothing."""
    around = _wrapped(parent.text, wrapper)
    parent.text = None if around is not None else parent.text
    if around is not None:
        parent.insert(0, around)
    for part in [part for part in parent if part is not around]:
        behind = part.tail
        if part.tag in known:
            around = _wrapped(behind, wrapper)
            if around is not None:
                part.tail = None
                part.addnext(around)
        elif around is None:
            around = element(wrapper)
            part.addprevious(around)
            around.append(part)
        else:
            around.append(part)


def _wrapped(text: str | None, wrapper: str) -> HtmlElement | None:
    return element(wrapper, text) if text and text.strip(_BLANK) else None


def arrange_figures(draft: Draft) -> None:
    """A caption stands above or below all that it is about, and what unfolds stands behind its title."""
    for figure in elements(draft.root, "figure"):
        captions = figure.findall("figcaption")
        for further in captions[1:]:
            further.tag = "div"
        if captions and not _is_at_an_end(captions[0]):
            _put_last(captions[0])
    for folded in elements(draft.root, "details"):
        titles = folded.findall("summary") or [element("summary", default_title())]
        for further in titles[1:]:
            further.tag = "div"
        _put_first(titles[0], folded)
    for lost in elements(draft.root, "figcaption", "summary"):
        if lost.getparent().tag != ("figure" if lost.tag == "figcaption" else "details"):
            lost.tag = "div"


def _is_first(found: HtmlElement) -> bool:
    around = found.getparent()
    return around is not None and found.getprevious() is None and not (around.text or "").strip(_BLANK)


def _is_at_an_end(caption: HtmlElement) -> bool:
    return _is_first(caption) or (caption.getnext() is None and not (caption.tail or "").strip(_BLANK))


def _put_last(caption: HtmlElement) -> None:
    figure = caption.getparent()
    caption.drop_tree()
    caption.tail = None
    figure.append(caption)


def _put_first(title: HtmlElement, folded: HtmlElement) -> None:
    if _is_first(title):
        return
    if title.getparent() is not None:
        title.drop_tree()
    title.tail, folded.text = folded.text, None
    folded.insert(0, title)


def arrange_lines(draft: Draft) -> None:
    """A title is words and no more, a link holds nothing to press, and what holds a block is no line."""
    for link in elements(draft.root, "a"):
        if next(link.iterdescendants(*_PRESSED), None) is not None:
            link.drop_tag()
    for title in elements(draft.root, *_TITLES):
        for block in elements(title, *_NO_WORDS):
            block.tail = f" {block.tail or ''}"
            block.drop_tag()
    for block in elements(draft.root, *BLOCKS):
        for around in block.iterancestors():
            if around.tag in _LINES:
                around.tag = "div"
            elif around.tag not in _TRANSPARENT:
                break
    for found in elements(draft.root, "bdo", "dfn"):
        if inside(found, "dfn") if found.tag == "dfn" else found.get("dir") is None:
            found.tag = "span"


def arrange_readings(draft: Draft) -> None:
    """Each word has its reading behind it, if only an empty one; where there is none, nothing is left to arrange."""
    for ruby in elements(draft.root, "ruby"):
        readings, marks = ruby.findall("rt"), ruby.findall("rp")
        if len(marks) > 2 * len(readings) or not all(map(_is_between_marks, readings)):
            for mark in marks:
                mark.drop_tree()
        if not readings:
            ruby.drop_tag()
        elif ruby[-1].tag not in {"rt", "rp"} or (ruby[-1].tail or "").strip(_BLANK):
            ruby.append(element("rt"))
    for found in elements(draft.root, "rt", "rp"):
        if found.getparent().tag != "ruby":
            found.tag = "span"


def _is_between_marks(reading: HtmlElement) -> bool:
    around = reading.getprevious(), reading.getnext()
    return all(mark is not None and mark.tag == "rp" for mark in around)
