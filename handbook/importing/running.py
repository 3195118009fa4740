"""Importing files as an edition of a book: the one verb that commands, and later pages and tasks, call."""

from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError
from django.utils.translation import gettext as _

from ai4t.content import applying
from ai4t.content.plan import Plan
from ai4t.content.tree import Tree
from handbook import conversion
from handbook.importing.hearing import Hearing
from handbook.importing.translations import Translations
from handbook.models import Book, Edition


class EditionFrozen(Exception):
    """The files would change a published edition; the text is meant for the person who asked for the import."""


@dataclass(frozen=True)
class Arrival:
    """What came of an import; the rows exist only when it was not a dry run."""

    plan: Plan
    edition: Edition
    is_new_book: bool


def import_handbook(path: Path, *, slug: str, number: int, source_language: str = "", is_dry: bool = False) -> Arrival:
    """Make edition ``number`` of the book ``slug`` what the files say; raises TreeRefused, NothingToImport and
    EditionFrozen, and then nothing was changed.

    A new book stays closed and a new edition a draft until somebody publishes it. An EPUB or export in another language
    than the source comes as a translation. Into a published edition only what was empty can come: a language. Two
    imports wait for each other. What went wrong is kept beside other imports.
    """
    try:
        return _import(path, slug, number, source_language, is_dry=is_dry)
    except Exception as reason:
        edition = Edition.objects.filter(book__slug=slug, number=number).first()
        if edition and not is_dry:
            applying.keep_failure(edition, location=path, reason=reason)
        raise


def _import(path: Path, slug: str, number: int, source_language: str, *, is_dry: bool) -> Arrival:
    faults = Hearing()
    try:
        with applying.importing(is_dry=is_dry) as store:
            book, is_new = Book.objects.get_or_create(slug=slug)
            edition, _is_new = Edition.objects.get_or_create(book=book, number=number)
            edition.book = book
            plan = applying.synchronise(
                _tree(path, edition, faults),
                edition,
                store=store,
                location=path,
                faults=faults,
                options={"source_language": source_language},
            )
    except IntegrityError as refusal:
        if "a published edition is frozen" not in str(refusal):
            raise
        raise EditionFrozen(
            _("Edition %(number)d is published and stays as it is. Please import these files as edition %(next)d.")
            % {"number": number, "next": number + 1}
        ) from refusal
    return Arrival(plan, edition, is_new)


def _tree(path: Path, edition: Edition, faults: Hearing) -> Tree:
    """The files at ``path``; where they are a book in one language, with the other languages of the edition."""
    translations = Translations(edition)
    tree = conversion.tree_of(path, faults, translations.fit)
    if isinstance(tree, conversion.MadeTree):
        tree, known = translations.joined(tree)
        faults.listen_to(tree.origins, known)
    return tree
