"""Our own words in a book, in its language."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from ai4t import languages
from handbook.building.book import Book, ChapterOfBook, FileOfChapter


@dataclass(frozen=True)
class Words:
    """``language`` is the one they are in: the book's, or English where the interface is not translated.

    ``funding`` and ``disclaimer`` are empty for a book of another publisher than the platform's own.
    """

    language: str
    contents: str
    notes: str
    figure: str
    table: str
    glossary: str
    pictures: str
    cover: str
    text: str
    places: str
    changed: str
    video: str
    audio: str
    missing_picture: str
    no_text: str
    edition: str
    lines: tuple[str, ...]
    emblem: str
    funding: str
    disclaimer: str
    accessibility: str
    described_pictures: str

    @property
    def dir(self) -> str:
        return languages.direction(self.language)


def words_of(book: Book) -> Words:
    language = languages.interface_language(book.language)
    is_ours = book.publisher == settings.PUBLISHER_NAME
    with override(language):
        return Words(
            language=language,
            contents=_("Contents"),
            notes=_("Notes"),
            figure=pgettext("in a book", "Figure"),
            table=pgettext("in a book", "Table"),
            glossary=_("Glossary"),
            pictures=_("Pictures"),
            cover=pgettext("of a book", "Cover"),
            text=pgettext("of a book", "Text"),
            places=_("Places in this book"),
            changed=_("What changed"),
            video=_("Video"),
            audio=_("Sound recording"),
            missing_picture=_("A picture is not available here."),
            no_text=_("The text of this chapter is not available yet."),
            edition=_edition_line(book),
            lines=tuple(_imprint(book)),
            emblem=_("Flag of the European Union"),
            funding=_("Co-funded by the European Union.") if is_ours else "",
            disclaimer=_(
                "The views expressed are those of the authors alone. They do not necessarily reflect those of the "
                "European Union, which cannot be held responsible for them."
            )
            if is_ours
            else "",
            accessibility=_(
                "Headings, contents and notes can be reached directly; text and formulas can be enlarged and heard."
            ),
            described_pictures=_("Every picture that says something is described in words."),
        )


def fallback_sentence(words: Words, chapter: ChapterOfBook) -> str:
    with override(words.language):
        return _(
            "This chapter is not yet available in the language you chose. You are reading the original (%(language)s)."
        ) % {"language": languages.name_in_sentence(chapter.language)}


def plain_form_sentence(words: Words, address: str) -> str:
    with override(words.language):
        return _(
            "These pages are set in plain form here: all words are there, pictures and formulas are described in "
            "words, and tables are lines of text. They can be read in full at %(address)s"
        ) % {"address": address}


def credit_lines(words: Words, book: Book, chapter: ChapterOfBook) -> list[str]:
    """Who wrote a chapter, and under which licence where it is not that of the book."""
    return list(filter(None, [by_line(words, chapter), licence_line(words, book, chapter)]))


def by_line(words: Words, chapter: ChapterOfBook) -> str:
    with override(words.language):
        return _("By %(names)s") % {"names": chapter.contributors} if chapter.contributors else ""


def licence_line(words: Words, book: Book, chapter: ChapterOfBook) -> str:
    if not chapter.licence or chapter.licence == book.licence:
        return ""
    with override(words.language):
        return _("Licence: %(licence)s") % {"licence": chapter.licence}


def missing_picture(words: Words, alt: str) -> str:
    if not alt:
        return words.missing_picture
    with override(words.language):
        return _("A picture is not available here. It shows: %(alt)s") % {"alt": alt}


def name_of_decoration(words: Words, chapter: ChapterOfBook) -> str:
    """How a list calls a picture that says nothing."""
    with override(words.language):
        if chapter.number:
            return _("Decorative picture in chapter %(number)s") % {"number": chapter.number}
        return _("Decorative picture in “%(chapter)s”") % {"chapter": chapter.title.value}


def before_address(book: Book, line: str) -> str | None:
    """What a line of the imprint says before the address of the book; None where it does not end with it."""
    return line.removesuffix(book.url) if line.endswith(book.url) else None


def picture_credit(file: FileOfChapter) -> str:
    return ", ".join(filter(None, [file.credit, file.licence]))


def _edition_line(book: Book) -> str:
    if not book.is_published:
        return _("Edition %(number)s, a draft") % {"number": book.number}
    return _("Edition %(number)s, published %(on)s") % {"number": book.number, "on": date_format(book.dated)}


def _imprint(book: Book):
    yield _edition_line(book)
    if book.publisher:
        yield _("Publisher: %(name)s") % {"name": book.publisher}
    if book.licence:
        yield _("Licence: %(licence)s") % {"licence": book.licence}
    if book.doi:
        yield f"DOI: {book.doi}"
    if book.isbn:
        yield f"ISBN: {book.isbn}"
    yield _("Read online: %(address)s") % {"address": book.url}
