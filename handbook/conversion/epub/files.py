"""The files of an EPUB by the addresses that its documents write."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from ai4t.content.archives import Archive
from ai4t.content.irregularities import Irregularities
from ai4t.content.names import folded

_ANOTHER_SITE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Files:
    def __init__(self, archive: Archive, faults: Irregularities):
        self.archive, self._faults = archive, faults
        self._folded: dict[str, str] = {}
        for path in archive:
            self._folded.setdefault(folded(path), path)

    def find(self, address: str, *, beside: str, line: int = 0) -> str | None:
        """The path that ``address`` in the file ``beside`` means; a name that is written differently is told."""
        wanted = self._candidates(address, beside, line)
        for path in wanted:
            if path in self.archive:
                return path
        for path in wanted:
            if found := self._folded.get(folded(path)):
                message = _("“%(address)s” is written differently in the archive: “%(path)s”.")
                self._faults.note(beside, line, "name-differs", message % {"address": address[:200], "path": found})
                return found
        return None

    def _candidates(self, address: str, beside: str, line: int) -> list[str]:
        bare = address.strip().replace("\\", "/")
        try:
            plain = urlsplit(bare).path
        except ValueError:
            plain = bare.partition("#")[0]
        names = [name for name in dict.fromkeys((unquote(plain), plain, bare)) if name.strip("/")]
        folder = posixpath.dirname(beside)
        found = []
        for name in names:
            starts = ("", folder) if name.startswith("/") else (folder,)
            found += [posixpath.normpath(f"{start}/{name.lstrip('/')}".lstrip("/")) for start in starts]
        if any(path.startswith("../") or path == ".." for path in found):
            message = _("“%(address)s” leads out of the archive; nothing there is read.")
            self._faults.note(beside, line, "path-outside", message % {"address": address[:200]})
        return [path for path in found if path != "." and not path.startswith("..")]


def is_elsewhere(address: str) -> bool:
    """Whether the address names its scheme or another site."""
    return bool(_ANOTHER_SITE.match(address.strip()))


def split_address(address: str) -> tuple[str, str]:
    """File and place; the place is the name as written in the document."""
    file, _sign, place = address.strip().partition("#")
    return file, unquote(place)
