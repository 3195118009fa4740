import pytest
from django.utils.translation import override

from handbook.citing.apa import as_apa
from handbook.citing.names import Name
from tests.factories.citations import create_citation

ADDRESS = "https://ai4t.example/en/handbook/open-book/2/"
ANA, BORIS = Name("Novak", "Ana"), Name("Kos", "Boris Ivan")


def link(address: str) -> str:
    return f'<a href="{address}">{address}</a>'


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, f"Novak, A. (2026). <i>Open book</i> (2nd ed.). AI4T. {link(ADDRESS)}"),
        ({"number": 1}, f"Novak, A. (2026). <i>Open book</i>. AI4T. {link(ADDRESS)}"),
        ({"number": 13}, f"Novak, A. (2026). <i>Open book</i> (13th ed.). AI4T. {link(ADDRESS)}"),
        ({"number": 21}, f"Novak, A. (2026). <i>Open book</i> (21st ed.). AI4T. {link(ADDRESS)}"),
        (
            {"doi": "10.5281/zenodo.1"},
            f"Novak, A. (2026). <i>Open book</i> (2nd ed.). AI4T. {link('https://doi.org/10.5281/zenodo.1')}",
        ),
        ({"authors": [ANA, BORIS]},
         f"Novak, A., &amp; Kos, B. I. (2026). <i>Open book</i> (2nd ed.). AI4T. {link(ADDRESS)}"),
        (
            {"authors": [ANA, BORIS, Name("Inria")]},
            f"Novak, A., Kos, B. I., &amp; Inria. (2026). <i>Open book</i> (2nd ed.). AI4T. {link(ADDRESS)}",
        ),
        ({"authors": [Name("AI4T")]}, f"AI4T. (2026). <i>Open book</i> (2nd ed.). {link(ADDRESS)}"),
        ({"authors": []}, f"<i>Open book</i> (2nd ed.). (2026). AI4T. {link(ADDRESS)}"),
        ({"authors": [Name("Sartre", "Jean-Paul")], "publisher": ""},
         f"Sartre, J.-P. (2026). <i>Open book</i> (2nd ed.). {link(ADDRESS)}"),
        ({"authors": [Name("King", "Martin Luther", "Jr.")]},
         f"King, M. L., Jr. (2026). <i>Open book</i> (2nd ed.). AI4T. {link(ADDRESS)}"),
        ({"authors": [Name("王", "小明")]}, f"王, 小明. (2026). <i>Open book</i> (2nd ed.). AI4T. {link(ADDRESS)}"),
        ({"authors": [Name("Иванов", "Иван")]},
         f"Иванов, И. (2026). <i>Open book</i> (2nd ed.). AI4T. {link(ADDRESS)}"),
        (
            {"title": "What is AI?", "book_title": "Open book", "doi": "10.5281/zenodo.1"},
            f"Novak, A. (2026). What is AI? In <i>Open book</i> (2nd ed.). AI4T. {link(ADDRESS)}",
        ),
    ],
    ids=str,
)  # fmt: skip
def test_reference(fields, expected):
    assert as_apa(create_citation(**fields)) == expected


def test_titles_and_names_are_no_markup():
    told = as_apa(create_citation(title="<b>R&D?</b>", authors=[Name("<i>N", "Ana")], publisher="A&B", number=1))
    assert told.startswith("&lt;i&gt;N, A. (2026). <i>&lt;b&gt;R&amp;D?&lt;/b&gt;</i>. A&amp;B. <a")
    assert "<i>Why?</i> A" in as_apa(create_citation(title="Why?", number=1))


def test_of_more_than_twenty_authors_the_first_nineteen_and_the_last_are_named():
    told = as_apa(create_citation(authors=[Name(f"Novak{number}", "Ana") for number in range(1, 22)]))
    assert "Novak19, A., … Novak21, A. (2026)" in told
    assert "Novak20" not in told


def test_edition_is_no_english_ordinal_in_another_language():
    with override("sl"):
        assert "2nd" not in as_apa(create_citation())
