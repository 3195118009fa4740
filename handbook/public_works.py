"""What of the handbook anybody may read: every published edition of an open book, with its chapters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ai4t.content.last_imports import last_imports
from handbook.models import Chapter, Edition
from handbook.states import EditionState


@dataclass(frozen=True)
class PublicEdition:
    """``edition`` has no more than its place and its dates; ``changed`` is when it was published, or what came later:
    its files were read in again, because a language may come, or what is said of it was changed, its book opened."""

    edition: Edition
    changed: datetime
    is_newest: bool


def public_editions() -> Iterator[PublicEdition]:
    """In the order of their books, the newest edition of each first."""
    published = Edition.objects.published().filter(book__is_open=True).select_related("book")
    ordered = published.order_by("book__position", "book__slug", "-number")
    editions = list(ordered.only("book__slug", "number", "published_at", "described_at"))
    imported = last_imports(Edition, [edition.pk for edition in editions])
    before = None
    for edition in editions:
        dates = [edition.published_at, imported.get(edition.pk), edition.described_at]
        changed = max(date for date in dates if date is not None)
        yield PublicEdition(edition, changed, is_newest=edition.book_id != before)
        before = edition.book_id


def public_chapters() -> QuerySet[Chapter]:
    return Chapter.objects.filter(edition__state=EditionState.PUBLISHED, edition__book__is_open=True)
