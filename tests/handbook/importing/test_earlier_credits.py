"""What was decided about a picture in one edition stands in the next, where the picture is the same."""

from io import StringIO

import pytest
from django.core.management import call_command

from handbook.importing.running import import_handbook
from handbook.models import ChapterFile
from tests.factories.book_files import LICENCE, chapter, small_book
from tests.factories.course_files import png
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db

PICTURE, CREDIT = "book/part-1-machines/plan.png", "book/part-1-machines/plan.png.license"


def files(**others) -> dict:
    return {path: raw for path, raw in small_book(**others).items() if path != CREDIT}


def bring(folder, contents=None, *, number):
    write_tree(folder, files() if contents is None else contents)
    return import_handbook(folder / "book", slug="small", number=number)


def decide(**said) -> None:
    ChapterFile.objects.filter(chapter__edition__number=1).update(**said)


def decided(number=2) -> list[tuple[str, str]]:
    return list(ChapterFile.objects.filter(chapter__edition__number=number).values_list("licence", "credit"))


def test_licence_and_credit_of_the_same_picture_are_taken_over_and_counted(tmp_path):
    bring(tmp_path, number=1)
    decide(licence="CC BY 4.0", credit="Ana Novak, 2026")
    plan = bring(tmp_path, number=2).plan
    assert decided() == [("CC BY 4.0", "Ana Novak, 2026")]
    assert plan.counts["credits_taken_over"] == 1
    ChapterFile.objects.update(licence="CC0 1.0")
    bring(tmp_path, {"book/back-matter/closing.en.md": chapter("A last word", "Thanks.")}, number=2)
    assert decided() == [("CC0 1.0", "Ana Novak, 2026")]


def test_a_picture_under_another_name_in_another_chapter_is_the_same(tmp_path):
    bring(tmp_path, number=1)
    decide(licence="CC BY 4.0")
    moved = {
        "book/part-1-machines/1-everywhere.en.md": chapter("Everywhere", "Words.", id="ai-is-everywhere"),
        "book/part-2-classroom/3-deciding.en.md": chapter("Deciding", "![A plan](idea.png)"),
        "book/part-2-classroom/idea.png": png(40, 30),
    }
    bring(tmp_path, moved, number=2)
    assert decided() == [("CC BY 4.0", "")]


def test_another_picture_of_the_same_name_takes_nothing_over(tmp_path):
    bring(tmp_path, number=1)
    decide(licence="CC BY 4.0")
    assert bring(tmp_path, {PICTURE: png(40, 30, "red")}, number=2).plan.counts["credits_taken_over"] == 0
    assert decided() == [("", "")]


def test_what_the_files_say_is_not_mixed_with_what_was_decided(tmp_path):
    bring(tmp_path, number=1)
    decide(licence="CC BY 4.0", credit="Boris Kos")
    bring(tmp_path, {CREDIT: LICENCE.partition("\n")[0]}, number=2)
    assert decided() == [("", "2026 Ana Novak")]


def test_a_file_of_two_credits_takes_that_of_its_chapter_and_else_none(tmp_path):
    second = {"book/part-2-classroom/3-deciding.en.md": chapter("Deciding", "![A plan](../part-1-machines/plan.png)")}
    bring(tmp_path, files(**second), number=1)
    decide(licence="CC BY 4.0")
    ChapterFile.objects.filter(chapter__key="deciding").update(licence="CC0 1.0")
    bring(
        tmp_path,
        {"book/back-matter/closing.en.md": chapter("A last word", "![A plan](../part-1-machines/plan.png)")},
        number=2,
    )
    rows = ChapterFile.objects.filter(chapter__edition__number=2).values_list("chapter__key", "licence")
    assert dict(rows) == {"ai-is-everywhere": "CC BY 4.0", "deciding": "CC0 1.0", "closing": ""}


def test_the_command_tells_how_many_were_taken_over(tmp_path):
    bring(tmp_path, number=1)
    decide(licence="CC BY 4.0")
    said = StringIO()
    call_command("import_handbook", str(tmp_path / "book"), book="small", edition=2, stdout=said)
    assert "Licence and credit of 1 file were taken over from the edition before." in said.getvalue()
