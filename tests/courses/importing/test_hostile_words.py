"""Fields and bodies of any length are read in a moment: no pattern runs away."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai4t.content.manuscripts.licences import licence_of
from ai4t.content.manuscripts.numbers import number_in, number_of, split_key, without_number
from ai4t.content.manuscripts.people import contributors
from courses.importing.minutes import given_minutes, minutes_for
from tests.factories.course_files import read, text

READERS = [
    licence_of,
    given_minutes,
    lambda word: minutes_for(word, None),
    number_in,
    number_of,
    split_key,
    without_number,
    lambda word: contributors([word]),
]
LONG = 60_000


@pytest.mark.parametrize(
    "piece",
    [
        "1.",
        "1",
        " ",
        "(",
        "(1",
        "](",
        "{{",
        "{",
        "<",
        "- ",
        "; ",
        ", a b",
        "cc ",
        "non ",
        "http",
        "\xa0",
        "#",
        "1 h",
        "[",
    ],
)
def test_long_repetitions_take_no_long_time(tmp_path, piece):
    started = time.process_time()

    for reader in READERS:
        reader(piece * (LONG // len(piece)) + "!")
    read(tmp_path, {"m/s/a.en.md": f"# {piece * LONG}\n\n{piece * LONG}", "m/s/b.en.md": text("B")})

    assert time.process_time() - started < 4


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_no_word_is_too_odd(word):
    for reader in READERS:
        reader(word)
    assert split_key(word)[0] is not None


@pytest.mark.parametrize(
    "word", ["9" * 5000, "9" * 5000 + " h", "PT" + "9" * 5000 + "H", "1e400 h", "(" + "9" * 5000 + "')"]
)
def test_no_number_is_too_large(word):
    assert given_minutes(word) is None or given_minutes(word) <= 24 * 60
    assert minutes_for(word, None)[0] <= 24 * 60
