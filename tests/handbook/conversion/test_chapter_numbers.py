"""Numbers in titles, where they count the chapters and where they are words."""

import pytest

from ai4t.content.irregularities import Irregularities
from handbook.conversion import tree_of
from handbook.conversion.book import Book, Chapter, Part
from handbook.conversion.chapter_numbers import take_numbers_off
from handbook.importing.running import import_handbook
from handbook.models import Chapter as ChapterRow
from tests.factories.ebooks import make_epub3, make_wxr, post


def titles_of(*parts: list[str], front=(), back=()) -> tuple[list[str], list[str]]:
    """The titles of all chapters afterwards, and what was told."""

    def chapters(titles):
        return [Chapter(title, title, "one.xhtml", []) for title in titles]

    book = Book(front=chapters(front), parts=[Part("Part", chapters(titles)) for titles in parts], back=chapters(back))
    faults = Irregularities()
    take_numbers_off(book, faults)
    return [chapter.title for chapter in book.chapters], [fault.kind for fault in faults]


@pytest.mark.parametrize(
    ("titles", "rests"),
    [
        (["1 Introduction", "2 Data"], ["Introduction", "Data"]),
        (["1. AI", "2. 7 habits", "3.\xa0Data"], ["AI", "7 habits", "Data"]),
        (["1) One", "2 – Two", "3 - Three", "4: Four"], ["One", "Two", "Three", "Four"]),
        (["I. Why", "II. Ethics", "III How"], ["Why", "Ethics", "How"]),
        (["Preface", "9 Nine", "Between", "10 Ten", "11 Eleven"], ["Preface", "Nine", "Between", "Ten", "Eleven"]),
        (["Chapter 2: Data", "CHAPTER 3 Models"], ["Data", "Models"]),
        (["Kapitel 1", "Kapitel 2 – Daten"], ["Kapitel 1", "Daten"]),
        (["Chapitre I : Un", "Chapitre II : Deux"], ["Un", "Deux"]),
        (["Capitolo 1. Uno", "Capitolo 2. Due"], ["Uno", "Due"]),
        (["1. poglavje: Podatki", "2. poglavje: Modeli"], ["Podatki", "Modeli"]),
        (["Poglavje 1 Podatki", "Poglavje 2 Modeli"], ["Podatki", "Modeli"]),
        (["1 One", "1.1 Inside", "1.2 Next", "2 Two", "2.1 Last"], ["One", "Inside", "Next", "Two", "Last"]),
        (["1. One", "2. Two", "7 habits", "3. Three"], ["One", "Two", "7 habits", "Three"]),
    ],
)
def test_numbers_that_follow_one_another_go(titles, rests):
    assert titles_of(titles) == (rests, ["numbers-removed"])


@pytest.mark.parametrize(
    "titles",
    [
        ["7 habits of people", "Data"],
        ["2001: A start", "2002: An end"],
        ["1. Introduction", "Data"],
        ["1. One", "3. Three"],
        ["2. Two", "1. One"],
        ["7 habits", "8 ways"],
        ["1 Samuel", "2 Samuel"],
        ["I think", "I am"],
        ["IIII. One", "IIIII. Two"],
        ["3.5 million years", "4.2 million"],
        ["1st day", "2nd day"],
        ["3D printing", "4D printing"],
        ["C. elegans", "D. melanogaster"],
        ["Chapter 1", "Chapter 2"],
        ["1", "2"],
    ],
)
def test_what_is_no_count_stays_whole(titles):
    assert titles_of(titles) == (titles, [])


def test_count_goes_on_through_parts_or_begins_anew_in_each():
    assert titles_of(["1 A", "2 B"], ["3 C"]) == (["A", "B", "C"], ["numbers-removed"])
    assert titles_of(["1 A", "2 B"], ["1 A", "2 D"]) == (["A", "B", "A", "D"], ["numbers-removed"])
    assert titles_of(["3.1 A", "3.2 B"], ["4.1 C"]) == (["A", "B", "C"], ["numbers-removed"])
    assert titles_of(["1 A", "2 B"], ["7 habits", "C"]) == (["A", "B", "7 habits", "C"], ["numbers-removed"])


