"""The fingerprint of the schema changes with what changes the schema, and with nothing else."""

from pathlib import Path

import pytest

from ai4t.local.schema import schema_fingerprint

TREE = {
    "requirements/demo.txt": "django==5.2.19\n",
    "courses/__init__.py": "",
    "courses/migrations/0001_initial.py": "operations = []\n",
    "courses/views.py": "def home(): pass\n",
    "courses/roles.py": "post_migrate.connect(grant)\n",
    "tests/__init__.py": "",
    "tests/migrations/test_x.py": "",
}


def plant(folder: Path, **changes):
    for name, text in {**TREE, **changes}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return schema_fingerprint(folder)


@pytest.mark.parametrize(
    ("name", "changes_it"),
    [
        ("requirements/demo.txt", True),
        ("courses/migrations/0001_initial.py", True),
        ("courses/migrations/0002_more.py", True),
        ("courses/roles.py", True),
        ("courses/views.py", False),
        ("tests/migrations/test_x.py", False),
    ],
)
def test_fingerprint_changes_with_what_changes_the_schema(tmp_path, name, changes_it):
    before = plant(tmp_path)
    assert (plant(tmp_path, **{name: TREE.get(name, "") + "something = 'else'\n"}) != before) == changes_it
