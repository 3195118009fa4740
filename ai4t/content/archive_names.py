"""Names of entries in an archive: one that could mean something else on some computer is refused, never mended."""

import re
import unicodedata
import zipfile

from django.utils.translation import gettext as _

from ai4t.content.names import folded

LONGEST = 255
_SHOWN = 80
_UTF8 = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")
# Devices of DOS: such a file cannot be opened on Windows, with whatever ending.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL)


def name_of(info: zipfile.ZipInfo) -> str:
    """The name as it was written; many programs write UTF-8 without saying so."""
    name = info.orig_filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def shown(name: str) -> str:
    """A stranger's name in a sentence: nothing in it commands a terminal or turns the text round."""
    visible = "".join(
        character if unicodedata.category(character)[0] != "C" else character.encode("unicode_escape").decode()
        for character in name[: _SHOWN * 2]
    )
    return visible if len(visible) <= _SHOWN else f"{visible[: _SHOWN - 1]}…"


def name_fault(path: str, *, is_only_read: bool = False) -> str | None:
    """A sentence that says why the path is not taken, or None. A folder's path ends with a slash. What is only read
    may have a name that some disk cannot keep.
    """
    name = {"name": shown(path)}
    if any(unicodedata.category(character)[0] == "C" for character in path):
        return _("The name “%(name)s” holds a character that cannot be seen; please rename it.") % name
    if len(path.encode()) > LONGEST:
        return _("The name “%(name)s” is too long; please shorten it.") % name
    if "\\" in path or path.startswith("/") or _DRIVE.match(path):
        return _("The name “%(name)s” leads to another place than into the archive; nothing was taken.") % name
    parts = path.removesuffix("/").split("/")
    if any(part in {"", ".", ".."} for part in parts):
        return _("The name “%(name)s” leads to another place than into the archive; nothing was taken.") % name
    if is_only_read:
        return None
    if any(part != part.strip() or part.endswith(".") for part in parts):
        return _("The name “%(name)s” begins or ends with a space or ends with a dot; please rename it.") % name
    if any(":" in part or _RESERVED.fullmatch(part) for part in parts):
        return _("The name “%(name)s” cannot be used on every computer; please rename it.") % name
    return None


class Names:
    """The names seen so far, each as a disk that folds case and Unicode would keep it."""

    def __init__(self):
        self._taken: dict[str, tuple[str, bool]] = {}

    def rival(self, path: str) -> str | None:
        """Another name that some disk would take for this one, or None, and then the path is noted.

        A folder may be told twice, by itself and by what lies in it; a file neither twice nor as a folder.
        """
        parts = path.removesuffix("/").split("/")
        for depth in range(1, len(parts) + 1):
            name, is_folder = "/".join(parts[:depth]), depth < len(parts) or path.endswith("/")
            known = self._taken.get(folded(name))
            if known is None:
                self._taken[folded(name)] = (name, is_folder)
            elif known != (name, True) or not is_folder:
                return known[0]
        return None
