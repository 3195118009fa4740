"""Blocks of Markdown, one below the other or inside an element of HTML."""

import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

RULE = "***"
_BETWEEN = "<!-- -->"
_MARKS_OF_NOTES = re.compile(r"(?:\[\^\d+\])+")


@dataclass(frozen=True)
class Block:
    """``at`` is the element that it was made of, if there is one. ``is_quotation`` is so of one in HTML, too."""

    text: str
    is_list: bool = False
    is_quotation: bool = False
    are_definitions: bool = False
    is_paragraph: bool = False
    at: HtmlElement | None = None


def without_idle_rules(blocks: list[Block]) -> list[Block]:
    """Rules part what stands above from what stands below: a second one in a row and one at the end do not. They stood
    above notes, which have moved.
    """
    kept: list[Block] = []
    for block in blocks:
        if block.text != RULE or not kept or kept[-1].text != RULE:
            kept.append(block)
    return kept[:-1] if kept and kept[-1].text == RULE else kept


def with_notes_of_title(blocks: list[Block]) -> list[Block]:
    """The marks of the notes of a title, which the page shows itself, begin the first paragraph."""
    if len(blocks) > 1 and blocks[1].is_paragraph and _MARKS_OF_NOTES.fullmatch(blocks[0].text):
        return [replace(blocks[1], text=blocks[0].text + blocks[1].text), *blocks[2:]]
    return blocks


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
