"""Who may read: everybody, what is published in an open book; a draft, those who work on it or publish it."""

from ai4t import permissions
from handbook.models import Book, Edition

_CONTENT = ["book", "edition", "part", "chapter", "chapterfile", "glossaryterm", "outsidelink", "build"]

_FIGURES = {"operator", "consortium_coordinator", "national_coordinator", "figures_reader", "statistician"}


def may_read(user, edition: Edition) -> bool:
    return (edition.is_published and edition.book.is_open) or permissions.works_on_content(user) or _publishes(user)


def _publishes(user) -> bool:
    """Whoever may publish a draft reads it before."""
    at_work = user.is_authenticated and user.has_shown_second_factor and user.is_staff
    return at_work and permissions.grants(user, "handbook.change_edition")


def edition_for(user, slug: str, number: int | None = None) -> Edition | None:
    """That edition of the book, or its newest published one; None where there is none that ``user`` may read."""
    book = Book.objects.filter(slug=slug).first()
    if book is None:
        return None
    edition = book.editions.filter(number=number).first() if number is not None else book.newest_edition()
    if edition is None:
        return None
    edition.book = book
    return edition if may_read(user, edition) else None


def may_export_downloads(user) -> bool:
    """Coordinators, of one country too, and who reads figures; with a second factor shown."""
    at_work = user.is_authenticated and user.has_shown_second_factor and user.is_staff
    return at_work and any(held.role in _FIGURES for held in user.responsibilities_in_force)


def grant_to_roles():
    """Which roles see which lists of the administration; the operator sees all."""
    for role in ("author", "translator", "consortium_coordinator"):
        permissions.grant(role, *(f"handbook.view_{model}" for model in _CONTENT))
    for role in ("author", "consortium_coordinator"):
        permissions.grant(role, "handbook.view_erratum")
    permissions.grant("author", "handbook.change_chapter", "handbook.change_chapterfile", "handbook.change_erratum")
    permissions.grant("consortium_coordinator", "handbook.change_book", "handbook.change_edition")
