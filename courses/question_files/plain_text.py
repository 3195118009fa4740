"""Plain text as Markdown that shows every character as it was typed.

The dialect is that of ``ai4t.markup``. Backslashes serve where it knows them, character references elsewhere; formulas
between ``\\( \\)``, ``\\[ \\]`` and ``$$ $$`` stay as they are.
"""

import re

_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_FORMULA = re.compile(
    r"(?<!\\)\\\((?:(?!\\[()]|\n\n).){1,2000}?\\\)|(?<!\\)\\\[(?:(?!\\[\[\]]|\n\n).){1,2000}?\\\]|\$\$[^$\\`<]{1,2000}?\$\$",
    re.S,
)
_ALWAYS = re.compile(r"[\\`*{}~$]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)|_(?=_)|(?<=_)_")
_TOGETHER = {"==": "&#61;&#61;", "++": "&#43;&#43;", "-->": r"\-\->", "|": "&#124;", "<": "&lt;"}
# What the dialect makes a sign of: (c), 1/2, +/-, =/=, c/o and ordinals.
_SIGNS = (
    (re.compile(r"\((?=(?:c|r|tm)\))", re.I), "&#40;"),
    (re.compile(r"(?<=\d)/(?=\d)|(?<=c)/(?=o)|(?<=\+)/(?=-)|(?<==)/(?==)", re.I), "&#47;"),
    (re.compile(r"(?<=\d)(?:s(?=t)|n(?=d)|r(?=d)|t(?=h))\B"), lambda found: f"&#{ord(found[0])};"),
)
_BRACKETS = re.compile(r"\]\(|\] ?\[|\[\^|\[\[|\]:|!\[")
_LINE_START = re.compile(r"^(?:([-+#!=:?>])|(\d{1,9})([.)]))", re.M)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def printable(text: str) -> str:
    """Without characters that can neither be shown nor kept, and with one kind of line end."""
    return _UNKEPT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """A stretch of text inside a paragraph; ``guarded`` looks at the starts of its lines."""
    text = printable(text)
    parts, copied = [], 0
    for formula in _FORMULA.finditer(text):
        written = formula[0].replace("<", "&lt;")
        # A formula on a line of its own is only read as one in a paragraph of its own.
        parts += _escaped(text[copied : formula.start()]), f"\n\n{written}\n\n" if written[1] == "[" else written
        copied = formula.end()
    return "".join([*parts, _escaped(text[copied:])])


def guarded(paragraph: str) -> str:
    """The paragraph with no line that starts like a list, a heading, a box or a table."""
    return _LINE_START.sub(_guard, paragraph)


def from_plain(text: str) -> str:
    """Paragraphs and lines as typed."""
    paragraphs = _BLANK_LINES.split(printable(text).strip())
    return "\n\n".join(
        guarded("<br>\n".join(escaped(line.strip()) for line in paragraph.split("\n"))) for paragraph in paragraphs
    ).strip()


def _escaped(text: str) -> str:
    text = _ALWAYS.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text))
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    text = _UNDERSCORE.sub(r"\\_", text)
    for signs, written in _TOGETHER.items():
        text = text.replace(signs, written)
    if text.count("^") > 1:
        text = text.replace("^", r"\^")
    return text.replace("[", "&#91;") if _BRACKETS.search(text) else text


def _guard(start: re.Match) -> str:
    if start[2]:
        return start[2] + (r"\." if start[3] == "." else "&#41;")
    return f"\\{start[1]}" if start[1] in "-+#!>" else f"&#{ord(start[1])};"
