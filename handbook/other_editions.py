"""The other published editions of a book: the newest, those before, and those that speak the reader's language."""

from django.contrib.contenttypes.models import ContentType
from modeltranslation.utils import build_localized_fieldname

from ai4t.models import RenderedText
from handbook.models import Chapter, Edition


def other_editions(edition: Edition) -> list[Edition]:
    """The newest first."""
    return [_of(edition, other) for other in _others(edition)]


def edition_before(edition: Edition, key: str, *, language: str) -> Edition | None:
    """The last published edition before this one that had the chapter, if any in this ``language``."""
    earlier = list(_others(edition).filter(number__lt=edition.number, chapters__key=key))
    found = (one for one in earlier if _with_chapter(one, key, language))
    return _of(edition, next(found, earlier[0] if earlier else None))


def newest_beyond(edition: Edition, key: str = "", *, language: str = "") -> dict | None:
    """Where a reader of an old edition finds the newest.

    ``has_chapter`` says whether the chapter ``key`` is in it, and ``lacks_language`` that it is not in ``language``.
    """
    newest = _of(edition, edition.book.newest_edition())
    if newest is None or newest.number <= edition.number:
        return None
    has_chapter = bool(key) and newest.chapters.filter(key=key).exists()
    return {
        "edition": newest,
        "url": newest.get_chapter_url(key) if has_chapter else newest.get_absolute_url(),
        "has_chapter": has_chapter,
        "lacks_language": has_chapter and bool(language) and not _with_chapter(newest, key, language),
    }


def edition_in(language: str, *, beside: Edition, key: str = "") -> dict | None:
    """The newest other edition in ``language``: of the chapter ``key``, or of the book."""
    for other in other_editions(beside):
        if _with_chapter(other, key, language) if key else _has_title(other, language):
            return {"edition": other, "url": other.get_chapter_url(key) if key else other.get_absolute_url()}
    return None


def _others(edition: Edition):
    return edition.book.editions.published().exclude(pk=edition.pk).order_by("-number")


def _of(edition: Edition, other: Edition | None) -> Edition | None:
    """With the book that is read already."""
    if other:
        other.book = edition.book
    return other


def _with_chapter(edition: Edition, key: str, language: str) -> bool:
    texts = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Chapter), field="body", language=language
    )
    return edition.chapters.filter(key=key, pk__in=texts.values("target_id")).exists()


def _has_title(edition: Edition, language: str) -> bool:
    column = build_localized_fieldname("title", language)
    return (
        Edition.objects.rewrite(False).filter(pk=edition.pk).exclude(**{column: ""}).exclude(**{column: None}).exists()
    )
