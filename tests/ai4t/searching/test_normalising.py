import unicodedata

import pytest
from django.db import connection

from ai4t.searching.excerpts import Part, marked
from ai4t.searching.indexing import PIECE, pieces_of
from ai4t.searching.normalising import found_as, meant_by, stemmer, written_words
from ai4t.searching.plain import plain_text
from tests.factories.markup import html


@pytest.mark.parametrize("form", ["učitelj", "učiteljem", "Učiteljica", "UČITELJI"])
def test_forms_of_a_slovenian_word_are_found_as_its_lemma(form):
    assert found_as([form], "sl") == ("uciteljica" if form == "Učiteljica" else "ucitelj")


def test_slovenian_word_typed_without_accents_means_every_word_that_it_may_be():
    assert meant_by("uciteljem", "sl") == {"ucitelj", "ucitl0"}
    assert meant_by("sole", "sl") == {"solo", "sola", "sol0"}


def test_slovenian_word_typed_with_its_accents_means_that_word():
    assert meant_by("šole", "sl") == {"sola", "sol0"}


def test_name_is_found_whoever_writes_it_without_a_capital():
    assert meant_by("sloveniji", "sl") == meant_by("Sloveniji", "sl") == {"slovenija", "slovn0"}


def test_word_that_no_list_has_is_found_as_its_stem():
    assert found_as(["ChatGPT"], "sl") in meant_by("chatgptju", "sl")


def test_endless_word_is_not_spelt_in_every_way():
    assert meant_by("csz" * 3_000, "sl") == {("csz" * 3_000)[:60] + "0"}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Learning", "learned"),
        ("fr", "élèves", "eleve"),
        ("fr", "L’ÉCOLE", "ecoles"),
        ("de", "Schülern", "schuler"),
        ("de", "Straßen", "strasse"),
        ("de", "Schueler", "Schüler"),
        ("it", "città", "citta"),
        ("it", "intelligenze", "intelligenza"),
        ("sl", "učencev", "učenec"),
        ("hr", "ŠKOLA", "skola"),
        ("el", "Μηχανή", "μηχανη"),
    ],
)
@pytest.mark.django_db
def test_two_forms_are_found_as_one(language, one, other):
    assert lexemes(one, language) & lexemes(other, language)


def lexemes(text: str, language: str) -> set[str]:
    with connection.cursor() as cursor:
        said = found_as(written_words(text), language)
        cursor.execute("SELECT tsvector_to_array(to_tsvector(%s::regconfig, %s))", [stemmer(language), said])
        return set(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "text",
    [
        "One, two-three: 3.14 x² ½ 1e5 -7 C3PO 0x1f don't e.g. a/b https://example.org/?q=1 me@example.org",
        "Μηχανική μάθηση και τεχνητή νοημοσύνη, Ⅳ",
        "تَعَلُّم الآلة بِالذَّكاء ١٢٣",
        "לִמּוּד מְכוֹנָה",
        "Ĳssel ﬁle ǆ ŉ İstanbul ß ẞ",
        "機械学習 машинное обучение 🙂 __x__",
    ],
)
@pytest.mark.django_db
def test_postgresql_counts_the_words_that_stand_in_the_text(text):
    """Else an excerpt would mark the words beside those that were found."""
    words = written_words(unicodedata.normalize("NFC", text))
    with connection.cursor() as cursor:
        for language in ("xx", "sl"):
            said = found_as(words, language)
            cursor.execute("SELECT count(*) FROM ts_parse('default', %s) WHERE tokid <> 12", [said])
            assert cursor.fetchone()[0] == len(words)


def test_text_of_a_page_keeps_words_apart_that_stand_in_boxes_of_their_own():
    page = "<h2>Da\u00adten</h2><p>ei<b>ns</b> &amp; zwei</p><ul><li>drei</li><li>vier</li></ul>"
    assert plain_text(page) == ("Daten · eins & zwei drei vier", "Daten")


def test_of_the_box_before_a_film_only_the_title_is_said():
    box = '<div class="embed"><strong>Data</strong><a class="button">Play</a><small>Nothing loads.</small></div>'
    assert plain_text(f"<p>One.</p>{box}<p>Two.</p>") == ("One. Data Two.", "")


def test_heading_does_not_run_on_into_what_follows():
    page = "<h2>A name</h2><p>Personal data does.</p><h3>Why <em>not</em>?</h3><p>Because.</p><h2> </h2><h2>End</h2>"
    assert plain_text(page) == (
        "A name · Personal data does. Why not? Because. End",
        "A name · Why not? End",
    )


def test_numbers_of_notes_and_ways_back_are_none_of_the_text():
    page = html("The day before[^a], and later.[^a]\n\n[^a]: A source.\n")
    assert plain_text(page) == ("The day before, and later. A source.", "")


def test_page_without_words_has_none():
    assert plain_text(" ") == ("", "")


def test_pieces_hold_all_of_the_text():
    text = " ".join(f"word{number}," for number in range(2 * PIECE + 1)) + " end."
    pieces = pieces_of(text)
    assert "".join(pieces) == text
    assert [len(written_words(piece)) for piece in pieces] == [PIECE, PIECE, 2]


def test_excerpt_marks_neighbouring_words_together():
    parts = marked("a machine that learns, fast", first=16, hits=[17, 19, 20, 99])
    assert parts == [
        Part("a "),
        Part("machine", is_marked=True),
        Part(" that "),
        Part("learns, fast", is_marked=True),
    ]
