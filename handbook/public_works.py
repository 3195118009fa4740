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
    """``edition`` has no more than its place and its date; ``changed`` is when it was published, or when its files were
    last read in after that, because a language may come later."""

    edition: Edition
    changed: datetime
    is_newest: bool


def public_editions() -> Iterator[PublicEdition]:
    """In the order of their books, the newest edition of each first."""
    published = Edition.objects.published().filter(book__is_open=True).select_related("book")
    ordered = published.order_by("book__position", "book__slug", "-number")
    editions = list(ordered.only("book__slug", "number", "published_at"))
    imported = last_imports(Edition, [edition.pk for edition in editions])
    before = None
    for edition in editions:
        changed = max(edition.published_at, imported.get(edition.pk, edition.published_at))
        yield PublicEdition(edition, changed, is_newest=edition.book_id != before)
        before = edition.book_id


def public_chapters() -> QuerySet[Chapter]:
    return Chapter.objects.filter(edition__state=EditionState.PUBLISHED, edition__book__is_open=True)
