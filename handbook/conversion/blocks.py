"""Blocks of Markdown, one below the other or inside an element of HTML."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_BETWEEN = "<!-- -->"


@dataclass(frozen=True)
class Block:
    """``at`` is the element that it was made of, if there is one. ``is_quotation`` is so of one in HTML, too."""

    text: str
    is_list: bool = False
    is_quotation: bool = False
    are_definitions: bool = False
    at: HtmlElement | None = None


def joined(blocks: list[Block]) -> str:
    """One below the other. Two lists or quotations in a row would be one, so something stands between them."""
    pieces: list[str] = []
    for number, block in enumerate(blocks):
        if number and would_be_one(blocks[number - 1], block):
            pieces.append(_BETWEEN)
        pieces.append(block.text)
    return "\n\n".join(pieces)


def would_be_one(block: Block, following: Block) -> bool:
    are_quotations = block.is_quotation and following.is_quotation and following.text.startswith(">")
    are_lists = block.is_list and following.is_list
    return are_quotations or are_lists or (block.are_definitions and following.are_definitions)


def element_of(tag: str, said: str, text: str) -> str:
    """An element of HTML whose content ``text`` is Markdown; ``said`` are its attributes."""
    return f"<{tag} {said}>\n\n{text}\n\n</{tag}>" if text else f"<{tag} {said}></{tag}>"


def indented(text: str) -> str:
    return re.sub(r"\n(?=[^\n])", "\n    ", text)
