"""The typesetter in a process of its own: what it takes of memory goes back, and one that hangs is ended."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from handbook.building.pdf.printable import FONT_FOLDER

LONGEST_SECONDS = 180
_REFUSED = 3  # what the process ends with
_PROGRAM = """
import sys, typst
source, made, form, fonts, date, refused = sys.argv[1:]
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
except BaseException as fault:
    # The second is a fault of the typesetter itself.
    if type(fault).__name__ not in ("TypstError", "PanicException"):
        raise
    print(fault, file=sys.stderr)
    sys.exit(int(refused))
"""


class CannotBePrinted(ValueError):
    """There is no file; the text is the typesetter's own, meant for who looks after the platform."""


class NotTaken(CannotBePrinted):
    """The typesetter refused the source for what is written in it."""


def typeset(folder: Path, source: str, *, form: str, dated: datetime, seconds: float | None = None) -> bytes:
    """The file that ``source``, which lies in ``folder`` with all it needs, makes; raises CannotBePrinted.

    It is waited for ``seconds``, or as long as a book may take.
    """
    longest = LONGEST_SECONDS if seconds is None else seconds
    made = folder / f"made.{form}"
    command = [sys.executable, "-I", "-c", _PROGRAM, source, made.name, form, FONT_FOLDER]
    command += [str(int(dated.timestamp())), str(_REFUSED)]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=longest)
    except subprocess.TimeoutExpired:
        raise CannotBePrinted(f"not done within {longest} s") from None
    if done.returncode:
        fault = NotTaken if done.returncode == _REFUSED else CannotBePrinted
        raise fault(done.stderr.strip()[-1_000:] or f"ended with {done.returncode}")
    return made.read_bytes()
