"""Front matter in every state of disrepair; the file itself is always kept byte for byte."""

import pytest

from ai4t.content.documents import read_document
from ai4t.content.irregularities import Irregularities
from tests.factories.trees import places


def read(text: str | bytes, language="en"):
    """The document and the (line, kind) of its faults."""
    faults = Irregularities()
    raw = text.encode() if isinstance(text, str) else text
    document = read_document(raw, path="a.md", language=language, faults=faults)
    assert document.raw == raw
    assert raw.startswith(document.front_matter)
    return document, [(line, kind) for _file, line, kind in places(faults)]


def test_head_and_body_are_told_apart():
    document, faults = read("---\ntitle: A\ndescription: B\n---\n# Body\n")

    assert document.front.fields == {"title": "A", "description": "B"}
    assert (document.front_matter, document.body, document.body_line) == (
        b"---\ntitle: A\ndescription: B\n---\n",
        "# Body\n",
        5,
    )
    assert faults == []


def test_windows_line_ends_are_kept_in_the_bytes_and_levelled_in_the_body():
    document, faults = read("---\r\ntitle: A\r\n---\r\none\r\ntwo")

    assert (document.front_matter, document.body, document.body_line) == (b"---\r\ntitle: A\r\n---\r\n", "one\ntwo", 4)
    assert faults == []


def test_a_byte_order_mark_belongs_to_the_head():
    document, faults = read("\ufeff---\ntitle: A\n---\nx")

    assert (document.front_matter, document.body) == ("\ufeff---\ntitle: A\n---\n".encode(), "x")
    assert faults == [(1, "byte-order-mark")]


@pytest.mark.parametrize("text", ["", "\n", "---", "---\n", "---\n\nA rule above\n\n---\n", "Text\n---\nmore"])
def test_a_text_without_fields_is_all_body(text):
    document, faults = read(text)

    assert (document.front.fields, document.body, faults) == ({}, text, [])


def test_misspelt_and_translated_names_are_read_and_reported():
    document, faults = read("---\nnázov: A\nContributor: B\ndescripton: C\n---\n")

    assert document.front.fields == {"title": "A", "contributor": "B", "description": "C"}
    assert faults == [(2, "field-translated"), (3, "field-misspelt"), (4, "field-misspelt")]


def test_unknown_fields_are_kept_and_reported():
    document, faults = read("---\ntitle: A\naudience: [b, c]\n---\n")

    assert (document.front.fields, document.front.other) == ({"title": "A"}, {"audience": ["b", "c"]})
    assert faults == [(3, "field-unknown")]


def test_a_space_before_the_colon_is_read_and_reported():
    document, faults = read("---\ntitle : A\n---\n")

    assert (document.field("title"), faults) == ("A", [(2, "space-before-colon")])


def test_lines_of_a_long_value_are_kept_apart():
    document, faults = read(
        "---\ncontributor:  Anne, Boyer - Loria\n              Armelle, Brun - Loria\ntype: video\n---\n"
    )

    assert document.front.lines["contributor"] == ["Anne, Boyer - Loria", "Armelle, Brun - Loria"]
    assert document.field("contributor") == "Anne, Boyer - Loria Armelle, Brun - Loria"
    assert faults == []


def test_a_repeated_field_is_reported_and_the_first_counts():
    document, faults = read("---\ntitle: A\ntitle: B\nTitre: C\n---\n")

    assert document.field("title") == "A"
    assert faults == [(3, "field-repeated"), (4, "field-repeated"), (4, "field-translated")]


def test_broken_yaml_is_read_line_by_line():
    document, faults = read(
        '---\nnázov: "1.1.1 Video : „Prechádzka" po UI".\n'
        'popis: "A walk" - vo francúzštine\n'
        "prispievateľ: Anne, Boyer - Loria\n"
        "              Armelle, Brun - Loria\n"
        "typ: video\n---\n??? info"
    )

    assert document.front.fields == {
        "title": '1.1.1 Video : „Prechádzka" po UI',
        "description": '"A walk" - vo francúzštine',
        "contributor": "Anne, Boyer - Loria Armelle, Brun - Loria",
        "type": "video",
    }
    assert document.front.lines["contributor"] == ["Anne, Boyer - Loria", "Armelle, Brun - Loria"]
    assert (document.body, document.body_line) == ("??? info", 8)
    assert (2, "yaml-broken") in faults


def test_mixed_quotation_marks_are_taken_off_and_reported():
    document, faults = read('---\ntitle: „Kto sa bojí: umelej inteligencie"\ndescription: «Le monde: ici»\n---\n')

    assert document.front.fields == {"title": "Kto sa bojí: umelej inteligencie", "description": "Le monde: ici"}
    assert faults == [(2, "quotes-mixed"), (2, "yaml-broken")]


def test_mixed_quotation_marks_in_valid_yaml_are_taken_off_as_well():
    document, faults = read('---\ntitle: „Kto sa bojí"\n---\n')

    assert (document.field("title"), faults) == ("Kto sa bojí", [(2, "quotes-mixed")])


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: "X: y" description: Foo: bar type: video\n---\nbody',
        '--- title: "X: y" description: Foo: bar type: video ---\nbody',
    ],
)
def test_all_fields_on_one_line_are_told_apart(text):
    document, faults = read(text)

    assert document.front.fields == {"title": "X: y", "description": "Foo: bar", "type": "video"}
    assert document.body == "body"
    assert [kind for _line, kind in faults] == ["yaml-broken"]


def test_fields_without_a_space_after_the_colon_are_read():
    document, faults = read("---\ntitle:A\ntype:video\n---\n")

    assert document.front.fields == {"title": "A", "type": "video"}
    assert faults == [(2, "yaml-broken")]


def test_a_head_that_is_never_closed_does_not_swallow_the_text():
    document, faults = read("---\ntitle: A\ntype: video\n\n# Heading\ntext\n\n---\nmore\n")

    assert document.front.fields == {"title": "A", "type": "video"}
    assert document.body == "\n# Heading\ntext\n\n---\nmore\n"
    assert faults == [(1, "front-matter-open")]


def test_a_head_closed_by_another_dash_is_read_and_reported():
    document, faults = read("---\ntitle: A\n––\nbody")

    assert (document.field("title"), document.body, faults) == ("A", "body", [(3, "front-matter-open")])


def test_space_before_the_head_is_reported():
    document, faults = read("\n\n---\ntitle: A\n---\nbody")

    assert (document.field("title"), document.body_line, faults) == ("A", 6, [(1, "front-matter-not-first")])


def test_anchors_and_tags_are_refused_and_what_can_be_read_is_kept():
    document, faults = read("---\ntitle: A\nx: &x [1, 2]\ny: *x\ntype: !!python/name:os.system video\n---\n")

    assert document.field("title") == "A"
    assert (4, "yaml-refused") in faults


def test_a_tag_is_reported_and_its_value_is_plain():
    document, faults = read("---\ntitle: !!python/object/apply:os.getcwd []\ntype: !foo video\n---\n")

    assert (document.field("type"), faults) == ("video", [(2, "yaml-tag"), (3, "yaml-tag")])


def test_a_head_of_a_hundred_kilobytes_is_not_read():
    document, faults = read("---\ntitle: A\nx: " + "y" * 100_000 + "\n---\nbody")

    assert (document.front.fields, document.body, faults) == ({}, "body", [(2, "front-matter-too-large")])


def test_a_list_between_rules_is_body():
    document, faults = read("---\n- one: A\n- two: B\n---\n")

    assert (document.front.fields, document.body, faults) == ({}, "---\n- one: A\n- two: B\n---\n", [])
