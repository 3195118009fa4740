"""A book in one language, and an edition that has others: the texts of both, chapter by chapter.

An EPUB or an export holds one language. What is imported is a tree of all: the book in the source language at its root,
each translation in a folder called like its language, whose files have the names of the source texts.
"""

import posixpath
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from ai4t.content.file_languages import FileLanguages
from ai4t.content.manuscripts.site import SITE_FILE
from ai4t.content.tree import TreeRefused
from ai4t.models import ContentText
from handbook.conversion import MadeTree
from handbook.conversion.book import Book
from handbook.exporting import files_of
from handbook.importing.kept_translations import KeptTranslations
from handbook.importing.site_file import site_file
from handbook.models import Chapter, Edition, GlossaryTerm


class TranslationRefused(TreeRefused):
    """The chapters of the book are not those of the edition; the text is meant for the person who asked."""


class Translations:
    """The edition as a book in one language meets it, inside the transaction of its import."""

    def __init__(self, edition: Edition):
        self._edition = edition
        self._keys = list(Chapter.objects.filter(edition=edition).in_book_order().values_list("key", flat=True))
        self._texts = self._texts_by_path()
        self._stems = self._stems_by_key()

    def fit(self, book: Book) -> bool:
        """Give the chapters of a translation the keys and names of those they translate; whether it is one.

        Raises TranslationRefused where they do not correspond.
        """
        if not self._is_translation(book.language):
            return False
        chapters = [chapter for chapter in book.chapters if not any(chapter is term for term in book.terms)]
        for chapter, key in zip(chapters, self._corresponding([chapter.key for chapter in chapters]), strict=True):
            self._name(chapter, key, book.language)
        for term in book.terms:
            if term.key in self._stems:
                self._name(term, term.key, book.language)
        for part in book.parts:
            part.folder = posixpath.dirname(part.chapters[0].path).partition("/")[0]
        return True

    def joined(self, tree: MadeTree) -> tuple[MadeTree, set[str]]:
        """The tree and what the edition has in other languages, and the paths of the latter."""
        if not self._texts or not tree.language:
            return tree, set()
        if self._is_translation(tree.language):
            kept = dict(self._kept_beside(tree.language))
            return tree.below(tree.language, kept), set(kept)
        kept = dict(KeptTranslations(self._edition, self._texts, tree).files())
        return tree.below("", kept), set(kept)

    def _is_translation(self, language: str) -> bool:
        source = self._edition.source_language
        return bool(language and source and self._keys) and language != source

    def _corresponding(self, keys: list[str]) -> list[str]:
        if set(keys) <= set(self._keys):
            return keys
        by_place = list(zip(keys, self._keys, strict=False))
        moved = next((one for one, other in by_place if one != other and one in self._keys), None)
        if len(keys) == len(self._keys) and moved is None:
            return self._keys
        said = {"count": len(keys), "other": len(self._keys), "edition": self._edition.number}
        if moved is not None:
            message = _(
                "The chapter “%(key)s” stands in another place than in edition %(edition)d, and others have other "
                "keys, so that nobody can say which chapter translates which."
            )
            raise TranslationRefused(message % {**said, "key": moved})
        unknown = next(key for key in keys if key not in self._keys)
        message = _(
            "Chapters of the book: %(count)d, of edition %(edition)d: %(other)d; and “%(key)s” is none of the edition. "
            "A translation has chapters with the same keys, or as many in the same order."
        )
        raise TranslationRefused(message % {**said, "key": unknown})

    def _name(self, chapter, key: str, language: str) -> None:
        chapter.key = key
        chapter.path = f"{self._stems.get(key, chapter.path.partition('.')[0])}.{language}.md"

    def _texts_by_path(self) -> dict[str, tuple[str, str]]:
        """Path -> key and language."""
        edition_type = ContentType.objects.get_for_model(Edition)
        keys = {
            (ContentType.objects.get_for_model(model).pk, pk): key
            for model in (Chapter, GlossaryTerm)
            for pk, key in model.objects.filter(edition=self._edition).values_list("pk", "key")
        }
        texts = ContentText.objects.filter(source__target_type=edition_type, source__target_id=self._edition.pk)
        facts = texts.exclude(target_id=None).values_list("path", "target_type_id", "target_id", "language")
        return {path: (keys.get((type_id, pk), ""), language) for path, type_id, pk, language in facts.order_by("path")}

    def _stems_by_key(self) -> dict[str, str]:
        languages = FileLanguages(self._texts)
        source_first = sorted(self._texts, key=lambda path: self._texts[path][1] != self._edition.source_language)
        stems: dict[str, str] = {}
        for path in source_first:
            stems.setdefault(self._texts[path][0], languages.place_of(path).stem)
        return stems

    def _kept_beside(self, language: str) -> Iterator[tuple[str, bytes]]:
        has_site = False
        for path, raw in files_of(self._edition):
            has_site = has_site or path == SITE_FILE
            if not path.startswith(f"{language}/") and self._texts.get(path, ("", ""))[1] != language:
                yield path, raw
        if not has_site:
            yield SITE_FILE, site_file(self._edition).encode()
