"""Catalogues of messages from .po to .mo, without the gettext programs that a newcomer's machine lacks."""

import os
from pathlib import Path

import polib

from ai4t.local.places import ROOT


def compile_changed(locale: Path = ROOT / "locale") -> list[Path]:
    """Compile each catalogue that is newer than what was compiled from it; returns what was written.

    A catalogue is moved into place whole, because another process may be reading the old one.
    """
    return [_compile(source) for source in sorted(locale.glob("*/LC_MESSAGES/*.po")) if _is_newer(source)]


def _is_newer(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> Path:
    compiled = source.with_suffix(".mo")
    unfinished = compiled.with_suffix(f".{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    return unfinished.rename(compiled)
