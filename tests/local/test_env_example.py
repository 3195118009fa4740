"""Every variable that the settings or the compose file read is explained in .env.example, and no other."""

import ast
import re

import pytest

from ai4t import environment
from ai4t.local.places import ROOT

EXAMPLE = (ROOT / ".env.example").read_text()
COMPOSE = (ROOT / "docker-compose.yml").read_text()


def read_by_settings(source: str) -> set[str]:
    """The capital words given to functions of ``ai4t.environment``."""
    names = set()
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and re.fullmatch(r"environment\.\w+", ast.unparse(call.func)):
            literals = [node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
            names |= {literal for literal in literals if re.fullmatch(r"[A-Z_]{3,}", str(literal))}
    return names


def explained(text: str) -> set[str]:
    return set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))


def unexplained(text: str) -> list[str]:
    """Variables without a sentence right above them."""
    lines = text.splitlines()
    return [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if re.match(r"#?[A-Z_]+=", line) and not re.match(r"# .*[.\")]$", above)
    ]


def test_example_names_exactly_what_is_read():
    from_compose = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))
    assert explained(EXAMPLE) == read_by_settings((ROOT / "ai4t" / "settings.py").read_text()) | from_compose


def test_every_variable_has_its_sentence():
    assert unexplained(EXAMPLE) == []


def test_reading_of_settings_sees_conditional_names_and_forgets_defaults():
    source = (
        'A = environment.database("X_URL" if owner else "Y_URL")\nB = environment.choice("LEVEL", "INFO", {"INFO"})'
    )
    assert read_by_settings(source) == {"X_URL", "Y_URL", "LEVEL"}


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_example_addresses_can_be_read(name, monkeypatch):
    value = re.search(f"^{name}=(.*)$", EXAMPLE, re.MULTILINE)[1]
    monkeypatch.setenv(name, value)
    parts = environment.database(name)
    assert (parts["HOST"], parts["NAME"]) == ("database", "ai4t")