def test_count_may_begin_before_the_parts_and_needs_nothing_around_them():
    assert titles_of(["2 A", "3 B"], front=["1 Before"]) == (["Before", "A", "B"], ["numbers-removed"])
    assert titles_of(["1 A", "2 B"], back=["9 letters"]) == (["A", "B", "9 letters"], ["numbers-removed"])


CONTENTS = '<li><a href="one.xhtml">1 AI</a></li><li><a href="two.xhtml">Chapter 2: Data</a></li>'
NUMBERED = {
    "one.xhtml": "<h1>1 AI</h1><p>Words.</p>",
    "two.xhtml": "<h1>2. Data</h1><h2>Data</h2><p>More.</p>",
}


def read(tmp_path, raw: bytes) -> tuple[dict[str, str], list[tuple[str, str]]]:
    location = tmp_path / "book.bin"
    location.write_bytes(raw)
    faults = Irregularities()
    tree = tree_of(location, faults)
    texts = {path: tree[path].decode().partition("\n---\n")[2].strip() for path in tree if path.endswith(".md")}
    return texts, [(fault.kind, fault.message) for fault in faults]


def test_heading_with_the_number_is_still_the_title_of_its_page(tmp_path):
    contents = CONTENTS.replace("Chapter 2:", "2")

    texts, told = read(tmp_path, make_epub3(NUMBERED, contents))

    assert texts == {
        "part-1-on-machines/01-ai.en.md": "Words.",
        "part-1-on-machines/02-data.en.md": "## Data\n\nMore.",
    }
    [(kind, message)] = told
    assert kind == "numbers-removed"
    assert "“1 AI”" in message
    assert "“2 Data”" in message


def test_heading_in_an_export_goes_with_its_number(tmp_path):
    raw = make_wxr(
        post("part", "Why", id=1),
        post("chapter", "Chapter 1: AI", "<h2>Chapter 1: AI</h2>\n\nWords.", id=2, parent=1, order=1),
        post("chapter", "Chapter 2: Data", "<h2>Data and more</h2>\n\nMore.", id=3, parent=1, order=2),
    )

    texts, told = read(tmp_path, raw)

    assert texts == {"part-1-why/01-ai.en.md": "Words.", "part-1-why/02-data.en.md": "## Data and more\n\nMore."}
    assert [kind for kind, _message in told] == ["numbers-removed"]


@pytest.mark.parametrize("mark", ['epub:type="ordinal"', 'epub:type="z3998:ordinal"'])
def test_number_that_a_book_marks_as_one_goes_where_the_platform_counts(tmp_path, mark):
    heading = f"<h1><span {mark}>1</span> AI</h1><p>Words.</p>"
    pages = {"one.xhtml": heading, "two.xhtml": heading.replace(">1<", ">A<").replace("AI", "Tables")}
    contents = (
        '<li><span>Why</span><ol><li><a href="one.xhtml">1 AI</a></li></ol></li>'
        f'<li><a href="two.xhtml"><span {mark}>A</span> Tables</a></li>'
    )

    texts, told = read(tmp_path, make_epub3(pages, contents))

    assert texts == {"part-1-why/01-ai.en.md": "Words.", "back-matter/01-a-tables.en.md": "Words."}
    assert [kind for kind, _message in told] == ["numbers-removed"]


@pytest.mark.django_db
def test_importing_again_changes_nothing(tmp_path):
    location = tmp_path / "book.epub"
    location.write_bytes(make_epub3(NUMBERED, CONTENTS.replace("Chapter 2:", "2")))

    first = import_handbook(location, slug="machines", number=1)
    second = import_handbook(location, slug="machines", number=1)

    assert list(ChapterRow.objects.in_book_order().values_list("key", "title_en")) == [("one", "AI"), ("two", "Data")]
    assert [fault.kind for fault in first.plan.irregularities] == ["numbers-removed"]
    assert second.plan.changes_nothing
