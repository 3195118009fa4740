"""Raw HTML in a source: invented elements are shown as typed, and what would swallow the rest of the page is closed."""

import re
from bisect import bisect_right
from collections.abc import Callable

from ai4t.markup.fences import without_code
from ai4t.markup.html_names import DOCUMENT, FOREIGN, INLINE, KNOWN, SWALLOWING

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?=[\s/>])[^<>]*)>")
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
    pieces, copied = [], 0
    for tag in tags:
        line = bisect_right(starts, tag.start())
        start, end, text = _mended(tag, closings, lambda kind, line=line, **values: report(kind, line=line, **values))
        pieces += source[copied:start], text if text is not None else source[start:end]
        copied = end
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


def _without_comments(text: str) -> str:
    pieces, copied = [], 0
    while (start := text.find("<!--", copied)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += text[copied:start], re.sub(r"[^\n]", " ", text[start : end + 3])
        copied = end + 3
    return "".join([*pieces, text[copied:]])
