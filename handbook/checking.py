"""What keeps an edition from being published, each thing with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from ai4t.models import ContentSource, FileRole, RenderedText, SyncRun
from handbook.models import Chapter, ChapterFile, Edition
from handbook.placeholders import placeholders_in

# Of what an import reports, what readers would miss.
_REPORTED = frozenset(
    {
        *("alt-missing", "anchor-missing", "file-missing", "link-broken", "media-missing", "note-undefined"),
        *("picture-missing", "picture-refused", "picture-remote", "target-unknown", "term-unknown", "text-refused"),
    }
)
_TO_ANOTHER = re.compile(r'href="\.\./([^/"#]+)/#([^"]+)"')
_ID = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True)
class Obstacle:
    """``place`` is a chapter with its language, or a file with its line; ``in_files`` says where it is mended."""

    place: str
    sentence: str
    in_files: bool = True


def obstacles(edition: Edition) -> list[Obstacle]:
    """All there are, in the order of the book; empty where the edition can be published."""
    chapters = list(
        Chapter.objects.filter(edition=edition)
        .in_book_order()
        .in_language(edition.source_language, edition.source_language)
    )
    if not chapters:
        return [Obstacle(str(edition), _("This edition has no chapters: import it first."))]
    source, pages = edition.source_language, list(_pages(chapters).order_by("language"))
    found = [
        *_empty(chapters, source),
        *_placeholders(chapters, pages),
        *_broken_places(chapters, pages, source),
        *_without_licence(chapters),
    ]
    order = {chapter.key: place for place, chapter in enumerate(chapters)}
    found.sort(key=lambda obstacle: order.get(obstacle.place.partition(" ")[0], 0))
    return [*found, *_reported(edition)]


def _empty(chapters: list[Chapter], source: str) -> Iterator[Obstacle]:
    with_text = set(_pages(chapters).filter(language=source).values_list("target_id", flat=True))
    for chapter in chapters:
        if chapter.pk not in with_text:
            yield Obstacle(f"{chapter.key} {source}", _("The chapter has no text in the language of the book."))


def _placeholders(chapters: list[Chapter], pages: list[RenderedText]) -> Iterator[Obstacle]:
    keys = {chapter.pk: chapter.key for chapter in chapters}
    for page in pages:
        for words in dict.fromkeys(placeholders_in(page.html)):
            sentence = _(
                "“%(words)s” stands where a text is still to be written. If it is meant so, please write it as code."
            )
            yield Obstacle(f"{keys[page.target_id]} {page.language}", sentence % {"words": words})


def _broken_places(chapters: list[Chapter], pages: list[RenderedText], source: str) -> Iterator[Obstacle]:
    """Links to a place in another chapter that has no place of that name, in the language in which it would open."""
    keys = {chapter.pk: chapter.key for chapter in chapters}
    places = {(keys[page.target_id], page.language): set(_ID.findall(page.html)) for page in pages}
    for page in pages:
        for key, place in dict.fromkeys(_TO_ANOTHER.findall(page.html)):
            there = places.get((key, page.language), places.get((key, source)))
            if there is not None and unescape(unquote(place)) not in map(unescape, there):
                said = {"target": f"{key}#{place}"}
                sentence = _("The link leads to %(target)s, and no place in that chapter has this name.") % said
                yield Obstacle(f"{keys[page.target_id]} {page.language}", sentence)


def _without_licence(chapters: list[Chapter]) -> Iterator[Obstacle]:
    pictures = ChapterFile.objects.filter(chapter__in=chapters, role=FileRole.PICTURE, licence="")
    for picture in pictures.select_related("chapter"):
        sentence = _("The picture %(name)s has no licence.") % {"name": picture.name}
        yield Obstacle(picture.chapter.key, sentence, in_files=False)


def _reported(edition: Edition) -> Iterator[Obstacle]:
    """What the last import told of texts that are in the edition now."""
    edition_type = ContentType.objects.get_for_model(Edition)
    source = ContentSource.objects.filter(target_type=edition_type, target_id=edition.pk).first()
    run = source and source.runs.filter(state=SyncRun.State.DONE).first()
    for fault in run.report["irregularities"] if run else []:
        if fault["kind"] in _REPORTED:
            place = f"{fault['file']}:{fault['line']}" if fault["line"] else fault["file"]
            yield Obstacle(place, fault["message"])


def _pages(chapters: list[Chapter]):
    return RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Chapter),
        target_id__in=[chapter.pk for chapter in chapters],
        field="body",
    )
