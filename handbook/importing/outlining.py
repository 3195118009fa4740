"""Book, parts, chapters and terms as rows: made, moved and renamed until they are what the tree says."""

from datetime import date

from django.contrib.contenttypes.models import ContentType

from ai4t.content.documents import read_document
from ai4t.content.irregularities import Irregularities
from ai4t.content.plan import Plan
from ai4t.content.rows import Rows, delete_with_texts
from ai4t.models import ContentText
from handbook.importing.contents import BookContents, ChapterContents, PartContents
from handbook.models import Chapter, Edition, GlossaryTerm, Part
from handbook.states import Place

_FACTS = ("authors", "publisher", "licence")
_FIELDS = ("title", "description", "contributors", "body", "change_note")


def apply_edition(edition: Edition, contents: BookContents, before: Edition | None, plan: Plan) -> None:
    """Title, source language and description, where the files have them, and what nobody has decided here yet: as the
    files say, or as it is in the edition ``before``."""
    rows = Rows(Edition, {edition.pk: edition}, source_language=contents.source_language, plan=plan)
    said = {field: text for field, text in (("title", contents.titles), ("description", contents.descriptions)) if text}
    label = str(edition) if edition.source_language else ""
    inherited = {name: getattr(before, name) for name in _FACTS} if before else {}
    open_yet = {name: value for name, value in {**inherited, **contents.facts}.items() if not getattr(edition, name)}
    rows.want(edition.pk, label=label, texts=said, source_language=contents.source_language, **open_yet)
    rows.save()


def apply_outline(edition: Edition, contents: BookContents, plan: Plan) -> tuple[dict[str, Chapter], dict[str, object]]:
    """The saved rows of the chapters, and of the terms, by stem; what the tree no longer has is deleted."""
    parts = _parts(edition, contents, plan)
    existing = {row.key: row for row in Chapter.objects.filter(edition=edition).rewrite(False)}
    chapters = Rows(Chapter, existing, source_language=contents.source_language, plan=plan)
    for part in contents.parts:
        part_id = parts.wanted[part.key].pk if part.place == Place.BODY else None
        for position, chapter in enumerate(part.chapters, start=1):
            _want_chapter(chapters, chapter, part, edition, part_id, position, contents, plan)
    chapters.save()
    terms = _terms(edition, contents, plan)
    for rows in (chapters, terms):
        plan.removed += [row.key for row in rows.unwanted()]
        delete_with_texts(rows.unwanted())
    delete_with_texts(parts.unwanted())
    return (
        {chapter.stem: chapters.wanted[chapter.key] for chapter in contents.chapters},
        {term.stem: terms.wanted[term.key] for term in contents.terms},
    )


def _parts(edition: Edition, contents: BookContents, plan: Plan) -> Rows:
    existing = {row.key: row for row in Part.objects.filter(edition=edition).rewrite(False)}
    rows = Rows(Part, existing, source_language=contents.source_language, plan=plan)
    for position, part in enumerate((one for one in contents.parts if one.place == Place.BODY), start=1):
        rows.want(
            part.key,
            label=part.key,
            texts={"title": part.titles},
            edition_id=edition.pk,
            key=part.key,
            position=position,
        )
    rows.save()
    return rows


def _want_chapter(
    rows: Rows,
    chapter: ChapterContents,
    part: PartContents,
    edition: Edition,
    part_id: int | None,
    position: int,
    contents: BookContents,
    plan: Plan,
) -> None:
    row = rows.want(
        chapter.key,
        label=chapter.key,
        texts=_texts(chapter, contents.source_language),
        path=min(chapter.paths),
        edition_id=edition.pk,
        part_id=part_id,
        place=part.place,
        key=chapter.key,
        position=position,
        licence=chapter.licence,
        **_review(chapter, rows, edition),
    )
    if row.pk is None:
        plan.added.append(chapter.key)


def _review(chapter: ChapterContents, rows: Rows, edition: Edition) -> dict[str, date]:
    """The day that the files say, where nobody has decided another one: in a draft, and as far as the files are new."""
    row = rows.existing(chapter.key)
    is_said_anew = row is None or row.review_on is None or chapter.review_on != _review_before(row)
    return {"review_on": chapter.review_on} if chapter.review_on and is_said_anew and not edition.is_published else {}


def _review_before(row: Chapter) -> date | None:
    """The day that the files said when they were last imported."""
    heads = ContentText.objects.filter(target_type=ContentType.objects.get_for_model(Chapter), target_id=row.pk)
    for path, raw, language in heads.values_list("path", "front_matter", "language"):
        document = read_document(bytes(raw), path=path, language=language, faults=Irregularities())
        try:
            return date.fromisoformat(document.field("review").strip() if document else "")
        except ValueError:
            continue
    return None


def _texts(chapter: ChapterContents, source_language: str) -> dict[str, dict[str, str]]:
    """Field -> language -> text. Without source text the title is lent from a translation: no contents are blank."""
    texts = {field: {code: getattr(text, field) for code, text in chapter.texts.items()} for field in _FIELDS}
    if texts["title"] and source_language not in texts["title"]:
        texts["title"][source_language] = texts["title"][min(texts["title"])]
    return texts


def _terms(edition: Edition, contents: BookContents, plan: Plan) -> Rows:
    existing = {row.key: row for row in GlossaryTerm.objects.filter(edition=edition).rewrite(False)}
    rows = Rows(GlossaryTerm, existing, source_language=contents.source_language, plan=plan)
    for term in contents.terms:
        texts = {
            "term": {code: text.title[:200] for code, text in term.texts.items()},
            "definition": {code: text.body.strip() for code, text in term.texts.items()},
        }
        row = rows.want(
            term.key, label=term.key, texts=texts, path=min(term.paths), edition_id=edition.pk, key=term.key
        )
        if row.pk is None:
            plan.added.append(term.key)
    rows.save()
    return rows
