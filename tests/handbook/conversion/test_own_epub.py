"""Our own EPUB, imported as a new book: what the platform adds to the texts is told from them."""

import hashlib

import pytest
from django.utils import timezone

from handbook.building.book import read_book
from handbook.building.epub.making import epub_of
from handbook.importing.running import import_handbook
from handbook.models import Chapter, ChapterFile, Edition, GlossaryTerm
from tests.factories.book_files import LICENCE
from tests.factories.course_files import png
from tests.factories.ebooks import make_epub3
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db

PLAN = png(40, 30)
# Pictures are called by their bytes in an EPUB.
NAME = f"{hashlib.sha256(PLAN).hexdigest()[:16]}.png"
FULL = """A paragraph with **strong words**, *stressed words*, `code_in_a_line()` and a [model](glossary:model).

## A heading {#a-heading}

Said once[^1], again[^1], and in a second place[^2]. See [the heading](#a-heading) and [the next one](02-habits.en.md).

![A plan](../images/plan.png)

<figure markdown>

![A plan in a figure](../images/plan.png)

<figcaption markdown="span">The caption of the figure</figcaption>

</figure>

| Tool | Use |
| --- | --- |
| Hammer | 12 |
| Saw | 34 |

-   a point
    1.  numbered inside
    2.  numbered again

Word in a list
:   What the word means

<div class="admonition warning" markdown>
<p class="admonition-title" markdown="span">A box of warning</p>


Mind the text in the box.

</div>

<details class="tip" markdown>
<summary markdown="span">A folded box</summary>

Unfolded in print.

</details>

```
def printed(code):
    return "as it is"
```

> Words of somebody else.

Inline $x_1 + \\frac{a}{b}$ and alone:

$$
\\sum_{i=1}^{n} i
$$

A [link to another site](https://example.org/there?a=1&b=2), [https://example.org/a](https://example.org/a)

H<sub>2</sub>O.

[^1]: The words of the first note.

[^2]: The words of the *second* note.

    With a paragraph more.
"""


def chapter(title: str, key: str, body: str, head: str = "") -> str:
    return f"---\ntitle: {title}\nid: {key}\n{head}language: en\n---\n\n{body}"


FILES = {
    "mkdocs.yml": "site_name: A full book\nsite_description: What it is about.\nsite_author: Ana Novak\n"
    "copyright: CC BY 4.0\nextra:\n  publisher: A press\ntheme:\n  language: en\n",
    "front-matter/01-about.en.md": chapter("About", "about", "What this is.\n"),
    "part-1-machines/.pages": "title: Machines\n",
    "part-1-machines/01-everywhere.en.md": chapter(
        "AI is everywhere",
        "ai",
        FULL,
        "change: The plan is new.\ncontributor:\n  - Ana Novak\n  - Bo Kos\nlicence: CC0 1.0\n",
    ),
    "part-1-machines/02-habits.en.md": chapter("7 habits", "3-habits", "Machines learn.[^1]\n\n[^1]: A note.\n"),
    "part-2-class/.pages": "title: In the classroom\n",
    "part-2-class/01-deciding.en.md": chapter("Deciding", "deciding", "You decide.\n"),
    "back-matter/01-closing.en.md": chapter("A last word", "closing", "Thank you.\n"),
    "glossary/model.en.md": chapter("model", "model", "What a machine has *learned* from [data](glossary:data).\n"),
    "glossary/data.en.md": chapter("data", "data", "What is given.\n"),
    "images/plan.png": PLAN,
    "images/plan.png.license": LICENCE,
}  # fmt: skip


def test_texts_and_what_is_said_of_them_come_back(tmp_path):
    write_tree(tmp_path / "book", FILES)
    import_handbook(tmp_path / "book", slug="first", number=1)

    second = bring(tmp_path, made("first"), "second")
    bring(tmp_path, made("second"), "third")

    assert facts_of("first")["ai"] == (
        "Machines", "AI is everywhere", "Ana Novak, Bo Kos", "CC0 1.0", "The plan is new.",
        FULL.replace("plan.png", NAME).strip(),
    )  # fmt: skip
    assert facts_of("second") == facts_of("first")
    assert facts_of("third") == facts_of("first")
    assert terms_of("second") == terms_of("third") == terms_of("first")
    told = [(fault.file, fault.kind) for fault in second.plan.irregularities]
    assert told == [
        ("EPUB/cover.xhtml", "page-left-out"),
        ("EPUB/imprint.xhtml", "page-left-out"),
        ("EPUB/nav.xhtml", "page-left-out"),
        ("EPUB/pictures.xhtml", "page-left-out"),
        ("EPUB/2-ai.xhtml", "numbers-removed"),
    ]


