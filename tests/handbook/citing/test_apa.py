import pytest
from django.utils.translation import override

from handbook.citing.apa import as_apa
from handbook.citing.names import Name
from tests.factories.citations import create_citation

ADDRESS = "https://ai4t.example/en/handbook/open-book/2/"
ANA, BORIS = Name("Novak", "Ana"), Name("Kos", "Boris Ivan")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, f"Novak, A. (2026). Open book (2nd ed.). AI4T. {ADDRESS}"),
        ({"number": 1}, f"Novak, A. (2026). Open book. AI4T. {ADDRESS}"),
        ({"number": 13}, f"Novak, A. (2026). Open book (13th ed.). AI4T. {ADDRESS}"),
        ({"number": 21}, f"Novak, A. (2026). Open book (21st ed.). AI4T. {ADDRESS}"),
        (
            {"doi": "10.5281/zenodo.1"},
            "Novak, A. (2026). Open book (2nd ed.). AI4T. https://doi.org/10.5281/zenodo.1",
        ),
        ({"authors": [ANA, BORIS]}, f"Novak, A., & Kos, B. I. (2026). Open book (2nd ed.). AI4T. {ADDRESS}"),
        (
            {"authors": [ANA, BORIS, Name("Inria")]},
            f"Novak, A., Kos, B. I., & Inria. (2026). Open book (2nd ed.). AI4T. {ADDRESS}",
        ),
        ({"authors": [Name("AI4T")]}, f"AI4T. (2026). Open book (2nd ed.). {ADDRESS}"),
        ({"authors": []}, f"Open book (2nd ed.). (2026). AI4T. {ADDRESS}"),
        ({"authors": [Name("Sartre", "Jean-Paul")], "publisher": ""},
         f"Sartre, J.-P. (2026). Open book (2nd ed.). {ADDRESS}"),
        ({"authors": [Name("王", "小明")]}, f"王, 小明. (2026). Open book (2nd ed.). AI4T. {ADDRESS}"),
        ({"authors": [Name("Иванов", "Иван")]}, f"Иванов, И. (2026). Open book (2nd ed.). AI4T. {ADDRESS}"),
        (
            {"title": "What is AI?", "book_title": "Open book", "doi": "10.5281/zenodo.1"},
            f"Novak, A. (2026). What is AI? In Open book (2nd ed.). AI4T. {ADDRESS}",
        ),
    ],
    ids=str,
)  # fmt: skip
def test_reference(fields, expected):
    assert as_apa(create_citation(**fields)) == expected


def test_of_more_than_twenty_authors_the_first_nineteen_and_the_last_are_named():
    told = as_apa(create_citation(authors=[Name(f"Novak{number}", "Ana") for number in range(1, 22)]))
    assert "Novak19, A., … Novak21, A. (2026)" in told
    assert "Novak20" not in told


def test_edition_is_no_english_ordinal_in_another_language():
    with override("sl"):
        assert "2nd" not in as_apa(create_citation())
