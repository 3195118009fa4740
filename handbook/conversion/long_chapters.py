"""Chapters that are too long for one page of ours."""

from dataclasses import replace

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from handbook.conversion.book import Chapter
from handbook.conversion.dividing import LONGEST, comfortable_starts, divide, length_of
from handbook.conversion.elements import says_anything, wrapped


def comfortable(chapter: Chapter, faults: Irregularities) -> list[Chapter]:
    """The chapter, or where it is too long for one page, several that follow each other."""
    if length_of(chapter.content) <= LONGEST:
        return [chapter]
    body = wrapped(chapter.content)
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
