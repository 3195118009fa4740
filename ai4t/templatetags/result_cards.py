"""Rows of a list of the administration as cards: each cell says what stands in it."""

from collections.abc import Iterator

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()
_CELL = "<td "


@register.filter
def with_heads(cells: list[SafeString], headers: list[dict]) -> Iterator[SafeString]:
    """``cells`` as Django's ``items_for_result`` draws them, in the order of its ``result_headers``."""
    for cell, header in zip(cells, headers, strict=True):
        has_words = cell.startswith(_CELL) and header["text"] and "action-checkbox" not in cell
        if not has_words:
            yield cell
            continue
        head = format_html('data-head="{}" ', capfirst(str(header["text"])))
        yield mark_safe(_CELL + head + cell.removeprefix(_CELL))
