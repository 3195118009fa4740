"""Names of files and folders: what systems leave behind, what is odd, what collides elsewhere."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.content.irregularities import Irregularities

_SYSTEM_NAMES = {".ds_store", "__macosx", "thumbs.db", "desktop.ini", ".git", ".gitignore", ".gitattributes",
                 ".gitkeep", ".gitmodules", ".svn", ".hg", ".idea", ".vscode", "node_modules", "__pycache__",
                 ".directory", ".trashes", ".spotlight-v100", ".fseventsd", "$recycle.bin"}  # fmt: skip
_SYSTEM_SHAPE = re.compile(r"\._.*|~\$.*|.*~|\..*\.sw[a-p]", re.S)


class SystemFiles:
    """Counts what operating systems and editors left in a tree, to name it once and not file by file."""

    def __init__(self):
        self._first: dict[str, str] = {}
        self._count: Counter[str] = Counter()

    def claims(self, name: str, path: str) -> bool:
        folded = name.casefold()
        if folded not in _SYSTEM_NAMES and not _SYSTEM_SHAPE.fullmatch(folded):
            return False
        kind = folded if folded in _SYSTEM_NAMES else "~"
        self._first.setdefault(kind, path)
        self._count[kind] += 1
        return True

    def note_in(self, faults: Irregularities) -> None:
        for kind, path in self._first.items():
            faults.note(
                path,
                0,
                "system-file",
                ngettext(
                    "This is a file of an operating system or an editor; it was left out.",
                    "This and others of its kind, %(count)d in all, are files of an operating system or an editor; "
                    "they were left out.",
                    self._count[kind],
                )
                % {"count": self._count[kind]},
            )


def readable(name: bytes) -> str:
    """A file name as text that a database can keep; bytes that are no UTF-8 are written out as ``\\xff``."""
    return name.decode("utf-8", "backslashreplace")


def folded(name: str) -> str:
    """Equal for names that a case-insensitive or normalising disk takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def note_odd_name(faults: Irregularities, path: str, name: str, original: bytes) -> None:
    if reason := _oddity(name, original):
        faults.note(path, 0, "odd-name", reason)


def note_collisions(faults: Irregularities, prefix: str, names: Iterable[str]) -> None:
    taken: dict[str, str] = {}
    for name in names:
        other = taken.setdefault(folded(name), name)
        if other != name:
            faults.note(
                prefix + name,
                0,
                "name-collision",
                _("On many computers this name cannot be told from “%(other)s”.") % {"other": other},
            )


def _oddity(name: str, original: bytes) -> str | None:
    if name.encode("utf-8") != original:
        return _("This name is not written in UTF-8.")
    if name != name.strip():
        return _("This name begins or ends with a space.")
    if any(unicodedata.category(character) in {"Cc", "Cf"} for character in name):
        return _("This name holds a character that cannot be seen.")
    if name.startswith(".."):
        return _("This name begins with two dots.")
    if set(name) & set("\"'\\"):
        return _("This name holds a quotation mark or a backslash.")
    return None


def for_a_terminal(line: str) -> str:
    """File names come from strangers: what would command a terminal or turn its text round is written out."""
    return "".join(
        character if unicodedata.category(character)[0] != "C" else character.encode("unicode_escape").decode()
        for character in line
    )
