"""XML from strangers: no document type, so no entities; nothing is included or fetched; depth and size have limits."""

from django.utils.translation import gettext as _
from lxml import etree

_MOST_BYTES = 5 * 1024**2
_INCLUDES = "{http://www.w3.org/2001/XInclude}"


class XmlRefused(Exception):
    """This file is not read; the text names it and is meant for the person who offered it."""


def xml_parser(*, recover: bool = False) -> etree.XMLParser:
    """Nothing is expanded or fetched; with ``recover`` what is broken is read as far as it goes."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def read_xml(raw: bytes, *, path: str, most_bytes: int = _MOST_BYTES):
    """The root element of the file ``path``; ``XmlRefused`` where anything about it is wrong."""
    name = {"path": path}
    if len(raw) > most_bytes:
        raise XmlRefused(_("%(path)s is too long to be read.") % name)
    # In whatever encoding, and before the parser could expand anything.
    if b"<!DOCTYPE" in raw.replace(b"\0", b"").upper():
        raise _declares(name)
    try:
        root = etree.fromstring(raw, xml_parser())
    except (etree.XMLSyntaxError, ValueError):
        raise XmlRefused(_("%(path)s is not valid XML.") % name)
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise _declares(name)
    if next(root.iter(f"{_INCLUDES}*"), None) is not None:
        raise XmlRefused(_("%(path)s includes other files, which is not done here.") % name)
    return root


def _declares(name: dict) -> XmlRefused:
    return XmlRefused(_("%(path)s declares a document type or entities, which are not read.") % name)
