"""A GIFT file cut into its questions, each with its line; and the escapes of GIFT put out of the way of its signs.

Format: https://docs.moodle.org/en/GIFT_format, and Moodle's own reader (question/format/gift/format.php).
"""

import re
from dataclasses import dataclass, field

# Escaped signs become private characters, so that what is left are signs; ``bare`` puts them back as typed.
_SIGNS = ":#={}~\\"
_AWAY = {sign: chr(0xE100 + place) for place, sign in enumerate(_SIGNS)}
_NEW_LINE = chr(0xE110)
_BACK = {away: sign for sign, away in _AWAY.items()} | {_NEW_LINE: "\n"}
_ESCAPED = re.compile(r"\\([:#={}~\\n])")
_PRIVATE = re.compile("[\ue100-\ue1ff]")
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
_TITLE = re.compile(r"::(.*?)::\s*", re.S)
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]\s*")
_ID = re.compile(r"(?<!\\)\[id:\s*((?:\\.|[^\]\\\x00-\x1f])+?)\s*\]")
_TAG = re.compile(r"(?<!\\)\[tag:\s*((?:\\.|[^\]\\<>`\x00-\x1f])+?)\s*\]")


@dataclass
class Piece:
    """One question as written: ``answers`` is what stands in its braces, None where there are none.

    ``text_format`` is html, moodle, plain or markdown. ``behind`` is the text after the braces.
    """

    line: int
    title: str = ""
    text_format: str = "moodle"
    text: str = ""
    answers: str | None = None
    behind: str = ""
    id: str = ""
    tags: list[str] = field(default_factory=list)
    is_open: bool = False


@dataclass
class _Lines:
    first: int
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def bare(text: str) -> str:
    """The characters that were meant, once the signs have been read."""
    return "".join(_BACK.get(character, character) for character in text)


def pieces(text: str) -> tuple[list[Piece], list[tuple[int, str]]]:
    """The questions in their order, and the categories with their lines."""
    found, categories = [], []
    for block in _blocks(_PRIVATE.sub("", text), categories):
        found.append(_piece(block))
    return found, categories


def _blocks(text: str, categories: list[tuple[int, str]]):
    block, is_open = None, False
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        if not stripped and not (is_open and _closes_below(lines, number)):
            if block and block.lines:
                yield block
            block, is_open = None, False
            continue
        block = block or _Lines(number)
        if stripped.startswith("//"):
            block.comments.append(stripped[2:])
            continue
        if category := _CATEGORY.fullmatch(stripped):
            categories.append((number, category[1]))
            continue
        if not block.lines:
            block.first = number
        block.lines.append(_ESCAPED.sub(_put_away, stripped))
        is_open = _is_open(block.lines)
    if block and block.lines:
        yield block


def _closes_below(lines: list[str], number: int) -> bool:
    """Whether an empty line stands inside the braces of one question: they close before others open."""
    for line in lines[number : number + 50]:
        signs = re.sub(r"\\.", "", line)
        if signs.lstrip().startswith(("::", "$CATEGORY")):
            return False
        opening, closing = signs.find("{"), signs.find("}")
        if closing >= 0 and (opening < 0 or closing < opening):
            return True
        if opening >= 0:
            return False
    return False


def _is_open(lines: list[str]) -> bool:
    text = "\n".join(lines)
    return "{" in text and "}" not in text.partition("{")[2]


def _put_away(escape: re.Match) -> str:
    return _NEW_LINE if escape[1] == "n" else _AWAY[escape[1]]


def _piece(block: _Lines) -> Piece:
    piece = Piece(block.first)
    for comment in block.comments:
        if found := _ID.search(comment):
            piece.id = re.sub(r"\\(.)", r"\1", found[1])
        piece.tags += _TAG.findall(comment)
    text = "\n".join(block.lines).strip()
    if title := _TITLE.match(text):
        piece.title, text = bare(title[1]).strip(), text[title.end() :]
    if written := _FORMAT.match(text):
        piece.text_format, text = written[1], text[written.end() :]
    before, brace, rest = text.partition("{")
    if brace:
        inside, closing, behind = rest.partition("}")
        piece.is_open = not closing
        piece.answers, piece.behind = inside.strip(), behind.rstrip()
    piece.text = before
    return piece
