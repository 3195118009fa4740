import pytest

from handbook.citing.names import Name, author_of, contributors_of


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Novak, Ana", Name("Novak", "Ana")),
        ("García López,  María José ", Name("García López", "María José")),
        ("Institut Jožef Stefan", Name("Institut Jožef Stefan")),
        ("Novak,", Name("Novak")),
        ("王, 小明", Name("王", "小明")),
        ("Novak, Ana, PhD", Name("Novak", "Ana", "PhD")),
        ('"OECD,  Directorate for Education"', Name("OECD, Directorate for Education")),
    ],
)
def test_author_is_divided_at_the_comma(line, name):
    assert author_of(line) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Novak, Boris Kos", [Name("Novak", "Ana"), Name("Kos", "Boris")]),
        ("Anne Boyer – Loria, Magic Makers (Paris)", [Name("Boyer", "Anne"), Name("Makers", "Magic")]),
        ("Ana Novak, Ana Novak", [Name("Novak", "Ana")]),
        ("AI4T Consortium", [Name("AI4T Consortium")]),
        ("Ana Novak – Inria, Paris; Boris Kos", [Name("Novak", "Ana"), Name("Kos", "Boris")]),
        ("Martin Luther King, Jr., Ana Novak", [Name("Martin Luther King, Jr."), Name("Novak", "Ana")]),
        ("OECD, Paris", [Name("OECD, Paris")]),
        ("Inria, Paris", [Name("Inria"), Name("Paris")]),
        ("UNESCO", [Name("UNESCO")]),
        ("Ludwig van Beethoven", [Name("Ludwig van Beethoven")]),
        ("María José García López", [Name("García López", "María José")]),
        ("", []),
    ],
)
def test_contributors_are_divided_only_where_we_know_how(text, names):
    assert contributors_of(text, [Name("García López", "María José"), Name("OECD, Paris")]) == names


@pytest.mark.parametrize(
    ("name", "read", "line"),
    [
        (Name("King", "Martin Luther", "Jr."), "Martin Luther King, Jr.", "King, Martin Luther, Jr."),
        (Name("OECD, Paris"), "OECD, Paris", '"OECD, Paris"'),
        (Name("Inria"), "Inria", "Inria"),
    ],
)
def test_a_name_is_read_in_its_order_and_written_so_that_it_comes_back(name, read, line):
    assert (name.in_reading_order, name.line, author_of(line)) == (read, line, name)
