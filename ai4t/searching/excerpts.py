"""A few words of a text with those marked that were asked for."""

from dataclasses import dataclass

from ai4t.searching.normalising import WORD


@dataclass(frozen=True)
class Part:
    text: str
    is_marked: bool = False


def marked(text: str, *, first: int, hits: list[int]) -> list[Part]:
    """``first`` is the number of the first word of ``text``; neighbouring words make one mark."""
    parts: list[Part] = []
    wanted, end, last = set(hits), 0, None
    for number, word in enumerate(WORD.finditer(text), start=first):
        if number not in wanted:
            continue
        if last == number - 1:
            parts[-1] = Part(parts[-1].text + text[end : word.end()], is_marked=True)
        else:
            parts += [Part(text[end : word.start()]), Part(word[0], is_marked=True)]
        end, last = word.end(), number
    return [part for part in (*parts, Part(text[end:])) if part.text]
