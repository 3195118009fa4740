"""What the staff finds of the handbook beside its lists: how often each book was taken."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ai4t import staff_pages
from ai4t.staff_pages import StaffPage
from handbook.models import Edition
from handbook.naming import edition_title
from handbook.permissions import may_export_downloads, may_read


def register():
    staff_pages.register(_download_figures)


def _download_figures(user) -> Iterator[StaffPage]:
    if not may_export_downloads(user):
        return
    editions = Edition.objects.newest().rewrite(False).select_related("book").order_by("book__position", "book__slug")
    for edition in editions.only("state", "book").annotate(shown_title=edition_title()):
        if may_read(user, edition):
            book = {"book": edition.shown_title or edition.book.slug}
            yield StaffPage(
                _("Downloads of “%(book)s”") % book, reverse("handbook:download-figures", args=[edition.book.slug])
            )
