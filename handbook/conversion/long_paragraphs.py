"""Paragraphs that are too long for one."""

import re

from ai4t.markup.refusing import MAX_PARAGRAPH

LONGEST_PARAGRAPH = MAX_PARAGRAPH - 2_000  # characters of Markdown
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s(?=\S)")


def pieces_of(text: str) -> list[str]:
    """The paragraph in pieces that end with a sentence, or at least with a word."""
    pieces, start = [], 0
    while len(text) - start > LONGEST_PARAGRAPH:
        window = text[start : start + LONGEST_PARAGRAPH]
        ends = [end.end() for end in _SENTENCE_END.finditer(window, len(window) // 2)]
        end = ends[-1] if ends else window.rfind(" ") + 1 or len(window)
        pieces.append(text[start : start + end].strip())
        start += end
    return [*pieces, text[start:].strip()]
