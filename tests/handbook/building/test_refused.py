"""A book that the typesetter refuses for one chapter: it alone is set in plain form, and the editor is told."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from pypdf import PdfReader

from handbook.building import asking
from handbook.building import making as builds
from handbook.building.book import read_book
from handbook.building.pdf import in_line, making, manuscript, typesetting
from handbook.building.pdf.converting import Converter
from handbook.building.pdf.making import pdf_of
from handbook.building.pdf.plain_form import PlainForm
from handbook.building.pdf.typesetting import CannotBePrinted, NotTaken
from handbook.models import Build, Chapter, ChapterFile
from handbook.states import BuildState, Format
from tests.factories.books import create_book, create_chapter, create_edition
from tests.factories.full_chapters import CONSTRUCTS, TEXT, create_full_edition, create_picture, write, write_term
from tests.factories.people import create_staff, sign_in
from tests.handbook.building.test_structures import LINKED

pytestmark = pytest.mark.django_db

NOTICE = "These pages are set in plain form here:"
REFUSED = "plain: 1 Chapter first (en)\npanicked with: no"
# What a writer of ours might leave by mistake where a line across the page stands.
BROKEN = [
    '#panic("no")',
    "#(",
    "#nothing-of-this-name()",
    "#heading(level: 6)[deep]",
    '#image("gone.png")',
    "#link(<x>)[x]",
]
PANIC = BROKEN[0]


def break_lines(monkeypatch, source=PANIC):
    """From now on a line across the page is written so that the typesetter refuses it."""
    monkeypatch.setattr(Converter, "_block_hr", lambda converter, found: source)


def built(edition, language="en") -> tuple[PdfReader, set[str]]:
    data, dropped = pdf_of(read_book(edition, language, now=timezone.now()), lambda percent: None)
    return PdfReader(io.BytesIO(data)), dropped


def text_of(pages) -> str:
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def pages_from(reader: PdfReader, title: str) -> list[str]:
    """From the chapter with this title to the end of the book, without the numbers of pages."""
    texts = [page.extract_text().rpartition("\n")[0] for page in reader.pages]
    first = next(place for place, text in enumerate(texts) if text.startswith(title))
    return texts[first:]


@pytest.fixture
def typeset(monkeypatch):
    """The sources that were given to the typesetter."""
    sources = []

    def counted(folder, source, **options):
        sources.append((folder / source).read_text())
        return typesetting.typeset(folder, source, **options)

    monkeypatch.setattr(making, "typeset", counted)
    return sources


@pytest.mark.parametrize("source", BROKEN)
def test_refused_chapter_is_printed_in_plain_form_with_all_its_words(monkeypatch, source):
    break_lines(monkeypatch, source)
    reader, dropped = built(create_full_edition(text=f"{TEXT}\n\n---\n\nAfter the line."))
    text = text_of(reader.pages)
    assert [name for name, words in CONSTRUCTS.items() if words not in text] == []
    assert "After the line." in text
    assert "[A chart that rises]" in text
    assert "Inline x_1 + \\frac{a}{b} and alone: \\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}" in text
    assert "link to another site (https://example.org/there?a=1&b=2), one to the second chapter (http" in text
    assert "once[1] and again[1], and in a second place[2]." in text
    assert "[2] The words of the second note." in text
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert [entry.partition("\n")[0] for entry in dropped if "plain" in entry] == ["plain: 1 Chapter first (en)"]


def test_what_the_typesetter_itself_cannot_do_is_such_a_refusal(monkeypatch):
    """It fails where it divides a word just behind a link; our writers avoid it, and here they do not."""
    edition = create_full_edition(
        text=f"<div lang=de><p>a {LINKED}</p><p>long {LINKED}</p><p>line {LINKED}</p></div>\n\nThe last words."
    )
    monkeypatch.setattr(in_line, "goes_on", lambda link: False)
    reader, dropped = built(edition)
    text = text_of(reader.pages)
    assert NOTICE in text
    assert "zgod (https://example.org/)ovinopisje" in text
    assert "The last words." in text
    [entry] = dropped
    assert entry.startswith("plain: 1 Chapter first (en)\ninternal error: expected link ancestor")


def test_other_chapters_are_as_they_would_be(monkeypatch):
    figure = '<figure><img src="chart.png" alt="x"><figcaption>A figure</figcaption></figure>'
    edition = create_full_edition(text=f"{figure}\n\n---\n\n<figure>\n\nA\n\n<figcaption>B</figcaption></figure>")
    second = edition.chapters.get(key="second")
    create_picture(second)
    write(second, TEXT)
    ChapterFile.objects.update(credit="", licence="")
    before, _dropped = built(edition)
    break_lines(monkeypatch)
    after, _dropped = built(edition)
    assert NOTICE in text_of(after.pages)
    assert NOTICE not in text_of(before.pages)
    assert pages_from(after, "2 Chapter second (en)") == pages_from(before, "2 Chapter second (en)")
    assert "Figure 3. The caption of the figure" in text_of(after.pages)


def test_sentence_tells_in_the_language_of_the_book_where_the_chapter_can_be_read(monkeypatch):
    break_lines(monkeypatch)
    edition = create_full_edition(languages=("en", "sl"))
    write(edition.chapters.get(key="first"), "Prej.\n\n---\n\nPotem.", language="sl")
    reader, _dropped = built(edition, "sl")
    address = "http://testserver/sl/handbook/open-book/1/first/"
    with override("sl"):
        sentence = gettext(
            "These pages are set in plain form here: all words are there, pictures and formulas are described in "
            "words, and tables are lines of text. They can be read in full at %(address)s"
        ) % {"address": address}
    assert NOTICE not in sentence
    page = next(page for page in reader.pages if "Potem." in page.extract_text())
    assert sentence.replace(" ", "") in text_of([page]).replace(" ", "")
    assert {note.get_object()["/A"]["/URI"] for note in page["/Annots"]} == {address}


def test_book_that_is_not_refused_is_typeset_once(typeset):
    _reader, dropped = built(create_full_edition(text=f"{TEXT}\n\n---"))
    assert len(typeset) == 1
    assert dropped == {"video"}


def test_few_of_many_are_found_by_few_trials(monkeypatch, typeset):
    break_lines(monkeypatch)
    edition = create_edition(create_book(editions=0))
    part = edition.parts.get()
    for number in range(3, 17):
        html = f"<p>Before {number}.</p>{'<hr>' if number in {7, 12} else ''}<p>After {number}.</p>"
        create_chapter(edition, part=part, key=f"c{number}", position=number, html=html)
    reader, dropped = built(edition)
    assert dropped == {f"plain: {number} Chapter c{number} (en)\npanicked with: no" for number in (7, 12)}
    text = text_of(reader.pages)
    assert [number for number in range(3, 17) if f"Before {number}. After {number}." not in text] == []
    assert text.count(NOTICE) == 2
    assert len(typeset) == 1 + 14 + 1


def test_chapters_that_are_refused_together_are_all_in_plain_form(monkeypatch):
    break_lines(monkeypatch, "#metadata(0) <here> #context if query(<here>).len() > 1 { panic() }")
    edition = create_edition(create_book(editions=0))
    part = edition.parts.get()
    for number in (3, 4):
        create_chapter(edition, part=part, key=f"c{number}", position=number, html="<p>Before.</p><hr><p>After.</p>")
    reader, dropped = built(edition)
    assert sorted(entry.partition("\n")[0] for entry in dropped) == [f"plain: {n} Chapter c{n} (en)" for n in (3, 4)]
    assert text_of(reader.pages).count("Before. After.") == 2


def test_where_some_are_refused_together_beside_one_alone_every_chapter_is_in_plain_form(monkeypatch):
    """The two meet neither in a half nor alone, so the search finds the one and cannot find them."""
    together = "#metadata(0) <here> #context if query(<here>).len() > 1 { panic() }"
    monkeypatch.setattr(
        Converter, "_block_hr", lambda converter, found: PANIC if converter.chapter.key == "c3" else together
    )
    edition = create_edition(create_book(editions=0))
    part = edition.parts.get()
    for number in (3, 4, 5, 6):
        line = "" if number == 4 else "<hr>"
        create_chapter(edition, part=part, key=f"c{number}", position=number, html=f"<p>Before.</p>{line}<p>After.</p>")
    edition.chapters.filter(key__in=["first", "second"]).update(part=None, place="back")
    Chapter.objects.filter(key="c5").update(position=2)
    reader, dropped = built(edition)
    assert len(dropped) == 6
    assert text_of(reader.pages).count("Before. After.") == 4


def test_word_of_the_glossary_may_be_linked_in_another_chapter(monkeypatch):
    break_lines(monkeypatch)
    edition = create_full_edition(text="a\n\n---")
    html = '<p>See <a href="#g-model">model</a>.</p>'
    create_chapter(edition, part=edition.parts.get(), key="linking", position=0, html=html)
    assert built(edition)[1] == {REFUSED.replace("plain: 1", "plain: 2")}


def test_glossary_may_be_the_one(monkeypatch):
    edition = create_full_edition()
    write_term(edition.terms.get(), "A thing.\n\n---\n\nOf *many*.")
    break_lines(monkeypatch)
    reader, dropped = built(edition)
    assert dropped == {"video", "plain: Glossary\npanicked with: no"}
    last = text_of(reader.pages[-2:])
    assert f"Glossary {NOTICE}" in last
    assert "http://testserver/en/handbook/open-book/1/glossary/" in last.replace(" ", "")
    assert "A thing. Of many." in last


def test_pictures_of_a_chapter_in_plain_form_are_not_in_the_list(monkeypatch):
    break_lines(monkeypatch)
    assert "Ana Novak, CC BY 4.0" not in text_of(built(create_full_edition(text=f"{TEXT}\n\n---"))[0].pages)


def test_book_that_is_refused_in_plain_form_too_fails_as_it_did(monkeypatch):
    break_lines(monkeypatch)
    monkeypatch.setattr(PlainForm, "convert", lambda form, root: '#panic("plain")')
    build = asking.ask_for(create_full_edition(text="a\n\n---"), "en", Format.PDF)
    builds.make(build.pk)
    build.refresh_from_db()
    assert (build.state, build.file) == (BuildState.FAILED, None)
    assert build.error == "refused: NotTaken: panicked with: no"


def test_cover_that_is_refused_blames_no_chapter(monkeypatch):
    monkeypatch.setattr(manuscript, "_BEGINNING", '#panic("cover")')
    with pytest.raises(NotTaken, match="cover"):
        built(create_full_edition())


def test_search_that_takes_too_long_ends_with_what_was_said_at_first(monkeypatch):
    break_lines(monkeypatch)

    def slow(folder, source, *, seconds, **options):
        if seconds is not None:
            raise CannotBePrinted("not done")
        return typesetting.typeset(folder, source, **options)

    monkeypatch.setattr(making, "typeset", slow)
    with pytest.raises(NotTaken, match="no"):
        built(create_full_edition(text="a\n\n---"))


def test_program_that_fails_for_another_reason_is_no_refusal(monkeypatch, typeset):
    monkeypatch.setattr(typesetting, "_PROGRAM", "raise OSError('No space left on device')")
    with pytest.raises(CannotBePrinted, match="No space") as caught:
        built(create_full_edition())
    assert not isinstance(caught.value, NotTaken)
    assert len(typeset) == 1


def test_editor_is_told_on_the_page_of_the_build_and_among_the_downloads(client, monkeypatch):
    break_lines(monkeypatch)
    edition = create_full_edition(text=f"{TEXT}\n\n---")
    builds.make(asking.ask_for(edition, "en", Format.PDF).pk)
    build = Build.objects.get()
    assert (build.state, build.error, build.dropped) == (BuildState.DONE, "", [REFUSED, "video"])
    sign_in(client, create_staff("author"), second_factor=True)
    said = (
        "The typesetter refused “1 Chapter first (en)”: it stands in the file in plain form, with all its words. "
        "panicked with: no"
    )
    page = client.get(reverse("admin:handbook_build_change", args=[build.pk])).content.decode()
    assert said in page
    assert '<div class="readonly">video</div>' in page
    assert said in client.get(reverse("handbook:downloads", args=["open-book", 1])).content.decode()


def test_editor_is_told_nothing_of_a_build_without_trouble(client):
    builds.make(asking.ask_for(create_full_edition(), "en", Format.PDF).pk)
    sign_in(client, create_staff("author"), second_factor=True)
    page = client.get(reverse("admin:handbook_build_change", args=[Build.objects.get().pk])).content.decode()
    assert "typesetter" not in page
