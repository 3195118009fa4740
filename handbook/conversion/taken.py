"""The files beside the texts of a made tree: pictures and other files that a chapter names, each under its own name."""

import base64
import binascii
import hashlib
import posixpath
import re
from copy import deepcopy
from urllib.parse import unquote_to_bytes

from lxml import etree
from lxml.html import HtmlElement

from ai4t.content.archive_names import DEVICES
from ai4t.content.manuscripts.slugs import free, shape
from handbook.importing.credits import ENDING

_DATA = re.compile(
    r"data:image/(?P<kind>png|jpeg|jpg|gif|webp|svg\+xml)(?:;[\w=-]+)*?(?P<base64>;base64)?,(?P<data>.*)",
    re.DOTALL | re.IGNORECASE,
)
_ENDINGS = {"jpeg": ".jpg", "svg+xml": ".svg"}
_ENDING = re.compile(r"\.\w{1,20}", re.ASCII)
_LARGEST_DRAWING = 2 * 1024**2


class Taken(dict[str, bytes]):
    """Path in the tree -> bytes."""

    def __init__(self):
        super().__init__()
        self._stems = set(DEVICES)

    def __setitem__(self, path: str, content: bytes) -> None:
        super().__setitem__(path, content)
        self._stems.add(posixpath.basename(path).partition(".")[0].casefold())

    def keep(self, name: str, content: bytes) -> str:
        stem, ending = posixpath.splitext(name)
        ending = ending.lower() if _ENDING.fullmatch(ending) else ""
        path = f"images/{free(shape(stem), self._stems)}{ending}"
        self[path] = content
        return path

    def credit(self, path: str, holder: str, licence: str) -> None:
        """Say beside the file whose it is, and under which licence; either may be empty."""
        lines = [f"SPDX-FileCopyrightText: {holder}"] if holder else []
        lines += [f"SPDX-License-Identifier: {licence}"] if licence else []
        if lines:
            self[path + ENDING] = "\n".join([*lines, ""]).encode()

    def embedded(self, address: str) -> str:
        """The file of a picture that is written into the text; empty where it cannot be read."""
        found = _DATA.fullmatch(address.strip())
        if found is None:
            return ""
        try:
            data = found["data"]
            content = base64.b64decode(data, validate=True) if found["base64"] else unquote_to_bytes(data)
        except (binascii.Error, ValueError):
            return ""
        kind = found["kind"].lower()
        return self._made("picture", _ENDINGS.get(kind, f".{kind}"), content)

    def drawn(self, element: HtmlElement) -> str:
        """The file of a drawing in the text; empty where it is too large or no drawing. It is without pictures
        of other files, which it could not show.
        """
        drawing = deepcopy(element)
        drawing.tail = None
        for inner in drawing.iter(etree.Element):
            if address := inner.attrib.pop("xlink-href", None):
                inner.set("href", address)
        for picture in list(drawing.iter("image")):
            if not (picture.get("href") or "").startswith("data:"):
                picture.drop_tree()
        drawn = etree.tostring(drawing, encoding="utf-8")
        if len(drawn) > _LARGEST_DRAWING or element.tag != "svg":
            return ""
        if b"xmlns=" not in drawn[:500]:
            drawn = drawn.replace(b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg"', 1)
        return self._made("drawing", ".svg", drawn)

    def _made(self, name: str, ending: str, content: bytes) -> str:
        """The same content is the same file."""
        path = f"images/{name}-{hashlib.sha256(content).hexdigest()[:8]}{ending}"
        self[path] = content
        return path
