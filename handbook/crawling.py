"""The pages of open books for search engines; an edition that has been followed by a newer one is marked so."""

from collections.abc import Iterator

from django.urls import reverse

from ai4t.crawling import pages
from ai4t.crawling.pages import Page
from handbook.models import GlossaryTerm
from handbook.public_works import PublicEdition, public_chapters, public_editions


def register():
    pages.register("books", _books)
    pages.register("editions", _editions)
    pages.register("chapters", _chapters)


def _books() -> Iterator[Page]:
    yield Page(reverse("handbook:books"))
    for one in public_editions():
        if one.is_newest:
            yield Page(one.edition.book.get_absolute_url(), one.changed)
            yield Page(reverse("handbook:download-figures", args=[one.edition.book.slug]))


def _editions() -> Iterator[Page]:
    """Each with its downloads, and with its glossary, where it has one."""
    with_terms = set(GlossaryTerm.objects.order_by().values_list("edition", flat=True).distinct())
    for one in public_editions():
        place = [one.edition.book.slug, one.edition.number]
        yield _page(one, one.edition.get_absolute_url())
        yield _page(one, reverse("handbook:downloads", args=place))
        if one.edition.pk in with_terms:
            yield _page(one, reverse("handbook:glossary", args=place))


def _chapters() -> Iterator[Page]:
    keys: dict[int, list[str]] = {}
    for edition_id, key in public_chapters().in_book_order().values_list("edition", "key"):
        keys.setdefault(edition_id, []).append(key)
    for one in public_editions():
        for key in keys.get(one.edition.pk, ()):
            yield _page(one, one.edition.get_chapter_url(key))


def _page(one: PublicEdition, path: str) -> Page:
    return Page(path, one.changed, superseded=not one.is_newest)
