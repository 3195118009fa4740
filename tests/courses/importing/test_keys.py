"""Keys, their precedence and what happens to one that is used twice."""

import pytest
from django.urls import resolve

from courses.importing.keys import RESERVED
from tests.factories.course_files import read, text
from tests.factories.trees import places


def keys(tmp_path, files):
    contents, faults = read(tmp_path, files)
    found = {unit.stem.rpartition("/")[2]: unit.key for unit in contents.units}
    wanted = {"id-disagrees", "id-not-file-name", "id-unusable", "key-repeated"}
    return found, [place for place in places(faults) if place[2] in wanted]


def sidecar(key: str) -> str:
    return f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n<dc:identifier>{key}</dc:identifier>\n</metadata>'


def test_the_head_is_believed_before_the_block_and_the_block_before_the_sidecar(tmp_path):
    files = {
        "m/s/a.en.md": text(id="HEAD", key="BLOCK"),
        "m/s/a.en.xml": sidecar("SIDECAR"),
        "m/s/b.en.md": text(key="BLOCK-B"),
        "m/s/b.en.xml": sidecar("SIDECAR-B"),
        "m/s/c.en.md": text(),
        "m/s/c.en.xml": sidecar("SIDECAR-C"),
    }

    assert keys(tmp_path, files) == (
        {"a": "HEAD", "b": "BLOCK-B", "c": "SIDECAR-C"},
        [
            ("m/s/a.en.md", 6, "id-disagrees"),
            ("m/s/a.en.xml", 2, "id-disagrees"),
            ("m/s/b.en.xml", 2, "id-disagrees"),
        ],
    )


def test_the_source_language_is_believed_before_the_others(tmp_path):
    assert keys(tmp_path, {"m/s/a.de.md": text(key="DE"), "m/s/a.en.md": text(key="EN")}) == (
        {"a": "EN"},
        [("m/s/a.de.md", 5, "id-disagrees")],
    )


def test_where_they_disagree_the_one_with_the_number_of_the_file_wins(tmp_path):
    files = {"m/s/3-3-4-x.en.md": text("3.3.4 X", key="A.M3.3.3t"), "m/s/3-3-4-x.en.xml": sidecar("A.M3.3.4t")}

    assert keys(tmp_path, files) == ({"3-3-4-x": "A.M3.3.4t"}, [("m/s/3-3-4-x.en.md", 5, "id-disagrees")])


def test_an_id_that_contradicts_the_file_name_is_kept_and_reported(tmp_path):
    files = {
        "m/s/1-1-1-x.en.md": text("1.1.1 X", key="A.M1.1.1v"),
        "m/s/1-1-2-y.en.md": text("1.1.2 Y", key="A.M9.9.9t"),
    }

    assert keys(tmp_path, files) == (
        {"1-1-1-x": "A.M1.1.1v", "1-1-2-y": "A.M9.9.9t"},
        [("m/s/1-1-1-x.en.md", 5, "id-not-file-name"), ("m/s/1-1-2-y.en.md", 5, "id-not-file-name")],
    )


def test_a_repeated_key_stays_with_the_first_path_and_the_others_get_one_of_their_file_name(tmp_path):
    files = {
        "m/s/3-3-2-b.en.md": text("3.3.2 B", key="A.M3.3.2t"),
        "m/s/3-3-3-c.en.md": text("3.3.3 C", key="A.M3.3.2t"),
        "m/s/3-3-4v-d.en.md": text("3.3.4 D", key="A.M3.3.2t", type="video"),
        "m/s/about.en.md": text("About", key="A.M3.3.2t"),
    }

    found, faults = keys(tmp_path, files)

    assert found == {"3-3-2-b": "A.M3.3.2t", "3-3-3-c": "A.M3.3.3t", "3-3-4v-d": "A.M3.3.4v", "about": "about"}
    assert [place for place in faults if place[2] == "key-repeated"] == [
        ("m/s/3-3-3-c.en.md", 5, "key-repeated"),
        ("m/s/3-3-4v-d.en.md", 6, "key-repeated"),
        ("m/s/about.en.md", 5, "key-repeated"),
    ]


def test_keys_that_differ_only_in_case_are_one_key(tmp_path):
    found, faults = keys(tmp_path, {"m/s/a.en.md": text(key="X.1"), "m/s/b.en.md": text(key="x.1")})

    assert found == {"a": "X.1", "b": "b"}
    assert ("m/s/b.en.md", 5, "key-repeated") in faults


def test_without_ids_keys_are_made_of_numbers_and_names(tmp_path):
    files = {
        "module-1/2-data/03-intro.en.md": text("Intro"),
        "module-1/2-data/1-2-4a-quiz.en.md": text("Quiz"),
        "module-1/2-data/Über uns.en.md": text("About"),
        "module-1/2-data/مقدمة.en.md": text("Arabic name"),
        "module-1/3-more/overview/index.en.md": text("Overview"),
    }

    found, faults = keys(tmp_path, files)

    assert {name: key for name, key in found.items() if name != "مقدمة"} == {
        "03-intro": "M1.2.3t",
        "1-2-4a-quiz": "M1.2.4a",
        "Über uns": "uber-uns",
        "index": "overview",
    }
    assert found["مقدمة"].startswith("x")
    assert faults == []


def test_equal_names_in_two_folders_get_two_keys(tmp_path):
    contents, _faults = read(tmp_path, {"m/one/intro.en.md": text("A"), "m/two/intro.en.md": text("B")})

    assert [unit.key for unit in contents.units] == ["intro", "two-intro"]


@pytest.mark.parametrize("key", ["has space", "../../etc", "a/b", "?x=1", "é", "x" * 150, "finished", ".", "<b>"])
def test_an_id_that_cannot_stand_in_an_address_is_mended_and_reported(tmp_path, key):
    found, faults = keys(tmp_path, {"m/s/a.en.md": text(id=f'"{key}"')})

    assert [place[2] for place in faults] == ["id-unusable"]
    assert resolve(f"/en/courses/slug/{found['a']}/").url_name == "unit"
    assert found["a"].isascii()
    assert 0 < len(found["a"]) <= 100


def test_reserved_words_are_those_that_addresses_use():
    words = {word for word in ("enrol", "continue", "finished") if resolve(f"/en/courses/x/{word}/").url_name != "unit"}

    assert words == RESERVED
