"""A read book into the database: everything in the transaction that the caller holds."""

from collections import Counter

from django.db.models import F
from django.utils.translation import gettext as _

from ai4t import public_pages
from ai4t.content.applying import Import
from ai4t.content.keeping_texts import KeptText, keep_texts
from ai4t.content.plan import Plan
from ai4t.content.storing import is_stored
from ai4t.models import FileRole
from handbook.building import asking
from handbook.importing.contents import BookContents
from handbook.importing.credits import ENDING
from handbook.importing.earlier_credits import EarlierCredits
from handbook.importing.outlining import apply_edition, apply_outline
from handbook.importing.outside import keep_outside_links
from handbook.importing.reading import read_book
from handbook.importing.rendering import ChapterPages, keep_chapters, render_chapters, render_terms
from handbook.models import Chapter, ChapterFile, Edition

# Faults that already say that their file was left out.
LEFT_OUT = frozenset({"binary", "language-twice", "not-course-text", "text-too-large"})


def read(run: Import) -> BookContents:
    edition: Edition = run.target
    before = edition.before()
    known = edition.source_language or (before.source_language if before else "")
    return read_book(
        run.tree,
        run.faults,
        source_language=run.options.get("source_language") or known,
        book_name=edition.book.slug.replace("-", " ").capitalize(),
    )


def apply(run: Import, contents: BookContents) -> Plan:
    edition: Edition = run.target
    plan = Plan(run.faults)
    apply_edition(edition, contents, edition.before(), plan)
    chapters, terms = apply_outline(edition, contents, plan)
    run.store.load(run.tree.sha256(path) for path in run.tree)
    rendered = render_chapters(run, edition, contents, chapters)
    texts = [*_texts(contents, {**chapters, **terms}), *_files_about_the_book(run, contents, rendered)]
    plan.note_changed(sorted(keep_texts(run.source, texts)))
    earlier = EarlierCredits(edition)
    keep_chapters(rendered, run, plan, earlier)
    render_terms(contents, terms, plan)
    keep_outside_links(rendered)
    _note_unused_files(run, contents, rendered)
    plan.settle_order()
    plan.counts = _counts(contents, rendered, earlier)
    if not plan.changes_nothing:
        Edition.objects.filter(pk=edition.pk).update(content_version=F("content_version") + 1)
        public_pages.renew()
        asking.ask_after_commit(edition)
    return plan


def stands(run: Import, report: dict) -> bool:
    """Whether what an earlier import wrote is still there: every chapter, and the bytes of every file."""
    edition: Edition = run.target
    if Chapter.objects.filter(edition=edition).count() != report["counts"]["chapters"]:
        return False
    files = ChapterFile.objects.filter(chapter__edition=edition).select_related("file")
    return all(
        is_stored(stored)
        for row in files.prefetch_related("file__variants__file")
        for stored in (row.file, *(variant.file for variant in row.file.variants.all()))
    )


def _texts(contents: BookContents, rows: dict[str, object]):
    for work in (*contents.chapters, *contents.terms):
        for text in (*work.texts.values(), *work.hidden.values()):
            yield KeptText(
                target=rows[work.stem],
                label=work.key,
                path=text.path,
                language=text.language,
                raw=text.raw,
                front_matter=text.front_matter,
                sha256=text.sha256,
            )


def _files_about_the_book(run: Import, contents: BookContents, rendered: list[ChapterPages]):
    """Titles and orders of folders, the credits of pictures, and captions, of which other files have been made: kept,
    so that the same files can be given back.
    """
    credits = {path + ENDING for pages in rendered for path in pages.shelf.paths} & set(run.tree)
    shelved = [one for pages in rendered for one in pages.shelf.files.values()]
    captions = {one.path for one in shelved if one.role == FileRole.CAPTIONS}
    texts = {path for work in (*contents.chapters, *contents.terms) for path in work.paths}
    for path in sorted((contents.used | credits | captions) - texts):
        if path in run.tree:
            raw = run.tree[path]
            yield KeptText(None, run.target.book.slug, path, "", raw, b"", run.tree.sha256(path))


def _note_unused_files(run: Import, contents: BookContents, rendered: list[ChapterPages]) -> None:
    """Nothing is dropped in silence: what no text names, and nobody has spoken of yet, is named here."""
    named = set().union(*(pages.shelf.paths for pages in rendered))
    used = contents.used | named | {path + ENDING for path in named}
    used |= {fault.file for fault in run.faults if fault.kind in LEFT_OUT}
    for path in run.tree:
        if path not in used:
            run.faults.note(path, 0, "unused-file", _("No text names this file; it was left out."))


def _counts(contents: BookContents, rendered: list[ChapterPages], earlier: EarlierCredits) -> dict:
    languages = Counter(language for chapter in contents.chapters for language in (*chapter.texts, *chapter.hidden))
    return {
        "parts": sum(bool(part.key) for part in contents.parts),
        "chapters": len(contents.chapters),
        "terms": len(contents.terms),
        "files": len(set().union(*(pages.shelf.paths for pages in rendered))),
        "texts": dict(sorted(languages.items())),
        "credits_taken_over": earlier.taken_over,
    }
