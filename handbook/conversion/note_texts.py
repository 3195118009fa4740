"""The words of a note as they stand at the foot: without the numbers or signs with which it begins there."""

import re
from collections.abc import Callable
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement

Text = tuple[HtmlElement, Literal["text", "tail"]]

_BEFORE = re.compile(r"\s*[↑^]?\s*[\[({]?\s*")
_BETWEEN = re.compile(r"[\s,;]*")
_BEHIND = re.compile(r"\s*[\])}]?(?:[.:](?=\s|$))?\s*")


def take_off_mark(element: HtmlElement, leads_back: Callable[[HtmlElement], bool]) -> None:
    """Where the note ``element`` begins with links back, take off what belongs to them: ``[1]``, ``1.``, ``^ a b``"""
    link = next(element.iter("a"), None)
    if link is None or not leads_back(link):
        return
    before, *others = _texts_between(element, leads_back)
    if not _BEFORE.fullmatch(_said(before)):
        return
    _take_off(before)
    while len(others) > 1 and _BETWEEN.fullmatch(_said(others[0])):
        _take_off(others.pop(0))
    for carrier, part in others[0]:
        if said := (getattr(carrier, part) or "").strip() and getattr(carrier, part):
            setattr(carrier, part, said[_BEHIND.match(said).end() :])
            return


def _said(texts: list[Text]) -> str:
    return "".join(getattr(carrier, part) or "" for carrier, part in texts)


def _take_off(texts: list[Text]) -> None:
    for carrier, part in texts:
        setattr(carrier, part, None)


def _texts_between(element: HtmlElement, leads_back: Callable[[HtmlElement], bool]) -> list[list[Text]]:
    """The stretches of text before, between and behind the links back: each text its carrier, and which of its own."""
    stretches: list[list[Text]] = [[]]
    inside: HtmlElement | None = None
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and inside is None and inner.tag == "a" and leads_back(inner):
            inside = inner
            stretches.append([])
        elif event == "end" and inner is inside:
            inside = None
        if inside is None and (event == "start" or inner is not element):
            stretches[-1].append((inner, "text" if event == "start" else "tail"))
    return stretches
