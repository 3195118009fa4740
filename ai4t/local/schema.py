"""Which schema the tree asks for, told without starting Django, and how a database gets it."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from ai4t.local.places import ROOT, CannotRun


def schema_fingerprint(root: Path = ROOT) -> str:
    """Changes when a migration, a grant, what runs after migrating, or a locked package does."""
    packages = [package.parent for package in root.glob("*/__init__.py") if package.parent.name != "tests"]
    modules = [module for package in packages for module in package.rglob("*.py")]
    digest = hashlib.sha256()
    for path in sorted([*root.glob("requirements/*.txt"), *modules]):
        text = path.read_bytes()
        if path.suffix == ".txt" or "migrations" in path.parts or b"post_migrate" in text or b"GRANT " in text:
            digest.update(bytes(path.relative_to(root)) + b"\0" + text + b"\0")
    return digest.hexdigest()[:12]


def migrate(environment: dict[str, str]) -> None:
    """Bring the schema up to date as its owner."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    everything = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "ai4t.settings"}
    done = subprocess.run(command, cwd=ROOT, env=everything, capture_output=True, text=True)
    if done.returncode:
        raise CannotRun(f"The migrations failed:\n{done.stdout}{done.stderr}".strip())
