import shutil
import tempfile
from pathlib import Path

import pytest

from ai4t.local import lodging


@pytest.fixture
def folder():
    """A folder with a space in its name that every account can come to, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="ai4t a test-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def apart(folder, monkeypatch):
    """Where root's servers go that cannot stay in their folder; thrown away after the test."""
    monkeypatch.setattr(lodging, "APART", folder / "apart")
    return folder / "apart"
