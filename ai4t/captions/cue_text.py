r"""The words of a cue, with the few marks that WebVTT shares with everybody: ``<i>``, ``<b>``, ``<u>``.

Files also hold ``<font>``, voices (``<v Ana>``), karaoke times, and what subtitle programs put in braces (``{\an8}``).
Whatever else stands between angle brackets is text and is shown as typed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from ai4t.captions.settings import place_on_a_keypad

_TOKEN = re.compile(
    r"\{\\[^{}\n]{0,200}\}"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z]{1,10})(?P<rest>(?:[.\s][^<>\n]{0,300})?)/?>"
    r"|<(?:\d+:)?\d+:\d+\.\d+>"
)
_KEPT = {"i": "i", "em": "i", "b": "b", "strong": "b", "u": "u"}
_FORMATTING = {"font", "span", "c", "lang", "ruby", "rt", "v", "p", "s", "br"}
_OURS = re.compile(r"<(/?)([ibu])>")
_NOTHING_MARKED = re.compile(r"<([ibu])>(\s*)</\1>")
# Programs that escape too much mean the mark.
_ESCAPED_MARK = re.compile(r"&lt;(/?)([ibu])&gt;", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_PLACE = re.compile(r"\\an([1-9])")
_SWITCH = re.compile(r"\\([ibu])([01])\b")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass
class CueText:
    """``place`` is in WebVTT's settings; ``found`` are kinds of oddities (see ``oddities.py``)."""

    text: str
    place: str = ""
    found: set[str] = field(default_factory=set)


def read_text(typed: str) -> CueText:
    read = CueText("")
    visible = _UNSEEN.sub("", typed).strip()
    if visible != typed.strip():
        read.found.add("caption-characters")
    visible = _ESCAPED_MARK.sub(r"<\1\2>", visible)
    pieces, at = [], 0
    for token in _TOKEN.finditer(visible):
        pieces += [_words(visible[at : token.start()]), _meaning(token, read)]
        at = token.end()
    pieces.append(_words(visible[at:]))
    read.text = tidy(_NOTHING_MARKED.sub(r"\2", _paired("".join(pieces), str)))
    return read


def tidy(text: str) -> str:
    """No spaces around lines and no line without words: a blank line would end the cue."""
    lines = (re.sub(r"[^\S\n\xa0\u2007\u202f]+", " ", line).strip() for line in text.split("\n"))
    return (
        "\n".join(line for line in lines if without_marks(line).strip() or _OURS.search(line)) if text.strip() else ""
    )


def without_marks(text: str) -> str:
    return _OURS.sub("", text)


def as_markup(text: str) -> str:
    """The text as WebVTT and HTML both read it: marks in pairs, every other character escaped."""
    return _paired(text, _escaped)


def _paired(text: str, written: Callable[[str], str]) -> str:
    """Marks in pairs, one inside the other; what stands between them as ``written`` makes it."""
    parts, opened, at = [], [], 0
    for mark in _OURS.finditer(text):
        parts.append(written(text[at : mark.start()]))
        at = mark.end()
        closes, name = bool(mark[1]), mark[2]
        if not closes and name not in opened:
            opened.append(name)
            parts.append(f"<{name}>")
        elif closes and name in opened:
            inner = opened[opened.index(name) + 1 :]
            parts += [f"</{other}>" for other in [*reversed(inner), name]] + [f"<{other}>" for other in inner]
            opened.remove(name)
    parts.append(written(text[at:]))
    return "".join(parts) + "".join(f"</{name}>" for name in reversed(opened))


def _meaning(token: re.Match, read: CueText) -> str:
    typed, tag = token[0], (token["tag"] or "").lower()
    if tag and tag not in _KEPT and tag not in _FORMATTING:
        read.found.add("caption-tag")
        return _words(typed)
    read.found.add("caption-formatting")
    if tag in _KEPT:
        return f"<{token['close']}{_KEPT[tag]}>"
    if tag == "br":
        return "\n"
    if tag == "v" and not token["close"]:
        speaker = re.sub(r"^\.\S*", "", token["rest"]).strip()
        return f"{_words(speaker)}: " if speaker else ""
    if place := _PLACE.search(typed):
        read.place = place_on_a_keypad(int(place[1]))
    return "".join(f"<{'' if on == '1' else '/'}{name}>" for name, on in _SWITCH.findall(typed))


def _words(text: str) -> str:
    return _UNSEEN.sub("", _ENTITY.sub(lambda entity: unescape(entity[0]), text))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
