"""``docs/importing.md`` names every kind of irregularity, and no other."""

import ast
import re
from pathlib import Path

import ai4t.captions
import ai4t.content
import courses.importing
from ai4t.captions.oddities import SENTENCES

DOCUMENT = Path(__file__).parents[3] / "docs" / "importing.md"
FOLDERS = [Path(package.__path__[0]) for package in (ai4t.captions, ai4t.content, courses.importing)]


def kinds_in_code() -> set[str]:
    """The third argument of every ``faults.note`` and the second of every local ``note``, where it is written out."""
    found = set()
    for path in (path for folder in FOLDERS for path in folder.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] == "note":
                found |= {word.value for word in call.args[:-1] if isinstance(word, ast.Constant) and word.value}
    return {word for word in found if isinstance(word, str)}


def test_every_kind_is_documented_and_every_documented_kind_exists():
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \| (?!head)", DOCUMENT.read_text(), re.M))
    chosen_elsewhere = SENTENCES.keys() | {"field-misspelt", "field-translated", "yaml-broken", "yaml-refused"}

    assert kinds_in_code() | chosen_elsewhere == documented
