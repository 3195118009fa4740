"""A few words of a text with those marked that were asked for."""

import re
from typing import NamedTuple

from ai4t.searching.normalising import WORD

_BETWEEN_AND_WORD = re.compile(f"({WORD.pattern})")


class Part(NamedTuple):
    text: str
    is_marked: bool = False


def marked(text: str, *, first: int, hits: list[int]) -> list[Part]:
    """``first`` is the number of the first word of ``text``; neighbouring words make one mark."""
    said = _BETWEEN_AND_WORD.split(text)  # what stands between words, and each second time a word
    parts: list[Part] = []
    end = 0
    for number in sorted(set(hits)):
        at = 2 * (number - first) + 1
        if not 0 < at < len(said):
            continue
        if parts and at == end + 1:
            parts[-1] = Part("".join([parts[-1].text, said[end], said[at]]), is_marked=True)
        else:
            parts += [Part("".join(said[end:at])), Part(said[at], is_marked=True)]
        end = at + 1
    return [part for part in (*parts, Part("".join(said[end:]))) if part.text]
