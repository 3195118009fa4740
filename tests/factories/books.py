"""Books with their editions, parts and chapters; every default can be guessed."""

from django.utils import timezone

from handbook.models import Book, Build, Chapter, ChapterFile, Edition, GlossaryTerm, Part
from handbook.states import EditionState
from tests.factories.courses import create_content_file, create_rendered_text


def create_book(*, slug="open-book", languages=("en",), editions=1, is_open=True, position=0, **fields) -> Book:
    """A book with published editions of one part and two chapters, ``first`` and ``second``; ``fields`` are theirs."""
    book = Book.objects.create(slug=slug, is_open=is_open, position=position)
    for number in range(1, editions + 1):
        publish(create_edition(book, number=number, languages=languages, **fields))
    return book


def create_edition(book: Book, *, number=1, languages=("en",), **fields) -> Edition:
    """A draft with the chapters ``first`` and ``second`` in the part ``basics``."""
    titles = {f"title_{code}": f"Open book ({code})" for code in languages}
    defaults = {"source_language": "en", "authors": "Novak, Ana", "publisher": "AI4T", "licence": "CC BY 4.0"}
    edition = Edition.objects.create(book=book, number=number, **{**defaults, **titles, **fields})
    part = create_part(edition, languages=languages)
    for position, key in enumerate(("first", "second"), start=1):
        create_chapter(edition, part=part, key=key, position=position, languages=languages)
    return edition


def create_part(edition: Edition, *, key="basics", position=1, languages=("en",), **fields) -> Part:
    titles = {f"title_{code}": f"Part {key} ({code})" for code in languages}
    return Part.objects.create(edition=edition, key=key, position=position, **{**titles, **fields})


def create_chapter(
    edition: Edition, *, part=None, key="first", position=1, languages=("en",), html="", **fields
) -> Chapter:
    """In ``part``, or before the first one; its page is a paragraph that says its key, or ``html``."""
    place = "body" if part else "front"
    texts = {}
    for code in languages:
        texts |= {f"title_{code}": f"Chapter {key} ({code})", f"body_{code}": f"Text of {key} ({code})."}
    chapter = Chapter.objects.create(
        **{"edition": edition, "part": part, "place": place, "key": key, "position": position, **texts, **fields}
    )
    for code in languages:
        create_rendered_text(chapter, language=code, html=html or f'<p id="p-1">Text of {key} ({code}).</p>')
    return chapter


def create_chapter_file(chapter: Chapter, *, name="plan.pdf", media_type="application/pdf", **fields) -> ChapterFile:
    file = create_content_file(media_type=media_type, data=b"bytes of a file of a chapter")
    defaults = {"path": name, "role": "attachment", "file": file}
    return ChapterFile.objects.create(chapter=chapter, name=name, **{**defaults, **fields})


def create_term(edition: Edition, *, key="model", languages=("en",), **fields) -> GlossaryTerm:
    texts = {f"term_{code}": f"{key} ({code})" for code in languages}
    texts |= {f"definition_{code}": f"What a {key} is ({code})." for code in languages}
    return GlossaryTerm.objects.create(edition=edition, key=key, **{**texts, **fields})


def create_build(edition: Edition, *, file=None, language="en", **fields) -> Build:
    """A PDF that is done; its bytes are no PDF. In another state it has a file only where one is given."""
    name = f"{edition.book.slug}-{edition.number}-{language}-2026-11-26.pdf"
    defaults = {
        "format": "pdf",
        "state": "done",
        "progress": 100,
        "fingerprint": "0" * 64,
        "finished_at": timezone.now(),
    }
    if file is None and fields.get("state", "done") == "done":
        file = create_content_file(media_type="application/pdf")
    return Build.objects.create(
        **{"edition": edition, "language": language, "file": file, "file_name": name, **defaults, **fields}
    )


def publish(edition: Edition, *, at=None) -> Edition:
    """As it is, unchecked."""
    edition.state, edition.published_at = EditionState.PUBLISHED, at or timezone.now()
    edition.save(update_fields=["state", "published_at"])
    return edition
