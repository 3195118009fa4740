"""From what an author typed to a page: check, mend, parse, change step by step, clean."""

import re
from collections.abc import Iterator
from time import thread_time

from django.utils.safestring import mark_safe
from django.utils.translation import override
from lxml.html import HtmlElement

from ai4t.markup import typed_text
from ai4t.markup.anchors import name_places, set_headings
from ai4t.markup.arranging import (
    arrange_figures,
    arrange_lines,
    arrange_lists,
    arrange_readings,
    arrange_tables,
)
from ai4t.markup.attributes import tidy_attributes
from ai4t.markup.boxes import set_boxes
from ai4t.markup.captioned import count_players, drop_stray_tracks, is_transcript
from ai4t.markup.cleaning import clean
from ai4t.markup.contract import Rendered, Resolver
from ai4t.markup.dialect import to_html
from ai4t.markup.draft import Draft
from ai4t.markup.formulas import draw_formulas
from ai4t.markup.frames import set_frames
from ai4t.markup.left_out import leave_out
from ai4t.markup.lines import Lines
from ai4t.markup.links import set_bare_addresses, set_links
from ai4t.markup.marks import set_formulas, set_tables, set_tasks
from ai4t.markup.media import set_media
from ai4t.markup.notes import set_notes
from ai4t.markup.numbering import number_blocks
from ai4t.markup.pictures import set_pictures
from ai4t.markup.refusing import check_html, check_source, check_time
from ai4t.markup.repairing import repair
from ai4t.markup.tree import drop_empty, read, write

_STEPS = (
    tidy_attributes,
    set_headings,
    name_places,
    set_formulas,
    set_tasks,
    set_boxes,
    set_notes,
    set_bare_addresses,
    set_links,
    count_players,
    set_media,
    set_frames,
    drop_stray_tracks,
    set_pictures,
    arrange_tables,
    set_tables,
    leave_out,
    arrange_lists,
    arrange_figures,
    arrange_lines,
    arrange_readings,
    draw_formulas,
)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def render(
    source: str, *, language: str, resolver: Resolver, title: str = "", numbers_blocks: bool = False
) -> Rendered:
    """Make a page of Markdown that anybody may have written.

    ``language`` is that of the text: sentences we add are in it. ``title`` is what the page already shows as its
    heading; a first heading that says the same is left out. With ``numbers_blocks`` each paragraph, list, figure and
    table gets the id ``p-1``, ``p-2``, … in the order of the page, by which it can be cited. Raises MarkupRefused
    where a text is too much for one page.
    """
    with override(language):
        started = thread_time()
        check_source(source)
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        draft = Draft(title=title, language=language, resolver=resolver, lines=Lines(source))
        mended, taken = typed_text.take_out(repair(source, draft.report))
        html = to_html(mended)
        check_html(html)
        check_time(started)
        draft.root = read(html)
        typed_text.put_back(draft.root, taken)
        drop_empty(draft.root)
        for step in _STEPS:
            check_time(started + draft.listened)
            step(draft)
        if numbers_blocks:
            number_blocks(draft)
        words = len(_WORD.findall("".join(_to_read(draft.root))))
        page = clean(write(draft.root))
    return Rendered(
        html=mark_safe(page),
        problems=tuple(
            sorted(set(draft.problems), key=lambda problem: (problem.line, problem.kind, str(problem.message)))
        ),
        embeds=tuple(draft.embeds),
        downloads=tuple(dict.fromkeys(draft.downloads)),
        words=words,
        needs_script="data-src=" in page,
        leads_to=tuple(dict.fromkeys(draft.leads_to)),
    )


def _to_read(found: HtmlElement) -> Iterator[str]:
    """The text in its pieces; a transcript stands for the video and is not counted."""
    if isinstance(found.tag, str) and not is_transcript(found):
        yield found.text or ""
        for child in found:
            yield from _to_read(child)
            yield child.tail or ""
