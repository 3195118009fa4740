"""The words of a note as they stand at the foot: without the number or sign with which it begins there."""

import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

_BEFORE = re.compile(r"\s*[\[({]?\s*")
_BEHIND = re.compile(r"\s*[\])}]?(?:[.:](?=\s|$))?\s*")


def take_off_mark(element: HtmlElement, leads_back: Callable[[HtmlElement], bool]) -> None:
    """Where the note ``element`` begins with its link back, take off what belongs to that: ``[1]``, or ``1.``"""
    link = next(element.iter("a"), None)
    if link is None or not leads_back(link):
        return
    before, behind = _texts_around(link, element)
    if not _BEFORE.fullmatch("".join(getattr(carrier, part) or "" for carrier, part in before)):
        return
    for carrier, part in before:
        setattr(carrier, part, None)
    for carrier, part in behind:
        if said := (getattr(carrier, part) or "").strip() and getattr(carrier, part):
            setattr(carrier, part, said[_BEHIND.match(said).end() :])
            return


def _texts_around(link: HtmlElement, element: HtmlElement):
    """The stretches of text before and behind the link: each its carrier, and ``text`` or ``tail`` of that."""
    texts: tuple[list, list] = ([], [])
    side = 0
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner is link:
            side = 1
        is_inside_link = side == 1 and any(above is link for above in inner.iterancestors())
        if event == "start" and inner is not link and not is_inside_link:
            texts[side].append((inner, "text"))
        elif event == "end" and inner is not element and not is_inside_link:
            texts[side].append((inner, "tail"))
    return texts
