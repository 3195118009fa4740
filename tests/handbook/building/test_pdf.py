"""A book as a PDF, read again with another program."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from handbook.building.book import read_book
from handbook.building.pdf.making import pdf_of
from tests.factories.full_chapters import CONSTRUCTS, create_full_edition

pytestmark = pytest.mark.django_db


def built(edition, language="en"):
    book = read_book(edition, language, now=timezone.now())
    data, dropped = pdf_of(book, lambda percent: None)
    return PdfReader(io.BytesIO(data)), dropped


def text_of(reader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_everything_a_text_may_have_is_printed():
    reader, dropped = built(create_full_edition())
    text = text_of(reader)
    missing = [name for name, words in CONSTRUCTS.items() if words not in text]
    assert missing == []
    assert dropped == {"video"}
