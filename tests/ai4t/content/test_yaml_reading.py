import pytest

from ai4t.content.yaml_reading import Word, YamlRefused, read_yaml


def test_scalars_stay_the_strings_that_were_written():
    assert read_yaml("a: 2.10\nb: yes\nc: 2022-11-15\nd: 1:30\ne: ~\nf: '~'\ng: 0x1f").value == {
        "a": "2.10",
        "b": "yes",
        "c": "2022-11-15",
        "d": "1:30",
        "e": None,
        "f": "~",
        "g": "0x1f",
    }


def test_every_string_knows_its_line():
    value = read_yaml("a: 1\nb:\n  - x\n  - y: z\n", first_line=10).value

    assert [key.line for key in value] == [10, 11]
    assert [value["a"].line, value["b"][0].line, value["b"][1]["y"].line] == [10, 12, 13]


def test_no_tag_is_obeyed(tmp_path):
    touched = tmp_path / "touched"

    reading = read_yaml(f"a: !!python/object/apply:os.system ['touch {touched}']\nb: !!python/name:os.system x")

    assert reading.value == {"a": [f"touch {touched}"], "b": "x"}
    assert [tag.line for tag in reading.tagged] == [1, 2]
    assert not touched.exists()


def test_the_first_of_equal_keys_counts_and_the_others_are_named():
    reading = read_yaml("a: 1\nb: 2\na: 3")

    assert reading.value == {"a": "1", "b": "2"}
    assert reading.repeated == [Word("a", 3)]
    assert reading.repeated[0].line == 3


LAUGHS = "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]"


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("a: b: c", 1, "syntax"),
        ("a: 1\nb: [", 3, "syntax"),
        ("a: \x07", 1, "syntax"),
        ("a\n---\nb", 2, "syntax"),
        (LAUGHS, 2, "alias"),
        ("[" * 100_000, 1, "size"),
        ("{a: " * 3000, 1, "size"),
        ("- " * 40_000 + "a", 1, "size"),
        ("- a\n" * 60_000, 49_999, "size"),
        ("a" * 1_048_577, 1, "size"),
    ],
)
def test_what_is_no_yaml_or_too_much_is_refused_with_its_line(text, line, kind):
    with pytest.raises(YamlRefused) as refusal:
        read_yaml(text)

    assert (refusal.value.line, refusal.value.kind) == (line, kind)


def test_an_empty_text_says_nothing():
    assert read_yaml("").value is None
