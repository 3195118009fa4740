import io
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from courses.attesting.pdf import pdf_of
from courses.models import Attestation, Course, Enrolment

LETTERS = "Čžš Œuvrard Weiß ŵ Ğökçe Őri Łukasz Ελένη Παπαδοπούλου Ирина Щукина שלום"


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


@pytest.mark.parametrize("letters", LETTERS.split())
def test_every_letter_is_read_back(letters):
    assert letters in words(pdf_of(attestation(name=letters)))


def test_it_says_what_was_done_and_where_it_is_verified():
    said = words(pdf_of(attestation()))
    for word in ("12.5", "10 units", "87 %", "Sept. 1, 2026", "1.5 points", "Žiga Šešek", "2345-6789-ABCD"):
        assert word in said
    assert "http://testserver/en/attestations/2345-6789-ABCD/" in said
    assert "Co-funded by the European Union." in said


def test_it_is_tagged_and_names_its_language():
    root = PdfReader(io.BytesIO(pdf_of(attestation(language="sl")))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "sl"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_the_same_attestation_gives_the_same_bytes():
    assert pdf_of(attestation()) == pdf_of(attestation())


@pytest.mark.parametrize("name", ['#eval("1")', '"quoted" \\ back', "$x^2$", "*bold* _it_", "<label> @ref", "// no"])
def test_names_are_words_and_no_program(name):
    assert name in words(pdf_of(attestation(name=name)))


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "sl", "el", "bg", "ar", "he"])
def test_the_longest_lines_stay_on_one_page(language):
    long = "Maximiliana-Theodora von und zu Hohenstauffen-Schillingsfürst " * 3
    printed = dict.fromkeys(("body", "official_name", "function", "signatory", "credits"), long)
    pdf = pdf_of(attestation(language=language, name=long[:200], course_title=long[:300], printed=printed))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
