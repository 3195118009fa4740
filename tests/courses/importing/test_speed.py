"""A course as large as the whole real one: 53 units in five languages are 265 texts."""

import time

import pytest

from courses.importing.running import import_course
from tests.factories.course_files import png, text
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db

PARAGRAPH = (
    "Artificial intelligence is **not** one thing, but many[^1]. [A link](https://example.org/page) and a list:\n\n"
    "- what it is\n- what it *does*\n- whom it serves\n\n"
    "The words of this paragraph only fill the page, so that it is as long as a page of the real course usually is.\n\n"
)
BODY = "# Heading\n\n" + PARAGRAPH * 6 + "![A picture](Images/p{n}.png)\n\n[^1]: A note on this.\n"


def large_course() -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {}
    for number in range(53):
        module, section, unit = number // 12 + 1, number % 12 // 4 + 1, number % 4 + 1
        folder = f"module-{module}-m/{module}-{section}-s"
        files[f"{folder}/Images/p{number % 5}.png"] = png(1200, 800, f"#0000{number % 5:02}")
        for language in ("en", "fr", "de", "it", "sl"):
            name = f"{module}.{section}.{unit}"
            key = f"EU.X.M{name}t"
            files[f"{folder}/{name.replace('.', '-')}-unit.{language}.md"] = text(
                f"{name} Unit", BODY.format(n=number % 5), key=key, description="What this unit is about"
            )
    return files


def test_265_texts_come_in_within_ten_seconds_and_a_second_time_within_two(tmp_path):
    files = large_course()
    write_tree(tmp_path, files)

    started = time.process_time()
    plan = import_course(tmp_path, slug="large").plan
    first = time.process_time() - started
    started = time.process_time()
    again = import_course(tmp_path, slug="large").plan
    second = time.process_time() - started

    assert sum(plan.counts["texts"].values()) == 265
    assert again.changes_nothing
    assert first < 10
    assert second < 2
