"""The chapters and the glossary as stored pages, and the files they name."""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from ai4t import markup
from ai4t.content.applying import Import
from ai4t.content.keeping_pages import PagesOf, keep_html
from ai4t.content.pictures import Pictures
from ai4t.content.plan import Plan
from ai4t.content.resolving import Places
from ai4t.content.shelving import Shelf
from ai4t.markup import MarkupRefused, Rendered
from handbook.importing.addresses import ChapterAddresses
from handbook.importing.captioning import ChapterCaptions
from handbook.importing.contents import BookContents, ChapterContents, ChapterText
from handbook.importing.credits import credit_of
from handbook.importing.earlier_credits import EarlierCredits
from handbook.importing.resolving import ChapterResolver, TermResolver
from handbook.models import Chapter, ChapterFile, Edition, GlossaryTerm


@dataclass
class ChapterPages:
    """A chapter's pages by language, and what they name."""

    chapter: ChapterContents
    row: Chapter
    shelf: Shelf
    pages: dict[str, Rendered] = field(default_factory=dict)

    @property
    def sources(self) -> dict[str, str]:
        return {language: text.sha256 for language, text in self.chapter.texts.items()}


def render_chapters(
    run: Import, edition: Edition, contents: BookContents, rows: dict[str, Chapter]
) -> list[ChapterPages]:
    """Render every text of every chapter. What authors should mend is noted with file and line."""
    places = Places(run.tree, contents.root, contents.chapters)
    pictures = Pictures(run.tree, run.store, run.faults)
    terms = {term.key for term in contents.terms}
    rendered = []
    for chapter in contents.chapters:
        row = rows[chapter.stem]
        shelf = Shelf(
            ChapterAddresses(edition, row), tree=run.tree, store=run.store, pictures=pictures, faults=run.faults
        )
        pages = ChapterPages(chapter, row, shelf)
        captions = ChapterCaptions(run.tree, shelf, run.faults)
        for language, text in chapter.texts.items():
            resolver = ChapterResolver(places, chapter, text, shelf, run.faults, get_language(), terms, captions)
            if page := _rendered(text, row, resolver, run):
                pages.pages[language] = page
        rendered.append(pages)
    return rendered


def render_terms(contents: BookContents, rows: dict[str, GlossaryTerm], plan: Plan) -> None:
    """A definition is a short text: it stands among others on a page, and has no place of its own there."""
    resolver = TermResolver({term.key for term in contents.terms})
    kept = []
    for term in contents.terms:
        pages = {}
        for language, text in term.texts.items():
            pages[language] = markup.render_snippet(text.body, language=language, resolver=resolver)
        sources = {language: text.sha256 for language, text in term.texts.items()}
        kept.append(PagesOf(rows[term.stem], term.key, pages, sources))
    keep_html("definition", kept, plan)


def keep_chapters(rendered: list[ChapterPages], run: Import, plan: Plan, earlier: EarlierCredits) -> None:
    keep_html("body", [PagesOf(one.row, one.chapter.key, one.pages, one.sources) for one in rendered], plan)
    existing = {
        (row.chapter_id, row.name): row
        for row in ChapterFile.objects.filter(chapter__in=[one.row.pk for one in rendered])
    }
    for one in rendered:
        for shelved in one.shelf.files.values():
            row = existing.pop((one.row.pk, shelved.name), None) or ChapterFile(chapter=one.row, name=shelved.name)
            licence, credit = credit_of(shelved.path, run.tree, run.faults)
            if not (licence or credit or row.licence or row.credit):
                licence, credit = earlier.take_over(one.chapter.key, shelved.file.pk)
            facts = {"path": shelved.path, "role": shelved.role, "file": shelved.file}
            facts |= {name: said for name, said in (("licence", licence), ("credit", credit)) if said}
            changed = [name for name, value in facts.items() if getattr(row, name, None) != value]
            if row.pk is None or changed:
                for name, value in facts.items():
                    setattr(row, name, value)
                row.save()
                plan.note_changed([one.chapter.key])
    gone = list(existing.values())
    keys = {one.row.pk: one.chapter.key for one in rendered}
    plan.note_changed(sorted({keys[row.chapter_id] for row in gone}))
    ChapterFile.objects.filter(pk__in=[row.pk for row in gone]).delete()


def _rendered(text: ChapterText, row: Chapter, resolver: ChapterResolver, run: Import) -> Rendered | None:
    """Of the text that readers see, which a person may have edited since the last import."""
    body = getattr(row, f"body_{text.language}") or ""
    if not body.strip():
        return None
    title = getattr(row, f"title_{text.language}") or ""
    try:
        page = markup.render(body, language=text.language, resolver=resolver, title=title, numbers_blocks=True)
    except MarkupRefused as refusal:
        run.faults.note(text.path, 0, "text-refused", str(refusal))
        return None
    for problem in page.problems:
        run.faults.note(text.path, text.body_line + problem.line - 1, problem.kind, problem.message)
    return page