def test_edition_and_pictures_are_cited_as_before(tmp_path):
    write_tree(tmp_path / "book", FILES)
    import_handbook(tmp_path / "book", slug="first", number=1)

    bring(tmp_path, made("first"), "second")

    cited = ("title_en", "description_en", "authors", "publisher", "licence")
    first, second = (Edition.objects.filter(book__slug=slug).values(*cited).get() for slug in ("first", "second"))
    assert second == first
    pictures = ChapterFile.objects.filter(chapter__edition__book__slug="second")
    assert list(pictures.values_list("licence", "credit")) == [("CC BY 4.0", "2026 Ana Novak")]


def test_importing_it_again_changes_nothing(tmp_path):
    write_tree(tmp_path / "book", FILES)
    import_handbook(tmp_path / "book", slug="first", number=1)
    raw = made("first")

    bring(tmp_path, raw, "second")

    assert bring(tmp_path, raw, "second").plan.changes_nothing


def test_title_of_the_only_chapter_is_without_our_number(tmp_path):
    files = {"mkdocs.yml": FILES["mkdocs.yml"], "part/01.en.md": chapter("AI", "ai", "Words.\n")}
    write_tree(tmp_path / "book", files)
    import_handbook(tmp_path / "book", slug="first", number=1)

    bring(tmp_path, made("first"), "second")

    assert Chapter.objects.get(edition__book__slug="second").title_en == "AI"


def test_sentence_about_a_missing_translation_is_no_text(tmp_path):
    files = {
        "mkdocs.yml": FILES["mkdocs.yml"],
        "part/01.en.md": chapter("AI", "ai", "Words.\n"),
        "part/01.sl.md": chapter("UI", "ai", "Besede.\n").replace("language: en", "language: sl"),
        "part/02.en.md": chapter("Data", "data", "More.\n"),
    }
    write_tree(tmp_path / "book", files)
    import_handbook(tmp_path / "book", slug="first", number=1)

    bring(tmp_path, made("first", "sl"), "second")

    rows = Chapter.objects.filter(edition__book__slug="second").in_book_order()
    assert [row.body_sl.strip() for row in rows] == ["Besede.", 'More.\n{: lang="en"}']


def test_marks_in_a_text_are_taken_for_nothing(tmp_path):
    body = '<p data-ai4t="notice">Kept.</p>\n\n<p data-ai4t="licence" data-ai4t-value="CC0 1.0">Kept, too.</p>\n'
    files = {"mkdocs.yml": FILES["mkdocs.yml"], "part/01.en.md": chapter("AI", "ai", body)}
    write_tree(tmp_path / "book", files)
    import_handbook(tmp_path / "book", slug="first", number=1)

    bring(tmp_path, made("first"), "second")

    row = Chapter.objects.get(edition__book__slug="second")
    assert (row.body_en.strip(), row.licence) == ("Kept.\n\nKept, too.", "")


@pytest.mark.parametrize("kind", ["endnotes", "footnotes", "rearnotes"])
def test_heading_above_the_notes_of_another_book_goes_with_them(tmp_path, kind):
    note = '<ol><li epub:type="footnote" id="n"><p>Said.</p></li></ol>'
    notes = f'<section epub:type="{kind}"><hr/><h2>Sources</h2>{note}'
    page = f'<h1>One</h1><p>Word<a epub:type="noteref" href="#n">1</a>.</p>{notes}</section>'

    arrival = bring(tmp_path, make_epub3({"one.xhtml": page}), "first")

    assert Chapter.objects.get().body_en.strip() == "Word[^1].\n\n[^1]: Said."
    assert [(fault.kind, "“Sources”" in fault.message) for fault in arrival.plan.irregularities] == [
        ("notes-moved", True)
    ]


def test_heading_above_notes_and_more_stays(tmp_path):
    note = '<aside epub:type="footnote" id="n">A.</aside>'
    notes = f'<section epub:type="endnotes"><h2>Notes</h2><p>See also.</p>{note}'
    page = f'<h1>One</h1><p>Word<a epub:type="noteref" href="#n">1</a>.</p>{notes}</section>'

    bring(tmp_path, make_epub3({"one.xhtml": page}), "first")

    assert "## Notes\n\nSee also." in Chapter.objects.get().body_en


def bring(tmp_path, raw: bytes, slug: str):
    location = tmp_path / f"{slug}.epub"
    location.write_bytes(raw)
    return import_handbook(location, slug=slug, number=1)


def made(slug: str, language: str = "en") -> bytes:
    book = read_book(Edition.objects.get(book__slug=slug), language, now=timezone.now())
    return epub_of(book, lambda percent: None)[0]


def facts_of(slug: str) -> dict[str, tuple]:
    fields = ("part__title_en", "title_en", "contributors_en", "licence", "change_note_en", "body_en")
    rows = Chapter.objects.filter(edition__book__slug=slug).in_book_order().values("key", *fields)
    return {
        row["key"]: (*(row[field] for field in fields[:-1]), row["body_en"].strip().replace("plan.png", NAME))
        for row in rows
    }


def terms_of(slug: str) -> list[tuple[str, str, str]]:
    rows = GlossaryTerm.objects.filter(edition__book__slug=slug).order_by("key")
    return list(rows.values_list("key", "term_en", "definition_en"))
