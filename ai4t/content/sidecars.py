"""Dublin Core files that stand beside a text (``page.en.xml`` beside ``page.en.md``), read as hostile XML."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree

from ai4t.content.irregularities import Irregularities
from ai4t.content.xml_reading import xml_parser
from ai4t.content.yaml_reading import Word

_MOST_BYTES = 256 * 1024
_BARE_AMPERSAND = re.compile(rb"&(?!#\d+;|#x[0-9A-Fa-f]+;|(?:amp|lt|gt|quot|apos);)")


@dataclass(frozen=True)
class Sidecar:
    """What the sidecar says, by the Dublin Core word; each value knows its line."""

    path: str
    values: dict[str, list[Word]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.values

    def value(self, name: str) -> str:
        return next((" ".join(value.split()) for value in self.values.get(name, [])), "")

    def line_of(self, name: str) -> int:
        return next((value.line for value in self.values.get(name, [])), 1)


def read_sidecar(raw: bytes, *, path: str, faults: Irregularities) -> Sidecar | None:
    """The sidecar, or None when nothing in it can be believed; what was odd is noted in ``faults``."""
    if len(raw) > _MOST_BYTES:
        faults.note(
            path, 0, "sidecar-unreadable", _("This file is too long for a record of metadata; it was not read.")
        )
        return None
    root = _parsed(raw, path, faults)
    if root is None:
        faults.note(path, 0, "sidecar-unreadable", _("No metadata can be read from this file."))
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        faults.note(
            path, 1, "sidecar-doctype", _("This file declares a document type, which is refused; it was not read.")
        )
        return None
    values: dict[str, list[Word]] = {}
    for element in root.iter(etree.Element):
        if len(element) == 0:
            # A prefix that nobody declared stays in the name of a recovered element.
            name = re.split("[}:]", element.tag)[-1].casefold()
            values.setdefault(name, []).append(Word((element.text or "").strip(), element.sourceline or 1))
    return Sidecar(path, values)


def _parsed(raw: bytes, path: str, faults: Irregularities) -> etree._Element | None:
    try:
        return etree.fromstring(raw, xml_parser())
    except etree.XMLSyntaxError as problem:
        line = problem.lineno or 1
    mended = _BARE_AMPERSAND.sub(b"&amp;", raw)
    try:
        root = etree.fromstring(mended, xml_parser())
        message = _("An “&” must be written “&amp;” in XML; it was read as meant.")
    except etree.XMLSyntaxError:
        root = _recovered(mended)
        message = _("This is not well-formed XML; what could be read was kept.")
    if root is not None:
        faults.note(path, line, "sidecar-not-well-formed", message)
    return root


def _recovered(raw: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(raw, xml_parser(recover=True))
    except etree.XMLSyntaxError:
        return None
