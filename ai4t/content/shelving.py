"""The files that the texts of one work name, under the names they have in addresses."""

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.media_types import is_what_it_says, media_type_of
from ai4t.content.picture_metadata import may_tell_more
from ai4t.content.pictures import Pictures
from ai4t.content.storing import ContentStore
from ai4t.content.tree import Tree
from ai4t.markup import Attachment, Picture
from ai4t.models import ContentFile, FileRole

_LONGEST_NAME = 150


@dataclass(frozen=True)
class ShelvedFile:
    name: str
    path: str
    role: FileRole
    file: ContentFile


class Addresses(Protocol):
    """Where the files of one work are served."""

    def file(self, name: str) -> str: ...

    def copy(self, name: str, width: int) -> str:
        """A picture at one of its widths."""


class Shelf:
    """One work's files, taken from the tree when a text asks for them and kept in the content store."""

    def __init__(
        self,
        addresses: Addresses,
        *,
        tree: Tree,
        store: ContentStore,
        pictures: Pictures,
        faults: Irregularities,
    ):
        self._addresses, self._faults = addresses, faults
        self._tree, self._store, self._pictures = tree, store, pictures
        self.files: dict[str, ShelvedFile] = {}

    def picture(self, path: str) -> Picture | None:
        found = self._pictures.at(path)
        if found is None:
            return None
        file = found.file
        name = self._shelve(path, FileRole.PICTURE, file).name
        variants = tuple((self._addresses.copy(name, one.width), one.width) for one in found.variants)
        original = self._addresses.file(name)
        smallest = variants[0][0] if variants else original
        return Picture(smallest, file.width, file.height, variants, original)

    def attachment(self, path: str) -> Attachment | None:
        """Any file but a picture, which is shown and not taken away."""
        if self._pictures.claims(path):
            return None
        raw = self._tree[path]
        if not is_what_it_says(path, raw) and path not in self.files:
            message = _("The file is not of the kind that its name says. It can be saved and is not shown.")
            self._faults.note(path, 0, "file-not-what-it-says", message)
        if may_tell_more(raw) and path not in self.files:
            message = _(
                "A picture of this kind is given out as it is, and may tell where and when it was taken. "
                "Please save it as JPEG or PNG."
            )
            self._faults.note(path, 0, "picture-may-tell-more", message)
        file = self._store.keep(raw, media_type=media_type_of(path, raw))
        name = self._shelve(path, FileRole.ATTACHMENT, file).name
        return Attachment(self._addresses.file(name), name, file.size, file.media_type)

    def captions(self, path: str, name: str, raw: bytes, media_type: str) -> Attachment:
        """A file made of the captions in ``path``, called ``name``."""
        file = self._store.keep(raw, media_type=media_type)
        name = self._shelve(path, FileRole.CAPTIONS, file, name=name).name
        return Attachment(self._addresses.file(name), name, file.size, file.media_type)

    def _shelve(self, path: str, role: FileRole, file: ContentFile, *, name: str = "") -> ShelvedFile:
        place = f"{path}\0{name}" if name else path
        if place not in self.files:
            taken = {other.name.casefold() for other in self.files.values()}
            self.files[place] = ShelvedFile(_free_name(name or path, taken), path, role, file)
        return self.files[place]

    @property
    def paths(self) -> set[str]:
        return {shelved.path for shelved in self.files.values()}


def _free_name(path: str, taken: set[str]) -> str:
    """The file's own name where an address can hold it; a number tells equal names apart."""
    name = "".join(c for c in posixpath.basename(path) if unicodedata.category(c)[0] != "C")
    stem, ending = posixpath.splitext(re.sub(r"\s+", " ", name).strip(" ."))
    stem, ending = (stem or "file")[: _LONGEST_NAME - 20], ending[:20]
    count, wanted = 1, f"{stem}{ending}"
    while wanted.casefold() in taken:
        count += 1
        wanted = f"{stem}-{count}{ending}"
    return wanted
