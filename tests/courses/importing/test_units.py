"""Titles, kinds, licences, people and characters of texts: what is taken and what is reported."""

import unicodedata

from tests.factories.course_files import read, text
from tests.factories.trees import places

U = "m/s/1-1-1-x.en.md"


def one(tmp_path, files):
    contents, faults = read(tmp_path, files if isinstance(files, dict) else {U: files})
    return contents.units[0], [place for place in places(faults) if place[2] not in {"folder-untitled"}]


def test_a_title_without_the_number_of_its_unit_and_one_with_another_are_reported(tmp_path):
    unit, faults = one(
        tmp_path, {U: text("Plain"), "m/s/1-1-1-x.fr.md": text("1.1.9 Faux"), "m/s/1-1-1-x.de.md": text("1.1.1 Gut")}
    )

    assert {code: unit_text.title for code, unit_text in unit.texts.items()} == {
        "de": "Gut",
        "en": "Plain",
        "fr": "Faux",
    }
    assert faults == [(U, 2, "title-number-missing"), ("m/s/1-1-1-x.fr.md", 2, "title-number-wrong")]


def test_titles_that_disagree_or_are_empty_are_reported_where_they_stand(tmp_path):
    unit, faults = one(
        tmp_path,
        {
            U: '---\ntitle: 1.1.1 One\n---\n??? info "Metadata"\n    - Id: A.M1.1.1t\n    - Title: \n',
            "m/s/1-1-1-x.en.xml": "<m>\n<title>1.1.1 Two</title>\n</m>",
        },
    )

    assert unit.texts["en"].title == "One"
    assert faults == [(U, 0, "text-empty"), (U, 6, "title-empty"), ("m/s/1-1-1-x.en.xml", 2, "title-disagrees")]


def test_without_a_title_the_heading_serves_and_then_the_file_name(tmp_path):
    files = {"m/s/a.en.md": "# A *heading*\n\ntext", "m/s/some-words.en.md": "text"}

    contents, faults = read(tmp_path, files)

    assert [unit.texts["en"].title for unit in contents.units] == ["A heading", "Some words"]
    assert [place for place in places(faults) if place[2] == "no-title"] == [
        ("m/s/a.en.md", 0, "no-title"),
        ("m/s/some-words.en.md", 0, "no-title"),
    ]


def test_entities_in_a_title_are_read(tmp_path):
    unit, _faults = one(tmp_path, text("1.1.1 Content &amp; organisation"))

    assert unit.texts["en"].title == "Content & organisation"


def test_the_kind_of_most_languages_counts_and_the_others_are_reported(tmp_path):
    unit, faults = one(
        tmp_path,
        {
            U: text("1.1.1 A", type="text"),
            "m/s/1-1-1-x.fr.md": text("1.1.1 A", type="texte"),
            "m/s/1-1-1-x.de.md": text("1.1.1 A", type="Video"),
            "m/s/1-1-1-x.sl.md": text("1.1.1 A", type="esej"),
        },
    )

    assert unit.kind == "text"
    assert faults == [("m/s/1-1-1-x.de.md", 3, "kind-differs"), ("m/s/1-1-1-x.sl.md", 3, "kind-unknown")]


def test_the_kind_comes_from_the_letter_when_nobody_says_it(tmp_path):
    contents, _faults = read(
        tmp_path,
        {"m/s/1-1-1v-a.en.md": text(), "m/s/1-1-2-b.en.md": text(key="A.M1.1.2a"), "m/s/1-1-3-c.en.md": text()},
    )

    assert [unit.kind.value for unit in contents.units] == ["video", "activity", "text"]


def test_several_people_in_one_value_are_told_apart_and_reported(tmp_path):
    unit, faults = one(tmp_path, text("1.1.1 A", contributor="Anne, Boyer - Loria\n    Armelle, Brun - Loria"))

    assert unit.texts["en"].contributors == "Anne Boyer – Loria, Armelle Brun – Loria"
    assert faults == [(U, 3, "people-run-together")]


def test_a_list_of_people_needs_no_word(tmp_path):
    unit, faults = one(tmp_path, text("1.1.1 A", contributor="\n  - Anne Boyer\n  - Armelle Brun"))

    assert (unit.texts["en"].contributors, faults) == ("Anne Boyer, Armelle Brun", [])


def test_licences_that_differ_or_are_unknown_are_reported(tmp_path):
    unit, faults = one(
        tmp_path,
        {
            U: text("1.1.1 A", licence="CC BY 4.0"),
            "m/s/1-1-1-x.fr.md": text("1.1.1 A", licence="cc-by-4.0"),
            "m/s/1-1-1-x.de.md": text("1.1.1 A", licence="ask me"),
        },
    )

    assert unit.licence == "CC BY 4.0"
    assert faults == [("m/s/1-1-1-x.de.md", 3, "licence-differs"), ("m/s/1-1-1-x.de.md", 3, "licence-unknown")]


def test_minutes_may_be_given_in_any_language_of_the_head(tmp_path):
    unit, _faults = one(tmp_path, "---\ntitre: 1.1.1 A\ndurée: 12 min\n---\ntext")

    assert unit.minutes() == (12, "given")


def test_the_metadata_block_is_taken_out_and_lines_keep_their_numbers(tmp_path):
    unit, faults = one(
        tmp_path,
        "---\nnázov: 1.1.1 A\n---\n"
        '??? info "Metadáta\n    - Id: A.M1.1.1t\n    - Licencia: CC BY 4.0\n    - Modified : 2023\n'
        "    - Autori: Mgr:\n        - AI4T\n        - Anne, Boyer - Loria\n\n# Heading\n",
    )

    assert (unit.key, unit.licence, unit.texts["en"].contributors) == (
        "A.M1.1.1t",
        "CC BY 4.0",
        "AI4T, Anne Boyer – Loria",
    )
    assert (unit.texts["en"].body, unit.texts["en"].body_line) == ("\n" * 8 + "# Heading\n", 4)
    assert faults == [(U, 2, "field-translated"), (U, 4, "quotes-mixed"), (U, 7, "space-before-colon")]


def test_stray_characters_and_instructions_to_other_programs_are_reported_and_kept(tmp_path):
    body = "fine\nFrench : oui\xa0!\nstray\xa0space\n" + unicodedata.normalize("NFD", "é") + "\n{{ 7*7 }}\n--8<-- 'x'\n"

    unit, faults = one(tmp_path, text("1.1.1 A", body))

    assert unit.texts["en"].body == body + "\n"
    assert faults == [(U, 6, "no-break-space"), (U, 7, "not-composed"), (U, 8, "macro"), (U, 9, "macro")]


def test_sidecars_without_a_text_are_named_and_other_xml_is_left_to_the_unused_files(tmp_path):
    contents, faults = read(
        tmp_path,
        {
            "m/s/a.en.md": text(),
            "m/s/old-name.en.xml": "<m><identifier>A.M1.1.1t</identifier></m>",
            "m/s/manifest.xml": "<manifest><file/></manifest>",
        },
    )

    assert [place for place in places(faults) if place[2].startswith("sidecar")] == [
        ("m/s/old-name.en.xml", 0, "sidecar-orphan")
    ]
    assert "m/s/manifest.xml" not in contents.used
