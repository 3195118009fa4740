"""What must be made before the platform runs, each only where something changed since it was made."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from ai4t.local import databases
from ai4t.local.catalogues import compile_changed
from ai4t.local.places import ROOT, CannotRun
from ai4t.local.postgres import Server
from ai4t.local.progress import step
from ai4t.local.schema import schema_fingerprint


def prepare(folder: Path, server: Server, environment: dict[str, str]) -> None:
    """Catalogues, schema and static files; when nothing changed, Django is not started at all."""
    with step("Compile the translations"):
        compile_changed()
    if databases.schema_note(server) != schema_fingerprint():
        with step("Bring the database up to date"):
            databases.bring_up_to_date(server, environment)
    note = folder / "static-files"
    fingerprint = _static_fingerprint()
    if not note.exists() or note.read_text() != fingerprint:
        with step("Collect the static files"):
            insist([sys.executable, "manage.py", "collectstatic", "--no-input", "--clear", "-v0"], environment)
            note.write_text(fingerprint)


def insist(command: list[str], environment: dict[str, str]) -> str:
    """What the command printed; what it complained about becomes the reason why the demo cannot run."""
    everything = {**os.environ, **environment}
    done = subprocess.run(command, cwd=ROOT, env=everything, capture_output=True, text=True)
    if done.returncode:
        raise CannotRun((done.stderr or done.stdout).strip())
    return done.stdout


def _static_fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "requirements" / "demo.txt").read_bytes())
    for path in sorted(path for path in (ROOT / "static").rglob("*") if path.is_file()):
        digest.update(bytes(path.relative_to(ROOT)) + b"\0" + path.read_bytes())
    return digest.hexdigest()
