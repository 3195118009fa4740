"""Figures that a book marks by the names of its styles alone, as WordPress, Word, InDesign and Pandoc once did."""

import re

from lxml import html
from lxml.html import HtmlElement

from handbook.conversion.elements import EMBEDS, LISTS

# MsoCaption, wp-caption-text, Image-Caption: the style of a block that says what the picture above it shows.
_CAPTION = re.compile(r"(?:^|.*[a-z-_])caption(?:-?text)?", re.IGNORECASE)
_PICTURES = ("img", "svg", "picture")
_NO_FIGURES = EMBEDS | LISTS | {"table", "figure", "hr", "pre", "math"}


def set_figures(root: HtmlElement) -> None:
    """A picture and the caption right below it become a figure."""
    for caption in list(root.iter("p", "div")):
        if _is_caption(caption):
            above = caption.getprevious()
            if above is not None and _is_picture(above) and next(caption.iterancestors("figure"), None) is None:
                _join(above, caption)


def _is_caption(element: HtmlElement) -> bool:
    is_named = any(_CAPTION.fullmatch(word) for word in (element.get("class") or "").split())
    behind = element.getnext()
    is_of_a_table = behind is not None and behind.tag == "table"
    inside = {inner.tag for inner in element.iterdescendants()}
    return is_named and not is_of_a_table and not inside & {*_PICTURES, *_NO_FIGURES} and bool(_words(element))


def _is_picture(element: HtmlElement) -> bool:
    """Whether it is a picture, or a block that holds one and no words."""
    tags = {inner.tag for inner in element.iter()}
    is_alone = not _words(element) and not (element.tail or "").strip()
    return is_alone and bool(tags & {*_PICTURES}) and not tags & _NO_FIGURES


def _words(element: HtmlElement) -> str:
    return "".join(element.itertext()).strip()


def _join(shown: HtmlElement, caption: HtmlElement) -> None:
    figure = html.Element("figure")
    figure.sourceline = shown.sourceline or 0
    shown.addprevious(figure)
    figure.tail, caption.tail, shown.tail = caption.tail, None, None
    caption.tag = "figcaption"
    figure.extend([shown, caption])
