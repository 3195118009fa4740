"""Blocks of Markdown, one below the other or inside an element of HTML."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_BETWEEN_LISTS = "<!-- -->"


@dataclass(frozen=True)
class Block:
    """``at`` is the element that it was made of, if there is one."""

    text: str
    is_list: bool = False
    at: HtmlElement | None = None


def joined(blocks: list[Block]) -> str:
    """One below the other. Two lists in a row would be one, so something stands between them."""
    pieces: list[str] = []
    for number, block in enumerate(blocks):
        if number and block.is_list and blocks[number - 1].is_list:
            pieces.append(_BETWEEN_LISTS)
        pieces.append(block.text)
    return "\n\n".join(pieces)


def element_of(tag: str, said: str, text: str) -> str:
    """An element of HTML whose content ``text`` is Markdown; ``said`` are its attributes."""
    return f"<{tag} {said}>\n\n{text}\n\n</{tag}>" if text else f"<{tag} {said}></{tag}>"


def indented(text: str) -> str:
    return re.sub(r"\n(?=[^\n])", "\n    ", text)
