"""People, licences, kinds and minutes, as authors write them."""

import pytest

from ai4t.content.manuscripts.licences import licence_of
from ai4t.content.manuscripts.people import contributors
from courses.importing.kinds import decided, kind_of
from courses.importing.minutes import GIVEN, STATED, WORDS, given_minutes, minutes_for, stated_seconds, words_in
from courses.states import UnitKind


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Anne, Boyer - Loria", "Armelle, Brun - Loria"], ["Anne Boyer – Loria", "Armelle Brun – Loria"]),
        (["Anne Boyer - Loria"], ["Anne Boyer – Loria"]),
        (["Claude, Reuters - SCRIPT / "], ["Claude Reuters – SCRIPT"]),
        (["Nicolas, Rougier -  Inria"], ["Nicolas Rougier – Inria"]),
        (["Daniela, Hau - SCRIPT / MENJE"], ["Daniela Hau – SCRIPT / MENJE"]),
        (['Mooc "Intelligence ... avec Intelligence"'], ['Mooc "Intelligence ... avec Intelligence"']),
        (["Magic Makers", "Inria", "S24B", "Class'Code"], ["Magic Makers", "Inria", "S24B", "Class'Code"]),
        (["Ada Lovelace, Alan Turing, Grace Hopper"], ["Ada Lovelace", "Alan Turing", "Grace Hopper"]),
        (["Ada Lovelace; Turing, Alan"], ["Ada Lovelace", "Turing Alan"]),
        (["Anne Boyer (Loria) Armelle Brun (Loria) "], ["Anne Boyer (Loria)", "Armelle Brun (Loria)"]),
        (["Anne Boyer (Loria), Armelle Brun (Loria)"], ["Anne Boyer (Loria)", "Armelle Brun (Loria)"]),
        (["Mooc (2021) of Inria"], ["Mooc (2021) of Inria"]),
        (['"Anne, Boyer - Loria"'], ["Anne Boyer – Loria"]),
        (['"\\"OECD, Paris\\""', "Armelle, Brun"], ["OECD, Paris", "Armelle Brun"]),
        (["'\"Bureau of Law, City of Paris\"'"], ["Bureau of Law, City of Paris"]),
        (["AI4T", "AI4T"], ["AI4T"]),
        (["", " / "], []),
    ],
)
def test_contributors_are_one_name_each(lines, names):
    assert contributors(lines) == names


@pytest.mark.parametrize(
    ("written", "licence", "is_known"),
    [
        ("CC BY-SA 2.0", "CC BY-SA 2.0", True),
        ("CC BY 4.0", "CC BY 4.0", True),
        ("cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0", True),
        ("CC-BY", "CC BY", True),
        ("Creative Commons Attribution-ShareAlike 4.0 International", "CC BY-SA 4.0", True),
        ("https://creativecommons.org/licenses/by-nd/3.0/deed.fr", "CC BY-ND 3.0", True),
        ("CC0", "CC0 1.0", True),
        ("Freeware for schools", "Freeware for schools", False),
        ("", "", True),
        ("x" * 80, "x" * 60, False),
    ],
)
def test_licences_have_one_form(written, licence, is_known):
    assert licence_of(written) == (licence, is_known)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("text", UnitKind.TEXT),
        ("Vidéo", UnitKind.VIDEO),
        ("videoposnetek", UnitKind.VIDEO),
        ("Tätigkeit", UnitKind.ACTIVITY),
        ("činnosť", UnitKind.ACTIVITY),
        ("dejavnost", UnitKind.ACTIVITY),
        ("quiz", UnitKind.ACTIVITY),
        ("download", UnitKind.DOWNLOAD),
        ("فيديو", UnitKind.VIDEO),
        ("essay", None),
    ],
)
def test_kinds_are_named_in_many_languages(word, kind):
    assert kind_of(word) == kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({}, UnitKind.TEXT),
        ({"en": UnitKind.TEXT, "de": UnitKind.VIDEO, "fr": UnitKind.TEXT}, UnitKind.TEXT),
        ({"en": UnitKind.TEXT, "de": UnitKind.VIDEO, "fr": UnitKind.VIDEO}, UnitKind.VIDEO),
        ({"en": UnitKind.TEXT, "de": UnitKind.VIDEO}, UnitKind.TEXT),
        ({"fr": UnitKind.ACTIVITY, "de": UnitKind.VIDEO}, UnitKind.VIDEO),
    ],
)
def test_the_majority_decides_the_kind_then_the_source_then_the_alphabet(said, kind):
    assert decided(said, "en") == kind


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("10", 10),
        ("10 min", 10),
        ("5 Minuten", 5),
        ("10-15 minutes", 15),
        ("about 40 minutes", 40),
        ("1 h 30", 90),
        ("1h30min", 30 + 60),
        ("2 hours", 120),
        ("1,5 h", 90),
        ("PT1H5M", 65),
        ("0:45", 45),
        ("1:30:30", 91),
        ("a while", None),
        ("0", None),
        ("", None),
    ],
)
def test_minutes_are_read_as_authors_write_them(written, minutes):
    assert given_minutes(written) == minutes


def test_stated_lengths_are_added_up():
    assert stated_seconds("_Watch (1'48\")_ then (6’57”), (3 min 4 s), (5') in (2021)") == 108 + 417 + 184 + 300


def test_minutes_are_given_stated_or_counted_from_the_words():
    words = "word " * 390

    assert minutes_for(words, 7) == (7, GIVEN)
    assert minutes_for(f"{words} (2'30\")", None) == (5, STATED)
    assert minutes_for(words, None) == (2, WORDS)
    assert minutes_for("", None) == (1, WORDS)


def test_words_are_what_a_reader_reads():
    assert words_in('<img src="a b c"> A [link](https://example.org/x) {: .note } https://example.org don\'t') == 3
