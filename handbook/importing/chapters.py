"""One chapter, or one term of the glossary, out of one page: its texts by language and what its head says."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import is_shown
from ai4t.content.manuscripts.characters import note_characters
from ai4t.content.manuscripts.licences import licence_for
from ai4t.content.manuscripts.manuscript import Manuscript, Page
from ai4t.content.manuscripts.people import contributors_of
from ai4t.content.manuscripts.titles import title_of
from handbook.importing.contents import ChapterContents, ChapterText


def chapter_of(
    page: Page, key: str, source_language: str, authors: Mapping[str, str], faults: Irregularities
) -> ChapterContents:
    """``authors`` are those of the book, as they are cited -> as they are read."""
    chapter = ChapterContents(
        key=key,
        stem=page.stem,
        licence=licence_for(page, source_language, faults),
        review_on=_review_on(page, source_language, faults),
    )
    for manuscript in page.source_first(source_language):
        note_characters(manuscript, faults)
        text = _text(manuscript, page, authors, faults)
        (chapter.texts if is_shown(text.language) else chapter.hidden)[text.language] = text
    return chapter


def _text(manuscript: Manuscript, page: Page, authors: Mapping[str, str], faults: Irregularities) -> ChapterText:
    if not manuscript.body.strip():
        faults.note(manuscript.path, 0, "text-empty", _("This text is empty."))
    document = manuscript.document
    return ChapterText(
        language=manuscript.language,
        path=document.path,
        raw=document.raw,
        front_matter=document.front_matter,
        sha256=document.sha256,
        title=title_of(manuscript, page, faults),
        description=manuscript.said("description"),
        contributors=contributors_of(manuscript, faults, authors),
        change_note=manuscript.said("change"),
        body=manuscript.body,
        body_line=document.body_line,
    )


def _review_on(page: Page, source_language: str, faults: Irregularities) -> date | None:
    for manuscript in page.source_first(source_language):
        for saying in manuscript.sayings("review"):
            try:
                return date.fromisoformat(saying.value.strip())
            except ValueError:
                message = _("“%(value)s” is no date. Please write it like 2028-03-01.") % {"value": saying.value[:60]}
                faults.note(saying.file, saying.line, "review-unread", message)
    return None
