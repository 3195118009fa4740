import pytest
from django.core.exceptions import ValidationError

from handbook.models import Edition
from handbook.models.identifiers import clean_doi, clean_isbn


@pytest.mark.parametrize("typed", ["10.5281/zenodo.1", "doi:10.5281/zenodo.1", " https://doi.org/10.5281/zenodo.1 "])
def test_doi_is_kept_without_what_is_written_before_it(typed):
    assert clean_doi(typed) == "10.5281/zenodo.1"


@pytest.mark.parametrize("typed", ["zenodo.1", "10.5281", "https://example.org/10.5281/x", "10.5281/with space"])
def test_what_is_no_doi_is_refused(typed):
    with pytest.raises(ValidationError, match="no DOI"):
        clean_doi(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("978-3-16-148410-0", "978-3-16-148410-0"),
        ("ISBN 9783161484100", "9783161484100"),
        ("isbn-10: 0-8044-2957-x", "0-8044-2957-X"),
        ("", ""),
    ],
)
def test_isbn_is_kept_with_its_dashes(typed, kept):
    assert clean_isbn(typed) == kept


@pytest.mark.parametrize("typed", ["978-3-16-148410-1", "978-3-16-14841", "080442957", "0804429570", "abc"])
def test_isbn_with_a_wrong_digit_is_refused(typed):
    with pytest.raises(ValidationError, match="no ISBN"):
        clean_isbn(typed)


def test_edition_takes_no_characters_that_cannot_be_printed():
    edition = Edition(number=1, authors="Novak,\x08 Ana\nKos, Boris\x1b", publisher="A \x0bpress", note_en="New\x00.")

    edition.clean()

    assert (edition.authors, edition.publisher, edition.note_en) == ("Novak, Ana\nKos, Boris", "A press", "New.")
