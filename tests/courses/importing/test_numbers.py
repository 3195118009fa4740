import pytest

from ai4t.content.manuscripts.numbers import in_natural_order, number_of, split_key, without_number


@pytest.mark.parametrize(
    ("name", "number", "letter"),
    [
        ("2-1-3a-quiz", "2.1.3", "a"),
        ("M2.1.3t", "2.1.3", "t"),
        ("0-1-1v-why-this", "0.1.1", "v"),
        ("module-1-using-AI", "1", ""),
        ("modul_2", "2", ""),
        ("Kapitel 3", "3", ""),
        ("01-intro", "1", ""),
        ("1.0 Introduction", "1.0", ""),
        ("general-presentation", "", ""),
        ("3d-printing", "", ""),
        ("covid-19", "", ""),
        ("2022-11-15-news", "", ""),
        ("مقدمة", "", ""),
    ],
)
def test_number_of_a_name(name, number, letter):
    found = number_of(name)

    assert (str(found), found.letter) == (number, letter)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("0.1.2 What is the objective?", "What is the objective?"),
        ("M1. Using AI in education", "Using AI in education"),
        ("1.1.3 Video: A walk", "Video: A walk"),
        ("Module 1: Why", "Why"),
        ("1) First", "First"),
        ("5 big ideas in AI", "5 big ideas in AI"),
        ("10 minutes", "10 minutes"),
        ("1.1", "1.1"),
        ("Module 1", "Module 1"),
        ("1. modul", "1. modul"),
        ("Introduction", "Introduction"),
    ],
)
def test_title_without_its_number(title, bare):
    assert without_number(title) == bare


def test_a_key_is_split_into_prefix_number_and_letter():
    prefix, number = split_key("EU.AI4T.O1.M3.1.3a")

    assert (prefix, number.parts, number.letter) == ("EU.AI4T.O1.M", (3, 1, 3), "a")
    assert split_key("intro")[1].parts == ()


def test_natural_order_reads_numbers_as_numbers():
    names = ["2-1-10", "b", "2-1-9", "index", "A1", "README", "10", "9"]

    assert sorted(names, key=in_natural_order) == ["index", "README", "2-1-9", "2-1-10", "9", "10", "A1", "b"]
