"""Chapters that are too long for one page of ours."""

from dataclasses import replace

from django.utils.translation import gettext as _
from lxml import html
from lxml.html import HtmlElement

from ai4t.content.irregularities import Irregularities
from handbook.conversion.book import Chapter
from handbook.conversion.dividing import LONGEST, comfortable_starts, divide, length_of
from handbook.conversion.elements import says_anything


def comfortable(chapter: Chapter, faults: Irregularities) -> list[Chapter]:
    """The chapter, or where it is too long for one page, several that follow each other."""
    if length_of(chapter.content) <= LONGEST:
        return [chapter]
    body = _wrapped(chapter.content)
    pieces = [piece for piece in divide(body, comfortable_starts(body)) if says_anything(piece)]
    if len(pieces) > 1:
        message = _("This chapter is too long for one page; it was divided into %(count)d.") % {"count": len(pieces)}
        faults.note(chapter.source.partition("#")[0], chapter.line, "chapter-divided", message)
    return [
        replace(
            chapter,
            title=chapter.title if number == 1 else f"{chapter.title} ({number})",
            key=chapter.key if number == 1 else f"{chapter.key}-{number}",
            content=piece,
        )
        for number, piece in enumerate(pieces, start=1)
    ]


def _wrapped(content: list[HtmlElement | str]) -> HtmlElement:
    body = html.Element("div")
    for part in content:
        if isinstance(part, str):
            if len(body):
                body[-1].tail = (body[-1].tail or "") + part
            else:
                body.text = (body.text or "") + part
        else:
            part.tail = None
            body.append(part)
    return body
