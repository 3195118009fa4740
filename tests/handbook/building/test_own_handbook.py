"""The handbook of the demo: real texts, tables, drawings and formulas, as a reader takes them."""

import pytest
from django.utils import timezone

from courses.showing import show_content
from handbook.building.book import languages_of, read_book
from handbook.building.making import MAKERS
from handbook.demonstrating import show_handbook
from handbook.states import Format
from tests.factories.epubs import JAVA, faults_of

pytestmark = pytest.mark.django_db


def test_it_is_made_in_every_format_and_nothing_is_lost(tmp_path):
    show_content()
    edition = show_handbook().newest_edition()
    assert languages_of(edition) == ["en", "de", "fr", "it", "sl"]
    book = read_book(edition, "sl", now=timezone.now())
    made = {form: maker(book, lambda percent: None) for form, maker in MAKERS.items()}
    assert {form: dropped for form, (_data, dropped) in made.items()} == {form: set() for form in Format}
    if JAVA:
        assert faults_of(made[Format.EPUB][0], tmp_path) == []
