"""A tree of files made in memory out of a book of another format."""

import hashlib
import posixpath
from collections.abc import Iterator

from ai4t.content.tree import Tree
from handbook.conversion.origins import Origins


class MadeTree(Tree):
    """``files`` are path -> bytes; they come in the order of the UTF-8 bytes of their paths, as in any tree.

    ``language`` is that of the book, if it is known; ``stems`` are the paths of its chapters and terms by key, without
    language and suffix; ``origins`` tells which file and line of the book a line was made of.
    """

    def __init__(
        self,
        files: dict[str, bytes],
        *,
        language: str = "",
        stems: dict[str, str] | None = None,
        origins: Origins | None = None,
    ):
        self.language, self.stems, self.origins = language, stems or {}, origins or Origins()
        self._files = {path: files[path] for path in sorted(files, key=lambda path: path.encode("utf-8"))}

    def __getitem__(self, path: str) -> bytes:
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def below(self, folder: str, beside: dict[str, bytes]) -> "MadeTree":
        """These files in ``folder`` and others beside them."""
        files = {posixpath.join(folder, path): self[path] for path in self}
        return MadeTree({**beside, **files}, origins=self.origins.below(folder))

    def sha256(self, path: str) -> str:
        return hashlib.sha256(self._files[path]).hexdigest()

    def above(self, name: str) -> tuple[str, bytes] | None:
        """Nothing stands above a tree that was made: its ``mkdocs.yml`` is in it."""
        return None
