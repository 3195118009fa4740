"""Pages of many elements: what has twice as many takes twice as many steps."""

import sys
from collections.abc import Callable

import pytest

from ai4t.content.irregularities import Irregularities
from handbook.conversion import tree_of
from tests.factories.ebooks import make_epub3


def words(number: int) -> str:
    """Other ones for each number, as an archive that could be packed too well is refused."""
    return f"w{number * 2654435761 % 2**32:x}"


def marks(count: int) -> str:
    return "".join(f'{words(number)}<sup><a href="#n{number}" id="r{number}">1</a></sup> ' for number in range(count))


def notes(count: int) -> str:
    held = "".join(f'<aside epub:type="footnote" id="n{one}"><a href="#r{one}">1</a> x</aside>' for one in range(count))
    return f"<p>{marks(count)}</p>{held}"


def notes_without_words(count: int) -> str:
    held = "".join(f'<a id="n{one}" href="#r{one}"></a>' for one in range(count))
    return f"<p>{marks(count)}</p><p>{held}</p>"


def elements_in_elements(count: int) -> str:
    return f"{'<div>' * 40}{'<span></span>' * count}{'</div>' * 40}<h1>One</h1><p>x</p>"


def spans(count: int) -> str:
    return f"<p>{''.join(f'<span>{words(one)}</span> ' for one in range(count))}</p>"


def languages_in_lists(count: int) -> str:
    inside = "".join(f'<p lang="fr">{words(one)}</p>' for one in range(count))
    return f"{'<ul><li>x' * 20}{inside}{'</li></ul>' * 20}"


def a_note_that_fills_a_page(count: int) -> str:
    led = "".join(f'<p>{words(one)} <a epub:type="noteref" href="#n">1</a></p>' for one in range(count))
    return f'{led}<aside epub:type="footnote" id="n">{"Many words. " * 5_500}</aside>'


def steps_of(work: Callable) -> int:
    """How often a function is called meanwhile, the same in every run."""
    steps = 0

    def count(_frame, event, _argument):
        nonlocal steps
        steps += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return steps


@pytest.mark.parametrize(
    "body",
    [notes, notes_without_words, elements_in_elements, spans, languages_in_lists, a_note_that_fills_a_page],
    ids=lambda body: body.__name__,
)
def test_twice_as_many_elements_take_twice_as_many_steps(tmp_path, body):
    steps = []
    for count in (900, 1_800):
        location = tmp_path / f"{count}.epub"
        location.write_bytes(make_epub3({"one.xhtml": body(count)}))
        steps.append(steps_of(lambda location=location: tree_of(location, Irregularities())))

    assert steps[1] < 2.5 * steps[0]
