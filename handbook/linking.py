"""Chapters as other works lead to them, and the units about a chapter."""

from collections.abc import Iterable

from django.urls import reverse

from ai4t import links
from ai4t.links import LinkTarget, LinkTargets
from handbook.contents import contents_of
from handbook.models import Book, Chapter, Edition


def register() -> None:
    links.register(
        LinkTargets(
            scheme="handbook",
            model=Chapter,
            group_model=Edition,
            exists=lambda slug, key: Chapter.objects.filter(edition__book__slug=slug, key=key).exists(),
            url=lambda slug, key: reverse("handbook:latest-chapter", args=[slug, key]),
            pages=_pages,
            names=_names,
            slug_of=lambda edition: edition.book.slug,
        )
    )


def units_about(edition: Edition, key: str, chapter_id: int, language: str) -> list[LinkTarget]:
    """The units that the chapter leads to, or that lead to it."""
    return links.across(links.as_target("handbook", edition.book.slug, key), chapter_id, language=language)


def _pages(slug: str, language: str) -> dict[str, LinkTarget]:
    book = Book.objects.open().filter(slug=slug).first()
    if book is None:
        return {}
    edition = book.newest_edition()
    base = edition.get_absolute_url()
    lines = contents_of(edition, language).chapters
    return {line.key: LinkTarget(line.pk, line.title, f"{base}{line.key}/") for line in lines}


def _names(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    chapters = Chapter.objects.filter(pk__in=ids).values_list("pk", "edition__book__slug", "key")
    return {pk: (slug, key) for pk, slug, key in chapters}
