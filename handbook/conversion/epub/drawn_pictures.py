"""Drawings (SVG files) that show pictures, as InDesign and others write figures and covers.

A drawing by itself loads no other file. One that shows a single picture and nothing else becomes that picture; any
other gets its pictures written into it.
"""

import base64
import re
from collections.abc import Callable

from lxml import etree

from ai4t.content.drawings import MAX_BYTES, is_drawing
from ai4t.content.xml_reading import xml_parser
from ai4t.markup.html_names import names

# As a file writes it, and as pages are read here.
_LINKS = ("{http://www.w3.org/1999/xlink}href", "xlink-href")
_SHAPES = names("path rect circle ellipse line polyline polygon text use foreignObject")
_NOT_DRAWN = names("defs clipPath mask pattern symbol marker")
_CUT = re.compile(r"clip-path|mask|filter")
_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")
_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}


class DrawnPictures:
    """``find`` gives the bytes behind an address that the drawing writes, or None."""

    def __init__(self, drawing: bytes, find: Callable[[str], bytes | None]):
        self._find = find
        self._root = _parsed(drawing) if is_drawing(drawing) else None
        self._pictures = [] if self._root is None else [one for one in self._root.iter() if _name(one) == "image"]

    def only(self) -> str:
        """The address of the picture that is all there is to see; empty where there is more, or part of it."""
        if len(self._pictures) != 1 or any(map(_is_seen, self._root.iter())):
            return ""
        picture = self._pictures[0]
        around = [picture, *picture.iterancestors()]
        is_whole = not any(_CUT.search(f"{' '.join(one.attrib)} {one.get('style', '')}") for one in around)
        is_upright = all(_is_upright(one.get("transform", "")) for one in around)
        return _address(picture) if is_whole and is_upright else ""

    def written_in(self) -> bytes | None:
        """The drawing with the pictures of other files in it; None where that changes nothing, or is too large."""
        is_changed = bool(self._pictures) and write_in(self._pictures, self._root, self._find)
        return etree.tostring(self._root, encoding="utf-8") if is_changed else None


def write_in(pictures: list, drawing, find: Callable[[str], bytes | None]) -> bool:
    """Write pictures of other files into the elements of ``drawing`` that show them; whether there were any. All stay
    as they are where the drawing would be too large.
    """
    found, length = {}, len(etree.tostring(drawing, with_tail=False))
    for picture in pictures:
        address = _address(picture)
        content = b"" if not address or address.startswith(("data:", "#")) else find(address) or b""
        length += len(content) * 4 // 3
        if length > MAX_BYTES:
            return False
        if kind := kind_of(content):
            found[picture] = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    for picture, address in found.items():
        for name in _LINKS:
            picture.attrib.pop(name, None)
        picture.set("href", address)
    return bool(found)


def _parsed(drawing: bytes):
    try:
        return etree.fromstring(drawing, xml_parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


def _name(element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_seen(element) -> bool:
    is_drawn = not any(_name(above) in _NOT_DRAWN for above in element.iterancestors())
    return _name(element) in _SHAPES and is_drawn


def _is_upright(transform: str) -> bool:
    """Whether a picture is only moved and enlarged by it."""
    for name, said in _TRANSFORM.findall(transform):
        numbers = said.replace(",", " ").split()
        turns = numbers[1:3] if name == "matrix" else []
        sizes = numbers[0:4:3] if name == "matrix" else numbers if name == "scale" else []
        is_turned = name in {"rotate", "skewX", "skewY"} or any(number.strip("-0.") for number in turns)
        if is_turned or any(number.startswith("-") for number in sizes):
            return False
    return True


def _address(picture) -> str:
    return next((said.strip() for name in ("href", *_LINKS) if (said := picture.get(name))), "")


def kind_of(content: bytes) -> str:
    """The kind of picture as its address in a drawing says it; empty for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _KINDS.items() if content.startswith(start)), "")
