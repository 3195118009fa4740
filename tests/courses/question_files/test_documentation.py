"""``docs/activities-import.md`` names every kind of irregularity, no other, and what it means for the exit status."""

import ast
import re
from pathlib import Path

import courses.question_files
from ai4t.markup.problems import SENTENCES
from courses.question_files.importing import HARMLESS, HARMLESS_IN_TEXTS

DOCUMENT = Path(__file__).parents[3] / "docs" / "activities-import.md"
FOLDER = Path(courses.question_files.__path__[0])
# Said by the readers of texts, and documented with them.
_OF_TEXTS = {"byte-order-mark", "not-utf8"} | HARMLESS_IN_TEXTS
_SLUG = re.compile(r"[a-z]+(-[a-z]+)+|category")


def kinds_in_code() -> set[str]:
    """The slug among the arguments of every ``note``, ``leave_out`` and ``QuestionRefused``."""
    found = set()
    for path in FOLDER.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in {
                "note",
                "leave_out",
                "QuestionRefused",
            }:
                words = [word.value for word in call.args if isinstance(word, ast.Constant)]
                found |= {word for word in words if isinstance(word, str) and _SLUG.fullmatch(word)}
    return found


def documented() -> dict[str, str]:
    return dict(re.findall(r"^\| `([a-z-]+)` \| (yes|no) \|", DOCUMENT.read_text(), re.M))


def test_every_kind_is_documented_and_every_documented_kind_exists():
    assert kinds_in_code() == set(documented())


def test_the_document_says_which_kinds_leave_nothing_out():
    assert {kind for kind, came in documented().items() if came == "yes"} == HARMLESS - _OF_TEXTS


def test_what_is_harmless_in_a_text_is_said_by_texts():
    assert set(SENTENCES) > HARMLESS_IN_TEXTS
