"""Mends what authors of the course are known to mistype, before the parser sees it. Lines may be added, never lost."""

import re
from collections.abc import Callable

from ai4t.markup.fences import Fence, fences
from ai4t.markup.mending_tags import mend_tags

Report = Callable[..., None]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_HEADING = re.compile(r"#{1,6}[^#\s]")
_OPENING_QUOTES = "\"„“”«»‘’'"
_BOX_START = re.compile(rf"(?:!!!|\?\?\?\+?) *[\w{_OPENING_QUOTES}]")
_BOX = re.compile(rf"(?P<mark>!!!|\?\?\?\+?) *(?P<kind>[\w-]+(?: +[\w-]+)*)? *(?P<title>[{_OPENING_QUOTES}].*)?$")
_LONGEST_BOX_START = 400
_NOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")
_BOLD_START = re.compile(r" *(\*\*|__)[^\s*_][^*_\n]*\1")
_DATA = re.compile(r"data:[\w/+.-]{0,100}[;,][^\s\"'<>)]{200,}")


def repair(source: str, report: Report) -> str:
    """The source as its author meant it; ``report(kind, line=..., ...)`` hears of each change."""
    source = _printable(source, report)
    source = _DATA.sub("data:,", source)
    lines = source.split("\n")
    found = fences(lines)
    _mend_lines(lines, found, report)
    return mend_tags("\n".join(_mend_fences(lines, found, report)), report)


def _printable(source: str, report: Report) -> str:
    if unprintable := _UNPRINTABLE.search(source):
        report("characters-removed", line=source.count("\n", 0, unprintable.start()) + 1)
        return _UNPRINTABLE.sub("", source)
    return source


def _mend_lines(lines: list[str], found: list[Fence], report: Report) -> None:
    code = {number for fence in found for number in range(fence.first, fence.last + 1)}
    for number, line in enumerate(lines):
        if number in code:
            continue
        start = line.lstrip(" \t")
        if _BOX_START.match(start):
            lines[number] = line[: len(line) - len(start)] + _mended_box(start.rstrip(), number + 1, report)
        elif _HEADING.match(line):
            report("heading-space", line=number + 1)


def _mended_box(start: str, line: int, report: Report) -> str:
    """The first line of a box in the one form that the parser knows: ``??? kind "title"``."""
    box = _BOX.match(start) if len(start) <= _LONGEST_BOX_START else None
    if box is None or _ends_early(box["title"] or ""):
        report("box-unread", line=line)
        return start
    kind = box["kind"] or ("note" if box["mark"] == "!!!" or not box["title"] else "")
    opening = " ".join(part for part in (box["mark"], kind) if part)
    if not box["title"]:
        return opening
    title = box["title"]
    if len(title) > 1 and title[0] == title[-1] == '"':
        return f"{opening} {title}"
    report("box-quote", line=line)
    return f'{opening} "{title.strip(_OPENING_QUOTES + " ")}"'


def _ends_early(title: str) -> bool:
    """Whether words follow behind the closing quote."""
    return title.startswith('"') and title.count('"') == 2 and not title.endswith('"')


def _mend_fences(lines: list[str], found: list[Fence], report: Report) -> list[str]:
    """Turn fenced notes into boxes, and give a note that is defined right under a fence its own paragraph."""
    glued = set()
    for fence in found:
        if not fence.info and _BOLD_START.match(lines[fence.first + 1]) and "> " not in lines[fence.first]:
            report("fence-note", line=fence.first + 1)
            _box_fence(lines, fence)
        if fence.last + 1 < len(lines) and _NOTE.match(lines[fence.last + 1]):
            report("note-glued", line=fence.last + 2)
            glued.add(fence.last)
    mended = []
    for number, line in enumerate(lines):
        mended.append(line)
        if number in glued:
            mended.append("")
    return mended


def _box_fence(lines: list[str], fence: Fence) -> None:
    margin = " " * (len(lines[fence.first]) - len(lines[fence.first].lstrip(" ")))
    lines[fence.first] = f'{margin}!!! note ""'
    lines[fence.last] = ""
    for number in range(fence.first + 1, fence.last):
        lines[number] = "    " + lines[number]
