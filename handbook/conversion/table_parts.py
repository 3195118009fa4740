"""What stands in a table and is no row or cell gets one, as style sheets do (CSS 2.2, section 17.2.1)."""

from lxml import html
from lxml.html import HtmlElement

from handbook.conversion.elements import add, children, taken_out

_SECTIONS = {"thead", "tbody", "tfoot"}
_CELLS = {"td", "th"}
_NO_CONTENT = {"colgroup", "col"}
_OF_TABLES = _SECTIONS | _CELLS | {"tr"}


def set_rows_and_cells(table: HtmlElement) -> None:
    _unwrap(table)
    _set(table, _SECTIONS | {"tr", "caption"} | _NO_CONTENT, "tr")
    for section in table:
        if section.tag in _SECTIONS:
            _set(section, {"tr"}, "tr")
    for row in [row for part in table for row in ([part] if part.tag == "tr" else part) if row.tag == "tr"]:
        _set(row, _CELLS, "td")
    _join_captions(table)


def _unwrap(table: HtmlElement) -> None:
    """A form or another element around rows or cells is none of the table's."""
    for part in [part for part in table.iterdescendants() if part.tag not in _OF_TABLES | {"table", "caption"}]:
        if part.getparent().tag in _SECTIONS | {"table", "tr"} and any(child.tag in _OF_TABLES for child in part):
            part.drop_tag()


def _set(element: HtmlElement, known: set[str], wrapper: str) -> None:
    """Put what is not ``known`` in ``element`` into wrappers; blank text is nothing."""
    around: HtmlElement | None = None
    for part in taken_out(element):
        if not isinstance(part, str) and part.tag in known:
            add(element, part)
            around = None
            continue
        if around is None and (not isinstance(part, str) or part.strip()):
            around = html.Element(wrapper)
            around.sourceline = element.sourceline or 0
            add(element, around)
        if around is not None:
            add(around, part)


def _join_captions(table: HtmlElement) -> None:
    captions = [part for part in table if part.tag == "caption"]
    for caption in captions[1:]:
        table.remove(caption)
        captions[0].append(html.Element("br"))
        for part in children(caption):
            add(captions[0], part)
