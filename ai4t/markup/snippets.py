"""Short texts that stand inside a page among others: an option, a sentence of feedback."""

import re

from django.utils.safestring import SafeString, mark_safe

from ai4t.markup.contract import Rendered, Resolver
from ai4t.markup.rendering import render

_ID = re.compile(r' id="[^"]*"')
_ONE_PARAGRAPH = re.compile(r"\s*<p>((?:(?!<p>|</p>).)*)</p>\s*", re.DOTALL)


def render_snippet(source: str, *, language: str, resolver: Resolver) -> Rendered:
    """Like ``render``, but without ids, which would repeat on the page, and a lone paragraph without its ``<p>``."""
    page = render(source, language=language, resolver=resolver)
    html = _ID.sub("", page.html)
    alone = _ONE_PARAGRAPH.fullmatch(html)
    return Rendered(
        html=mark_safe(alone[1] if alone else html),
        problems=page.problems,
        embeds=page.embeds,
        downloads=page.downloads,
        words=page.words,
        needs_script=page.needs_script,
    )


def split_at(html: SafeString, mark: re.Pattern) -> list[tuple[SafeString, str]]:
    """The pieces of safe HTML between marks, each with what the first group of the mark after it holds.

    Marks are words of the text or elements of ours, so that a piece may leave a tag open for the next one to close.
    """
    pieces, start = [], 0
    for found in mark.finditer(html):
        pieces.append((mark_safe(html[start : found.start()]), found[1]))
        start = found.end()
    return [*pieces, (mark_safe(html[start:]), "")]
