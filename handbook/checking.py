"""What keeps an edition from being published, each thing with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from ai4t.models import ContentSource, FileRole, RenderedText, SyncRun
from handbook.models import Chapter, ChapterFile, Edition

# Of what an import reports, what readers would miss.
_REPORTED = frozenset(
    {
        *("alt-missing", "anchor-missing", "file-missing", "link-broken", "media-missing", "note-undefined"),
        *("picture-missing", "picture-refused", "picture-remote", "target-unknown", "term-unknown", "text-refused"),
    }
)
_PLACEHOLDER = re.compile(
    r"\blorem ipsum\b|\b(?:TODO|TBD|FIXME|XXX)\b|\[(?:placeholder|insert [^\]]{1,40}|\.\.\.|…)\]"
    r"|\b(?:text (?:goes )?here|insert text here|hier text einfügen|platzhalter(?:text)?|texte à insérer|à compléter"
    r"|testo segnaposto|da completare|nadomestno besedilo|za dopolniti)\b",
    re.I,
)
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.S)


@dataclass(frozen=True)
class Obstacle:
    """``place`` is a chapter with its language, or a file with its line."""

    place: str
    sentence: str


def obstacles(edition: Edition) -> list[Obstacle]:
    """All there are, in the order of the book; empty where the edition can be published."""
    chapters = list(
        Chapter.objects.filter(edition=edition)
        .in_book_order()
        .in_language(edition.source_language, edition.source_language)
    )
    if not chapters:
        return [Obstacle(str(edition), _("This edition has no chapters: import it first."))]
    found = [*_empty(chapters, edition.source_language), *_placeholders(chapters), *_without_licence(chapters)]
    order = {chapter.key: place for place, chapter in enumerate(chapters)}
    found.sort(key=lambda obstacle: order.get(obstacle.place.partition(" ")[0], 0))
    return [*found, *_reported(edition)]


def _empty(chapters: list[Chapter], source: str) -> Iterator[Obstacle]:
    with_text = set(_pages(chapters).filter(language=source).values_list("target_id", flat=True))
    for chapter in chapters:
        if chapter.pk not in with_text:
            yield Obstacle(f"{chapter.key} {source}", _("The chapter has no text in the language of the book."))


def _placeholders(chapters: list[Chapter]) -> Iterator[Obstacle]:
    keys = {chapter.pk: chapter.key for chapter in chapters}
    for page in _pages(chapters).order_by("language"):
        if found := _PLACEHOLDER.search(strip_tags(_CODE.sub("", page.html))):
            sentence = _("“%(words)s” stands where a text is still to be written.") % {"words": found[0]}
            yield Obstacle(f"{keys[page.target_id]} {page.language}", sentence)


def _without_licence(chapters: list[Chapter]) -> Iterator[Obstacle]:
    pictures = ChapterFile.objects.filter(chapter__in=chapters, role=FileRole.PICTURE, licence="")
    for picture in pictures.select_related("chapter"):
        sentence = _("The picture %(name)s has no licence.") % {"name": picture.name}
        yield Obstacle(picture.chapter.key, sentence)


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
