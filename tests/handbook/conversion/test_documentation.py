"""``docs/handbook-importing.md`` names every kind of irregularity of the conversion."""

import ast
import re
from pathlib import Path

import handbook.conversion

DOCUMENT = Path(__file__).parents[3] / "docs" / "handbook-importing.md"
FOLDER = Path(handbook.conversion.__path__[0])


def kinds_in_code() -> set[str]:
    """Every word of the form of a kind that a call of ``note``, ``tell`` or ``_tell`` is given."""
    found = set()
    for path in FOLDER.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in {"note", "tell", "_tell"}:
                words = [word.value for argument in call.args[:-1] for word in ast.walk(argument)
                         if isinstance(word, ast.Constant) and isinstance(word.value, str)]  # fmt: skip
                found |= {word for word in words if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", word)}
    return found


def test_every_kind_is_documented():
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", DOCUMENT.read_text(), re.M))

    assert kinds_in_code() - documented == set()
    assert len(kinds_in_code()) > 40
