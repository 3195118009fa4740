"""Raw HTML in a source: invented elements are shown as typed, and what would swallow the rest of the page is closed."""

import re
from bisect import bisect_right
from collections.abc import Callable

from ai4t.markup.fences import without_code
from ai4t.markup.html_names import DOCUMENT, FOREIGN, INLINE, KNOWN, SWALLOWING

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?=[\s/>])[^<>]*)>")
_DRAWINGS = ("svg", "math")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_UNQUOTED = re.compile(r"\s(?P<name>[a-zA-Z-]{1,40})=[^\s\"'>]")
# A value in typographic quotes, or behind a no-break space, which HTML takes for the start of the value itself.
_TYPOGRAPHIC = re.compile(r"=(?:\s*[\xa0\u202f]\s*[\"“„«‘]|\s*[“„«‘”])\s*([^\"“”„«»‘’<>]*)[\"“”»‘’]")
_UNQUOTED_IN_LIST = re.compile(r"\{:[^}\n]{0,100}?\b(?P<name>[a-z-]{1,20})=[^\s\"'}]")


def mend_tags(source: str, report: Callable[..., None]) -> str:
    bare = _without_comments(without_code(source))
    starts = [0, *(match.end() for match in re.finditer("\n", bare))]
    tags = list(_TAG.finditer(bare))
    closings = {tag["name"].lower(): tag.start() for tag in tags if tag["close"]}
    drawn = _drawn(tags, closings, bare)
    pieces, copied = [], 0
    for tag in tags:
        if tag.start() < copied:
            continue
        line = bisect_right(starts, tag.start())
        start, end, text = _mended(tag, closings, lambda kind, line=line, **values: report(kind, line=line, **values))
        pieces += source[copied:start], text if text is not None else source[start:end]
        copied = end
        if behind := drawn.get(tag.start()):
            held = source[tag.end() : behind]
            pieces += source[copied : tag.end()], f"</{tag['name']}>", "\n" * held.count("\n")
            copied = behind
    for listed in _UNQUOTED_IN_LIST.finditer(bare):
        report("attribute-unquoted", line=bisect_right(starts, listed.start()), name=listed["name"])
    return "".join([*pieces, source[copied:]])


def _mended(tag: re.Match, closings: dict[str, int], report: Callable[..., None]) -> tuple[int, int, str | None]:
    """The stretch of the source that this tag changes, and what stands there instead; None leaves it."""
    name, start, end = tag["name"].lower(), tag.start(), tag.end()
    if name not in KNOWN and name not in FOREIGN:
        report("tag-unknown", tag=tag["name"])
        return start, start + 1, "&lt;"
    if tag["close"]:
        return start, start, None
    for unquoted in _UNQUOTED.finditer(_QUOTED.sub('""', tag["rest"])):
        report("attribute-unquoted", name=unquoted["name"])
    mended = _TYPOGRAPHIC.sub(r'="\1"', tag["rest"])
    if name in DOCUMENT:
        report("element-plain", tag=name)
    if name in SWALLOWING and closings.get(name, -1) < start:
        report("tag-unclosed", tag=name)
        return (end, end, f"</{name}>") if name == "iframe" else (start, start + 1, "&lt;")
    if name in INLINE and tag["rest"].rstrip().endswith("/"):
        report("tag-unclosed", tag=name)
        return start, end, f"</{name}>"
    return (start, end, f"<{tag['name']}{mended}>") if mended != tag["rest"] else (start, start, None)


def _drawn(tags: list[re.Match], closings: dict[str, int], bare: str) -> dict[int, int]:
    """Where drawings and formulas start, and the place behind each.

    They are left out with what they hold. It is taken out before it is read: a table or style that is never closed
    inside would take the rest of the page along.
    """
    drawn, opened, name = {}, None, ""
    for tag in tags:
        if opened is None:
            name = tag["name"].lower()
            opens = name in SWALLOWING or (name in _DRAWINGS and not tag["rest"].endswith("/"))
            if opens and not tag["close"] and closings.get(name, -1) > tag.start():
                opened = tag
        elif tag["close"] and tag["name"].lower() == name:
            starts_line = not bare[bare.rfind("\n", 0, opened.start()) + 1 : opened.start()].strip()
            if name in _DRAWINGS and (starts_line or not _BLANK_LINE.search(bare, opened.end(), tag.start())):
                drawn[opened.start()] = tag.end()
            opened = None
    return drawn


def _without_comments(text: str) -> str:
    pieces, copied = [], 0
    while (start := text.find("<!--", copied)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += text[copied:start], re.sub(r"[^\n]", " ", text[start : end + 3])
        copied = end + 3
    return "".join([*pieces, text[copied:]])
