import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from ai4t import languages
from courses.attesting.pdf import pdf_of
from courses.models import Attestation, Course, Enrolment

LETTERS = "Čžš Œuvrard Weiß ŵ Ğökçe Őri Łukasz Ελένη Παπαδοπούλου Ирина Щукина שלום محمد پژمان ٹھاکرہ"


def attestation(**fields) -> Attestation:
    whole = {
        "code": "2345-6789-ABCD",
        "language": "en",
        "name": "Maja Kovačič",
        "course_title": "First steps",
        "hours": 12.5,
        "units": 10,
        "score_percent": 87,
        "first_on": date(2026, 9, 1),
        "last_on": date(2026, 11, 26),
        "issued_at": datetime(2026, 11, 26, 8, 0, tzinfo=UTC),
        "printed": {"body": "Institute", "credits": "1.5 points", "signatory": "Žiga Šešek", "function": "Director"},
    }
    return Attestation(enrolment=Enrolment(course=Course(slug="first-steps")), **{**whole, **fields})


def words(pdf: bytes) -> str:
    return " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


def left_edge(pdf: bytes, word: str) -> float:
    """Where a word starts on the page, in points."""
    found = []

    def visit(text, cm, _tm, _font, _size):
        if word in text:
            found.append(cm[4])

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return found[0]


def fonts_of(pdf: bytes) -> set[str]:
    fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"].values()
    return {font.get_object()["/BaseFont"].split("+")[1] for font in fonts}


@pytest.fixture
def right_to_left(monkeypatch):
    """As if Arabic had a catalogue of ours; its months come from Django."""
    monkeypatch.setattr(languages, "interface_language", lambda code: code)


@pytest.mark.parametrize("letters", LETTERS.split())
def test_every_letter_is_read_back(letters):
    assert letters in words(pdf_of(attestation(name=letters)))


def test_it_says_what_was_done_and_where_it_is_verified():
    said = words(pdf_of(attestation()))
    for word in ("12.5", "10 units", "87 %", "1 September 2026", "1.5 points", "Žiga Šešek", "2345-6789-ABCD"):
        assert word in said
    assert "http://testserver/en/attestations/2345-6789-ABCD/" in said
    assert "Co-funded by the European Union." in said


def test_it_is_tagged_and_names_its_language():
    root = PdfReader(io.BytesIO(pdf_of(attestation(language="sl")))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "sl"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@pytest.mark.parametrize("name", ["محمد عبد الرحمن", "پژمان گلچین", "שלום כהן"])
def test_names_of_several_words_are_read_back_from_right_to_left(name):
    pdf = pdf_of(attestation(name=name))
    first, *_others, last = name.split()
    assert all(word in words(pdf) for word in name.split())
    assert words(pdf).index(last) < words(pdf).index(first)


def test_arabic_letters_are_joined_by_a_font_made_for_them():
    assert "Amiri-Bold" in fonts_of(pdf_of(attestation(name="محمد")))
    assert fonts_of(pdf_of(attestation())) == {"LibertinusSerif-Bold-Identity-H", "LibertinusSerif-Regular-Identity-H"}


@pytest.mark.parametrize("name", ["محمد Meier", "Meier محمد"])
def test_a_line_runs_from_the_side_of_its_first_letter(name):
    pdf = pdf_of(attestation(name=name))
    assert left_edge(pdf, "Meier") < left_edge(pdf, "محمد")


def test_a_page_in_arabic_is_mirrored(right_to_left):
    pdf = pdf_of(attestation(language="ar", name="محمد", course_title="First steps"))
    reader = PdfReader(io.BytesIO(pdf))
    assert (reader.trailer["/Root"]["/Lang"], "نوفمبر" in words(pdf)) == ("ar", True)
    middle = float(reader.pages[0].mediabox.width) / 2
    assert left_edge(pdf, "First steps") > middle > left_edge(pdf_of(attestation()), "First steps")
    assert "http://testserver/ar/attestations/2345-6789-ABCD/" in words(pdf)


@pytest.mark.parametrize("name", ["Maja Kovačič", "محمد عبد الرحمن"])
def test_the_same_attestation_gives_the_same_bytes(name):
    with ThreadPoolExecutor(4) as threads:
        made = threads.map(lambda _turn: pdf_of(attestation(name=name)), range(8))
        assert len(set(made)) == 1


@pytest.mark.parametrize("name", ['#eval("1")', '"quoted" \\ back', "$x^2$", "*bold* _it_", "<label> @ref", "// no"])
def test_names_are_words_and_no_program(name):
    assert name in words(pdf_of(attestation(name=name)))


LONG = "Maximiliana-Theodora von und zu Hohenstauffen-Schillingsfürst "
LONG_ARABIC = "عبد الرحمن بن محمد بن خلدون الحضرمي المعروف بابن خلدون الإشبيلي "


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "sl", "el", "bg", "ar", "he"])
@pytest.mark.parametrize("long", [LONG * 3, LONG_ARABIC * 3], ids=["latin", "arabic"])
def test_the_longest_lines_stay_on_one_page(language, long, right_to_left):
    printed = dict.fromkeys(("body", "official_name", "function", "signatory", "credits"), long)
    pdf = pdf_of(attestation(language=language, name=long[:200], course_title=long[:300], printed=printed))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
