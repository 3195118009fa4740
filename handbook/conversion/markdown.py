"""HTML from elsewhere as Markdown of our dialect (see docs/markup.md): the same words in the same order.

What can be indented becomes Markdown all the way down; what cannot (a table in a list) becomes an element of HTML
with ``markdown``, whose content begins at the left margin again.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from handbook.conversion.blocks import Block, joined, with_notes_of_title, without_idle_rules, would_be_one
from handbook.conversion.surroundings import Surroundings
from handbook.conversion.writer import Writer


def markdown_of(parts: list[HtmlElement | str], around: Surroundings) -> str:
    """The content ``parts`` of a chapter and the notes they lead to; ends with a line end where there is any."""
    return traced_markdown_of(parts, around)[0]


def traced_markdown_of(
    parts: list[HtmlElement | str], around: Surroundings
) -> tuple[str, list[tuple[int, HtmlElement]]]:
    """The Markdown, and the line (from 1) at which what each element says begins."""
    writer = Writer(around)
    blocks = [*with_notes_of_title(without_idle_rules(writer.blocks(parts))), *writer.notes()]
    text = joined(blocks)
    return f"{text}\n" if text else "", list(_lines_of(blocks))


def _lines_of(blocks: list[Block]) -> Iterator[tuple[int, HtmlElement]]:
    line = 1
    for number, block in enumerate(blocks):
        if number and would_be_one(blocks[number - 1], block):
            line += 2
        if block.at is not None:
            yield line, block.at
        line += block.text.count("\n") + 2
