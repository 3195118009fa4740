"""Chapters in the search: those of the newest published edition of each open book, for everybody."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ai4t import links, searching
from ai4t.searching.texts import bodies_of, languages_of
from handbook.contents import read_afresh
from handbook.models import Book, Chapter, Edition

_VISIBLE = """
SELECT newest.id, true
FROM handbook_book book JOIN LATERAL (
    SELECT id FROM handbook_edition WHERE book_id = book.id AND state = 'published' ORDER BY number DESC LIMIT 1
) newest ON true
WHERE book.is_open
"""


def register() -> None:
    searching.register(
        searching.Kind(
            name="chapter",
            label=_("Chapter of the handbook"),
            group_model=Edition,
            groups=_groups,
            pages=_pages,
            visible=lambda user: (_VISIBLE, []),
        )
    )


def note_edition(edition: Edition, **_signal) -> None:
    links.renew_around(edition)
    searching.keep_in_step(edition)


def note_book(instance: Book, **_signal) -> None:
    """The title of a book stands with each of its chapters; whether it is open decides what leads to them."""
    if newest := instance.newest_edition():
        note_edition(newest)


def _groups() -> set[int]:
    return set(Edition.objects.newest().values_list("pk", flat=True))


def _pages(edition: Edition) -> Iterator[searching.Page]:
    bodies = bodies_of(Chapter, Chapter.objects.filter(edition=edition).values("pk"))
    slug, source = edition.book.slug, edition.source_language
    for language in languages_of(bodies, source):
        contents = read_afresh(edition.pk, language)
        for line in contents.chapters:
            html = bodies.get((line.pk, language), "")
            if html or not line.title.is_fallback:
                part = contents.part_of(line.key)
                yield searching.Page(
                    key=line.key,
                    language=language,
                    is_source=language == source,
                    address=f"handbook/{slug}/{edition.number}/{line.key}/",
                    title=line.title,
                    place=(contents.title, *([part.title] if part else [])),
                    html=html,
                )
