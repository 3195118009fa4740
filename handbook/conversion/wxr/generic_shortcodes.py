"""Shortcodes with which Pressbooks writes elements of HTML, in pairs around what these hold or in place of them."""

import re
from collections import defaultdict
from html import escape

from django.utils.text import slugify

from handbook.conversion.wxr.attributes import attributes_of

_ELEMENTS = {
    "heading": "h1", "subheading": "h2", "blockquote": "blockquote", "textbox": "div", "columns": "div",
    "bold": "strong", "strong": "strong", "italics": "em", "em": "em", "code": "code",
}  # fmt: skip
_HALF = re.compile(rf"\[(?P<closes>/?)(?P<name>{'|'.join(_ELEMENTS)})(?P<said>(?:\s[^\[\]]*)?)\]")
_WHOLE = re.compile(r"\[(anchor|email|media)((?:\s[^\[\]]*)?)\](?:([^\[\]]*)\[/\1\])?")


def in_elements(text: str) -> str:
    """A half without its other half stays as it is written."""
    halves = list(_HALF.finditer(text))
    tags = _tags(halves)
    pieces, end = [], 0
    for half in halves:
        pieces += [text[end : half.start()], tags.get(half.start(), half[0])]
        end = half.end()
    return _WHOLE.sub(_whole, "".join([*pieces, text[end:]]))


def _tags(halves: list[re.Match]) -> dict[int, str]:
    """The tag in place of each half, by where that begins."""
    opened: dict[str, list[re.Match]] = defaultdict(list)
    tags = {}
    for half in halves:
        name = half["name"]
        if not half["closes"]:
            opened[name].append(half)
        elif opened[name]:
            opening = opened[name].pop()
            tags[opening.start()] = f"<{_ELEMENTS[name]}{_class(opening)}>"
            tags[half.start()] = f"</{_ELEMENTS[name]}>"
    return tags


def _class(opening: re.Match) -> str:
    """The kind of a box; other classes are looks."""
    kinds = attributes_of(opening["said"]).get("class", "")
    return f' class="{escape(f"textbox {kinds}".strip())}"' if opening["name"] == "textbox" else ""


def _whole(found: re.Match) -> str:
    said, words = attributes_of(found[2]), found[3] or ""
    if found[1] == "anchor" and said.get("id"):
        return f'<a id="{slugify(said["id"])}"></a>'
    address = said.get("address") or words.strip()
    if found[1] == "email" and "@" in address:
        return f'<a href="mailto:{escape(address)}">{words or escape(address)}</a>'
    if found[1] == "media" and (source := said.get("src") or words):
        return _media(source, said.get("caption", ""))
    return found[0]


def _media(source: str, caption: str) -> str:
    shown = f"[embed]{escape(source)}[/embed]"
    return f"<figure>{shown}<figcaption>{escape(caption)}</figcaption></figure>" if caption else shown
