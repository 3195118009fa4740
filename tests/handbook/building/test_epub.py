"""A book as EPUB 3, judged by EPUBCheck, and by rules of our own where there is no Java."""

import io
import zipfile

import pytest
from django.utils import timezone
from lxml import etree

from handbook.building.book import read_book
from handbook.building.epub.making import epub_of
from tests.factories.epubs import JAVA, faults_of
from tests.factories.full_chapters import CONSTRUCTS, create_full_edition

pytestmark = pytest.mark.django_db


def built(edition, language="en"):
    return epub_of(read_book(edition, language, now=timezone.now()), lambda percent: None)


def opened(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def words_of(files: dict[str, bytes]) -> str:
    pages = [etree.fromstring(content) for name, content in files.items() if name.endswith(".xhtml")]
    return " ".join(" ".join("".join(page.itertext()).split()) for page in pages)


def test_everything_a_text_may_have_is_in_it():
    data, dropped = built(create_full_edition())
    text = words_of(opened(data))
    assert [name for name, words in CONSTRUCTS.items() if words not in text] == []
    assert dropped == {"video"}


@pytest.mark.skipif(JAVA is None, reason="EPUBCheck needs Java")
@pytest.mark.parametrize("language", ["en", "sl"])
def test_epubcheck_finds_nothing(language, tmp_path):
    edition = create_full_edition(isbn="978-3-16-148410-0", doi="10.5281/zenodo.1")
    assert faults_of(built(edition, language)[0], tmp_path) == []
