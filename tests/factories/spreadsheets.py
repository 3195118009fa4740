"""Workbooks as spreadsheet programs write them, made of their parts so that each part can be a wrong one."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(*sheets: str | list[list[object]], shared: list[str] = (), **parts: bytes | str) -> bytes:
    """An .xlsx; a sheet is rows of values (texts, numbers, None) or the XML inside its ``sheetData``."""
    names = [f"sheet{number}" for number in range(1, len(sheets) + 1)]
    files = {
        "[Content_Types].xml": _content_types(names),
        "_rels/.rels": _links([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(names),
        "xl/_rels/workbook.xml.rels": _links(
            [*(("worksheet", f"worksheets/{name}.xml") for name in names), ("sharedStrings", "sharedStrings.xml")]
        ),
        "xl/sharedStrings.xml": _shared(shared),
    }
    for name, sheet in zip(names, sheets, strict=True):
        data = sheet if isinstance(sheet, str) else rows_as_xml(sheet)
        files[f"xl/worksheets/{name}.xml"] = f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'
    return archive(files | parts)


def archive(files: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in files.items():
            made.writestr(path, content)
    return packed.getvalue()


def rows_as_xml(rows: list[list[object]]) -> str:
    return "".join(
        f'<row r="{number}">{"".join(_cell(number, place, value) for place, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=1)
    )


def _cell(number: int, place: int, value: object) -> str:
    if value is None:
        return ""
    reference = f"{chr(65 + place)}{number}"
    if isinstance(value, int | float):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _shared(texts) -> str:
    return f'<sst xmlns="{_MAIN}">{"".join(f"<si><t>{escape(text)}</t></si>" for text in texts)}</sst>'


def _book(names) -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>'


def _links(targets) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _content_types(names) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {"workbook": "sheet.main", **{f"worksheets/{name}": "worksheet" for name in names}}
    parts["sharedStrings"] = "sharedStrings"
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{kind}.{what}+xml"/>' for part, what in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
