"""What no single test sees: missing migrations, imports that point up, templates that nobody uses."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import check_for_language

ROOT = settings.BASE_DIR
MAY_IMPORT = {
    "ai4t": {"ai4t"},
    "courses": {"ai4t", "courses"},
    "handbook": {"ai4t", "handbook"},
    "pilots": {"ai4t", "courses", "pilots"},
}


def imported_apps(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.split(".")[0])
    return names & MAY_IMPORT.keys()


def imports_that_point_up(app: str, folder: Path) -> list[str]:
    return [
        f"{path.relative_to(folder)} imports {name}"
        for path in sorted(folder.rglob("*.py"))
        for name in sorted(imported_apps(path) - MAY_IMPORT[app])
    ]


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_imports_never_point_up(app):
    assert imports_that_point_up(app, ROOT / app) == []


def test_an_import_that_points_up_is_found(tmp_path):
    (tmp_path / "x.py").write_text("def late():\n    from courses.models import Course\n")
    assert imports_that_point_up("handbook", tmp_path) == ["x.py imports courses"]


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert said.getvalue() == "No changes detected\n"


def test_rows_without_an_owner_asked_for_are_named_only_by_the_models():
    may = re.compile(r"ai4t/visibility\.py|\w+/(models|migrations)/.*")
    code = [path for app in MAY_IMPORT for path in (ROOT / app).rglob("*.py") if "rows_for_django" in path.read_text()]
    names = [path.relative_to(ROOT).as_posix() for path in code]
    assert [name for name in names if not may.fullmatch(name)] == []


def named_in_code(template: str, sources: list[str]) -> bool:
    return any(template in source for source in sources)


def found_by_convention(template: str) -> bool:
    """Templates that Django, allauth or the outbox look up by a name they build."""
    return (
        re.fullmatch(r"(\d{3}|403_csrf)\.html|(admin|account|mfa|allauth|usersessions|mail|django)/.*", template)
        is not None
    )


def test_every_template_is_used():
    folder = ROOT / "templates"
    code = [path.read_text() for app in MAY_IMPORT for path in (ROOT / app).rglob("*.py")]
    pages = [path.read_text() for path in folder.rglob("*") if path.is_file()]
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    unused = [name for name in names if not found_by_convention(name) and not named_in_code(f'"{name}"', code + pages)]
    assert unused == []


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_every_language_of_the_schema_can_stand_in_an_address(code):
    assert check_for_language(code)
    with translation.override(code):
        assert get_resolver().reverse("home") == f"{code}/"
