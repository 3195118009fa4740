"""The typesetter in a process of its own: what it takes of memory goes back, and one that hangs is ended."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from handbook.building.pdf.printable import FONT_FOLDER

LONGEST_SECONDS = 180
_PROGRAM = """
import sys, typst
source, made, form, fonts, date = sys.argv[1:]
options = {"pdf_standards": ["ua-1"], "timestamp": int(date)} if form == "pdf" else {"ppi": 110.0}
try:
    typst.compile(
        source,
        made,
        root=".",
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),
        format=form,
        **options,
    )
except typst.TypstError as fault:
    sys.exit(f"{fault}")
"""


class CannotBePrinted(ValueError):
    """The typesetter refused the book; the text is its own, meant for who looks after the platform."""


def typeset(folder: Path, source: str, *, form: str, dated: datetime) -> bytes:
    """The file that ``source``, which lies in ``folder`` with all it needs, makes; raises CannotBePrinted."""
    made = folder / f"made.{form}"
    command = [sys.executable, "-I", "-c", _PROGRAM, source, made.name, form, FONT_FOLDER, str(int(dated.timestamp()))]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        raise CannotBePrinted(f"not done within {LONGEST_SECONDS} s") from None
    if done.returncode:
        raise CannotBePrinted(done.stderr.strip()[-1_000:] or f"ended with {done.returncode}")
    return made.read_bytes()
