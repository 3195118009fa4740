"""The pages of open books for search engines; an edition that has been followed by a newer one is marked so."""

from collections.abc import Iterator

from django.urls import reverse

from ai4t.crawling import pages
from ai4t.crawling.pages import Page
from handbook.citing.citation import chapter_path
from handbook.models import Edition, GlossaryTerm
from handbook.public_works import public_chapters, public_editions


def register():
    pages.register("books", _books)
    pages.register("editions", _editions)
    pages.register("chapters", _chapters)


def _books() -> Iterator[Page]:
    yield Page(reverse("handbook:books"))
    for edition, is_newest in _with_the_newest_marked():
        if is_newest:
            yield Page(edition.book.get_absolute_url(), edition.published_at)


def _editions() -> Iterator[Page]:
    """Each with its glossary, where it has one."""
    with_terms = set(GlossaryTerm.objects.order_by().values_list("edition", flat=True).distinct())
    for edition, is_newest in _with_the_newest_marked():
        yield Page(edition.get_absolute_url(), edition.published_at, superseded=not is_newest)
        if edition.pk in with_terms:
            path = reverse("handbook:glossary", args=[edition.book.slug, edition.number])
            yield Page(path, edition.published_at, superseded=not is_newest)


def _chapters() -> Iterator[Page]:
    keys: dict[int, list[str]] = {}
    for edition_id, key in public_chapters().in_book_order().values_list("edition", "key"):
        keys.setdefault(edition_id, []).append(key)
    for edition, is_newest in _with_the_newest_marked():
        for key in keys.get(edition.pk, ()):
            yield Page(chapter_path(edition, key), edition.published_at, superseded=not is_newest)


def _with_the_newest_marked() -> Iterator[tuple[Edition, bool]]:
    before = None
    for edition in public_editions().only("book__slug", "book__position", "number", "published_at"):
        yield edition, edition.book_id != before
        before = edition.book_id
