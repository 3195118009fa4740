"""Answers of the protocol as XML: OAI-PMH 2.0 (schema of 2004-10-12), with records in oai_dc (2002-12-19)."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree

from ai4t.oai.items import Collection, Element, Heading
from ai4t.oai.listing import Piece

PREFIX = "oai_dc"
_OAI = "http://www.openarchives.org/OAI/2.0/"
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LOCATION = f"{{{_XSI}}}schemaLocation"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
# Everything that XML 1.0 cannot hold, in whatever form.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


class Answer:
    """``arguments`` are repeated in the answer, but for those that were refused."""

    def __init__(self, address: str, arguments: dict[str, str], *, now: datetime):
        self._root = etree.Element(f"{{{_OAI}}}OAI-PMH", nsmap={None: _OAI, "xsi": _XSI})
        self._root.set(_LOCATION, f"{_OAI} {_SCHEMA}")
        _add(self._root, "responseDate", moment(now))
        _add(self._root, "request", address, **arguments)

    def refuse(self, code: str, sentence: str):
        _add(self._root, "error", sentence, code=code)

    def identify(self, told: Iterable[tuple[str, str]]):
        verb = _add(self._root, "Identify")
        for name, text in told:
            _add(verb, name, text)

    def list_formats(self):
        one = _add(_add(self._root, "ListMetadataFormats"), "metadataFormat")
        _add(one, "metadataPrefix", PREFIX)
        _add(one, "schema", _DC_SCHEMA)
        _add(one, "metadataNamespace", _OAI_DC)

    def list_sets(self, collections: Iterable[Collection]):
        verb = _add(self._root, "ListSets")
        for collection in collections:
            one = _add(verb, "set")
            _add(one, "setSpec", collection.spec)
            _add(one, "setName", collection.name)

    def give_record(self, heading: Heading, elements: list[Element]):
        _add_record(_add(self._root, "GetRecord"), heading, elements)

    def list_identifiers(self, piece: Piece):
        verb = _add(self._root, "ListIdentifiers")
        for heading in piece.headings:
            _add_header(verb, heading)
        _add_token(verb, piece)

    def list_records(self, piece: Piece, described: dict[str, list[Element]]):
        verb = _add(self._root, "ListRecords")
        for heading in piece.headings:
            _add_record(verb, heading, described[heading.key])
        _add_token(verb, piece)

    def written(self) -> bytes:
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_OAI}}}{name}", attributes)
    element.text = _UNWRITABLE.sub("", text) or None
    return element


def _add_header(parent: etree._Element, heading: Heading):
    header = _add(parent, "header")
    _add(header, "identifier", heading.identifier)
    _add(header, "datestamp", moment(heading.stamp))
    _add(header, "setSpec", heading.spec)


def _add_record(parent: etree._Element, heading: Heading, elements: list[Element]):
    record = _add(parent, "record")
    _add_header(record, heading)
    metadata = _add(record, "metadata")
    work = etree.SubElement(metadata, f"{{{_OAI_DC}}}dc", nsmap={"oai_dc": _OAI_DC, "dc": _DC})
    work.set(_LOCATION, f"{_OAI_DC} {_DC_SCHEMA}")
    for element in elements:
        if text := _UNWRITABLE.sub("", element.text).strip():
            told = etree.SubElement(work, f"{{{_DC}}}{element.name}", {_LANG: element.lang} if element.lang else {})
            told.text = text


def _add_token(parent: etree._Element, piece: Piece):
    """The last piece of a list in several carries an empty token."""
    if piece.is_part:
        about = {"completeListSize": str(piece.size), "cursor": str(piece.cursor)}
        _add(parent, "resumptionToken", piece.next.token if piece.next else "", **about)
