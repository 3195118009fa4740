"""Text that looks like a command to some other program: ``{{ 7*7 }}``, ``{% load %}``, ``${7*7}``, ``--8<--``.

Nothing here runs it, and the reader sees it as typed. It is taken out before the parser could take its characters for
marks, and put back into the finished tree as plain text.
"""

import re

from lxml.html import HtmlElement

_COMMAND = re.compile(
    r"\{\{[^\n]{0,200}?\}\}|\{%[^\n]{0,200}?%\}|\{#[^\n]{0,200}?#\}|\$\{[^{}\n]{0,200}\}|-{1,8}8<-{1,8}"
)
# Two code points that no text may contain (Unicode noncharacters) stand around the number of what was taken out.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_PLACE = re.compile(f"{_OPEN}([0-9]{{1,6}}){_CLOSE}")


def take_out(source: str) -> tuple[str, list[str]]:
    taken: list[str] = []

    def keep(match: re.Match) -> str:
        taken.append(match[0])
        return f"{_OPEN}{len(taken) - 1}{_CLOSE}"

    return _COMMAND.sub(keep, source), taken


def put_back(root: HtmlElement, taken: list[str]) -> None:
    if not taken:
        return
    for element in root.iter():
        if element.text and _OPEN in element.text:
            element.text = _as_typed(element.text, taken)
        if element.tail and _OPEN in element.tail:
            element.tail = _as_typed(element.tail, taken)
        for name, value in element.items():
            if _OPEN in value:
                element.set(name, _as_typed(value, taken))


def _as_typed(text: str, taken: list[str]) -> str:
    """The marks replaced by what they stand for; one that the author forged stands for nothing."""
    return _PLACE.sub(lambda place: "".join(taken[int(place[1]) : int(place[1]) + 1]), text)
