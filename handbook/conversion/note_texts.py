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


def take_off_mark(element: HtmlElement, leads_back: Callable[[HtmlElement], bool], mark: str) -> None:
    """Where the note ``element`` begins with links back, take off what belongs to them: ``[1]``, ``1.``, ``^ a b``;
    where it begins with ``mark``, by which the text leads to it, take off that.
    """
    link = next(element.iter("a"), None)
    before, *others = _texts_between(element, leads_back)
    if link is None or not leads_back(link) or not _BEFORE.fullmatch(_said(before)):
        _take_off_words(before, mark)
        return
    _take_off(before)
    while len(others) > 1 and _BETWEEN.fullmatch(_said(others[0])):
        _take_off(others.pop(0))
    for carrier, part in others[0]:
        if said := (getattr(carrier, part) or "").strip() and getattr(carrier, part):
            setattr(carrier, part, said[_BEHIND.match(said).end() :])
            return


def _take_off_words(texts: list[Text], mark: str) -> None:
    """``1.``, ``(1)``, ``* `` or a raised ``1``; a note may also begin with a number that is part of what it says."""
    first = next(((carrier, part) for carrier, part in texts if (getattr(carrier, part) or "").strip()), None)
    if first is None or not mark:
        return
    carrier, part = first
    said, sign = getattr(carrier, part), re.escape(mark)
    if part == "text" and carrier.tag == "sup":
        own = re.fullmatch(rf"\s*{sign}[.:]?\s*", said)
    else:
        ends = r"\s*[.:)\]}](?=\s|$)" if mark.isalnum() else r"(?=\s)"
        own = re.match(rf"\s*[\[({{]?{sign}{ends}\s*", said)
    if own:
        setattr(carrier, part, said[own.end() :])


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
