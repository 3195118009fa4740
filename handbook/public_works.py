"""What of the handbook anybody may read: every published edition of an open book, with its chapters."""

from django.db.models import QuerySet

from handbook.models import Chapter, Edition
from handbook.states import EditionState


def public_editions() -> QuerySet[Edition]:
    """With their books, in the order of these; the newest edition of each book comes first."""
    open_ones = Edition.objects.published().filter(book__is_open=True)
    return open_ones.select_related("book").order_by("book__position", "book__slug", "-number")


def public_chapters() -> QuerySet[Chapter]:
    return Chapter.objects.filter(edition__state=EditionState.PUBLISHED, edition__book__is_open=True)
