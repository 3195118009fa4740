"""What a reader found in a meeting report, as the file says it: times are still text, nobody is matched."""

import re
import unicodedata
from dataclasses import dataclass, field

from ai4t.collation import without_accents
from ai4t.content.irregularities import Irregularities

HOST, PHONE, MACHINE = "host", "phone", "machine"


@dataclass(frozen=True)
class Said:
    """One connection, or all of one person's where the file sums them up.

    ``joined`` and ``left`` are as written, perhaps empty; ``seconds`` is the duration the file gives, if any.
    """

    line: int
    name: str
    address: str = ""
    joined: str = ""
    left: str = ""
    seconds: int | None = None
    role: str = ""


@dataclass
class Reading:
    """``faults`` forbid the import; ``remarks`` only tell how the file was understood."""

    file: str
    kind: str = ""
    encoding: str = ""
    rows: list[Said] = field(default_factory=list)
    faults: Irregularities = field(default_factory=Irregularities)
    remarks: Irregularities = field(default_factory=Irregularities)

    def fault(self, line: int, kind: str, message: str):
        self.faults.note(self.file, line, kind, message)

    def remark(self, line: int, kind: str, message: str):
        self.remarks.note(self.file, line, kind, message)


def clean(text: object) -> str:
    """A cell as one line of characters that can be shown; programs write ``="…"`` to keep a time a text."""
    shown = unicodedata.normalize("NFC", str(text)).encode("utf-8", "ignore").decode()
    shown = "".join(" " if sign.isspace() else sign for sign in shown if sign.isspace() or _is_shown(sign))
    wrapped = re.fullmatch(r'="(.*)"', shown.strip())
    return " ".join((wrapped[1] if wrapped else shown).split())


def slug(text: str) -> str:
    """``Duration (Minutes)`` -> ``duration minutes``."""
    return " ".join(re.findall(r"[^\W_]+", without_accents(text)))


def address_in(cell: str) -> str:
    """The e-mail address in ``cell``, in small letters; empty where there is none."""
    found = re.fullmatch(r"(?:mailto:)?([^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)", cell.strip(), re.IGNORECASE)
    return found[1].lower() if found and len(found[1]) <= 254 else ""


def _is_shown(sign: str) -> bool:
    """Joiners stay, for they hold emojis and some scripts together; marks that turn text around go."""
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or sign == "\u200d"
