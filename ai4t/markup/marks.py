"""Small things the parser makes: formulas, keys, ticked tasks, tables."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from lxml.html import HtmlElement

from ai4t.markup.draft import Draft
from ai4t.markup.tree import element, elements, replace, text_of, words_of


def set_formulas(draft: Draft) -> None:
    """As they were typed; ``draw_formulas`` draws them once every other step has looked at the text."""
    for formula in elements(draft.root, "span", "div"):
        if formula.get("class") != "arithmatex":
            continue
        typed = "".join(formula.itertext()).strip()
        typed = typed.removeprefix("\\(").removesuffix("\\)").removeprefix("\\[").removesuffix("\\]").strip()
        code = element("code", typed, classes="formula", dir="ltr")
        replace(formula, code if formula.tag == "span" else element("pre", code))


def set_tasks(draft: Draft) -> None:
    for item in elements(draft.root, "li"):
        if item.get("class") != "task-list-item":
            continue
        del item.attrib["class"]
        box = next(item.iter("input"), None)
        if box is not None:
            done = box.get("checked") is not None
            label = pgettext("task", "done") if done else pgettext("task", "open")
            replace(box, element("span", "☑" if done else "☐", role="img", aria_label=label))


def set_tables(draft: Draft) -> None:
    """A wide table scrolls by itself, by touch and by keyboard; the page never does."""
    for number, table in enumerate(elements(draft.root, "table"), start=1):
        for row in table.iter("tr"):
            _set_headings(row)
        _name_rows(table)
        if any(parent.tag == "table" for parent in table.iterancestors()):
            continue
        name = _title_of(table)
        label = (
            _("Table %(number)d: %(name)s") % {"number": number, "name": name}
            if name
            else _("Table %(number)d") % {"number": number}
        )
        region = element("div", classes="table", role="region", aria_label=label, tabindex="0")
        replace(table, region)
        region.append(table)


def _title_of(table: HtmlElement) -> str:
    """Its caption, or a line before it that is wholly bold."""
    caption, before = table.find("caption"), table.getprevious()
    if caption is not None:
        return words_of(caption)
    if before is None or before.tag != "p" or len(before) != 1 or before[0].tag != "strong":
        return ""
    return words_of(before) if text_of(before) == text_of(before[0]) else ""


def _name_rows(table: HtmlElement) -> None:
    """Where the corner is empty, the first column says what each row is about."""
    rows = [row for row in table.iterfind("tbody/tr") if len(row)]
    corner = table.find("thead/tr/*")
    if corner is None or text_of(corner) or len(corner) or any(row.find("th") is not None for row in rows):
        return
    for row in rows:
        if row[0].tag == "td" and text_of(row[0]):
            row[0].tag = "th"
            row[0].set("scope", "row")


def _set_headings(row: HtmlElement) -> None:
    scope = "col" if row.getparent().tag == "thead" or _names_columns(row) else "row"
    for heading in row.findall("th"):
        if _is_blank(heading):
            heading.tag = "td"
            heading.attrib.pop("scope", None)
        elif heading.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
            heading.set("scope", scope)


def _names_columns(row: HtmlElement) -> bool:
    """Nothing but headings stands in it, the corner aside; a single one may stand beside a cell from above."""
    cells = list(row)[1:] if len(row) and _is_blank(row[0]) else list(row)
    is_first = next(row.iterancestors("table")).find(".//tr") is row
    return all(cell.tag == "th" for cell in cells) and (len(cells) > 1 or is_first)


def _is_blank(cell: HtmlElement) -> bool:
    return not text_of(cell) and not len(cell)
