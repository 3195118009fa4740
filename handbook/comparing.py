"""The text of a chapter in the edition before, ready to be set against the one that is read."""

import re
from urllib.parse import unquote

from django.utils.safestring import SafeString, mark_safe

from handbook.bodies import Body, body_of
from handbook.contents import contents_of
from handbook.models import ChapterFile, Edition


def text_before(edition: Edition, before: Edition, key: str, body: Body) -> SafeString | None:
    """In the language of ``body``, for a translation is not set against the original; None where there is none.

    A file that is the same has the address that it has in ``edition``.
    """
    line = contents_of(before, body.language).chapter(key)
    old = line and body_of(before, line.pk, language=body.language, source=body.language)
    return old and mark_safe(_with_addresses_of(edition, old.html, before))


def _with_addresses_of(edition: Edition, html: str, before: Edition) -> str:
    address = re.compile(rf'/content/books/{before.pk}/([^/"\s]+)/((?:w\d+/)?)([^/"\s]+)')
    if not address.search(html):
        return html
    files, old_files = _files(edition), _files(before)
    same = {place for place, file in files.items() if old_files.get(place) == file}

    def renewed(found: re.Match) -> str:
        key, width, name = found.groups()
        is_same = (unquote(key), unquote(name)) in same
        return f"/content/books/{edition.pk}/{key}/{width}{name}" if is_same else found[0]

    return address.sub(renewed, html)


def _files(edition: Edition) -> dict[tuple[str, str], int]:
    rows = ChapterFile.objects.filter(chapter__edition=edition).values_list("chapter__key", "name", "file")
    return {(key, name): file for key, name, file in rows}
