"""Words of a line with the marks that stand around them, and two lines made one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from lxml import html
from lxml.html import HtmlElement

from ai4t.markup.comparing.aligning import Aligning
from ai4t.markup.html_names import names

_SPACES = re.compile(r"(\s+)")
_WHOLE = names("audio br button iframe img math svg video wbr")
# Of the shorter of two lines, so much must have stayed that one is the other changed.
_LEAST_KEPT = 0.5


@dataclass
class Token:
    """What stands between two spaces, or the mark of a note. ``pieces`` are stretches of HTML, each with the elements
    around it; ``space`` are those around the space before it, None where there is none.
    """

    space: tuple[str, ...] | None
    pieces: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    is_note: bool = False

    @property
    def key(self) -> str:
        """Numbers of notes move when a note is put before them."""
        return "<note>" if self.is_note else "".join(f"{''.join(around)}{text}" for around, text in self.pieces)


def opening(found: HtmlElement, *, but: str = "") -> str:
    said = "".join(f' {name}="{escape(value)}"' for name, value in found.items() if name != but)
    return f"<{found.tag}{said}>"


def tokens_of(content: Iterable[HtmlElement | str]) -> Iterator[Token]:
    token = Token(None)
    for around, text, kind in _stretches(content, ()):
        if kind == "word":
            token.pieces.append((around, text))
            continue
        if token.pieces:
            yield token
            token = Token(None)
        if kind == "space":
            token.space = around
        else:
            yield Token(token.space, [(around, text)], is_note=kind == "note")
            token = Token(None)
    if token.pieces:
        yield token


def _stretches(content: Iterable[HtmlElement | str], around: tuple[str, ...]) -> Iterator[tuple]:
    for part in content:
        if isinstance(part, str):
            for place, text in enumerate(_SPACES.split(escape(part))):
                if text:
                    yield around, text, "space" if place % 2 else "word"
        elif not isinstance(part.tag, str):
            continue
        elif part.get("class") == "note-mark" or part.tag in _WHOLE:
            kind = {"sup": "note", "br": "break"}.get(part.tag, "word")
            yield around, html.tostring(part, encoding="unicode", with_tail=False), kind
        else:
            yield from _stretches(_inside(part), (*around, opening(part)))


def _inside(found: HtmlElement) -> Iterator[HtmlElement | str]:
    yield found.text or ""
    for child in found:
        yield child
        yield child.tail or ""


def written(tokens: Iterable[Token]) -> str:
    """The tokens as HTML; what stands around several of them is opened once."""
    made, around = [], ()
    for place, token in enumerate(tokens):
        spaced = [(token.space, " ")] if place and token.space is not None else []
        for wanted, text in [*spaced, *token.pieces]:
            made += [_change(around, wanted), text]
            around = wanted
    return "".join([*made, _change(around, ())])


def _change(around: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    common = 0
    while common < min(len(around), len(wanted)) and around[common] == wanted[common]:
        common += 1
    closed = (f"</{re.match('<([a-z0-9]+)', start)[1]}>" for start in reversed(around[common:]))
    return "".join([*closed, *wanted[common:]])


def marked(old: tuple[Token, ...], new: tuple[Token, ...], aligning: Aligning) -> str | None:
    """Both as one line, with ``del`` and ``ins``; None where hardly a word stayed, so that nobody could read it."""
    changes = _without_crumbs(aligning.of_keys([one.key for one in old], [one.key for one in new]))
    kept = sum(last - first for is_kept, first, last, _start, _end in changes if is_kept)
    if kept < _LEAST_KEPT * min(len(old), len(new)):
        return None
    made: list[str] = []
    for is_kept, first, last, start, end in changes:
        if is_kept:
            _add(made, new[start:end], "")
        else:
            _add(made, old[first:last], "del")
            _add(made, new[start:end], "ins", is_apart=last > first)
    return "".join(made)


def _add(made: list[str], tokens: tuple[Token, ...], mark: str, *, is_apart: bool = False) -> None:
    if tokens:
        made.append(" " if made and (is_apart or tokens[0].space is not None) else "")
        made.append(f"<{mark}>{written(tokens)}</{mark}>" if mark else written(tokens))


def _without_crumbs(changes: list[tuple]) -> list[tuple]:
    """A word or two that stayed between longer changes tell nothing: they go with the changes around them."""
    merged: list[tuple] = []
    for place, change in enumerate(changes):
        is_kept = change[0] and not (0 < place < len(changes) - 1 and _is_crumb(*changes[place - 1 : place + 2]))
        if merged and not is_kept and not merged[-1][0]:
            _kept, first, _last, start, _end = merged.pop()
            merged.append((False, first, change[2], start, change[4]))
        else:
            merged.append((is_kept, *change[1:]))
    return merged


def _is_crumb(before: tuple, kept: tuple, behind: tuple) -> bool:
    return all(
        kept[2] - kept[1] < max(last - first, end - start) for _kept, first, last, start, end in (before, behind)
    )
