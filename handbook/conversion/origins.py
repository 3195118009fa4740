"""Which file and line of a book the lines of its made tree came from."""

import posixpath
from bisect import bisect_right

Mark = tuple[int, str, int]


class Origins:
    """``files`` are paths of the book by path in the tree; ``book`` speaks of the book as a whole."""

    def __init__(self, book: str = ""):
        self.book = book
        self.files: dict[str, str] = {}
        self._texts: dict[str, tuple[int, list[Mark]]] = {}

    def keep(self, path: str, text: str, marks: list[Mark]) -> None:
        """``marks`` are the line of ``text`` from which on something holds, and the file and line it came from."""
        self._texts[path] = (text.count("\n"), marks)

    def count_heads(self, files: dict[str, bytes]) -> None:
        """Lines count from the beginning of the files, whose heads stand above the texts."""
        for path, (length, marks) in self._texts.items():
            if path in files and marks:
                head = files[path].count(b"\n") - length
                self._texts[path] = (length, [marks[0], *((line + head, *place) for line, *place in marks[1:])])
        self._texts = {path: self._texts[path] for path in self._texts if path in files}

    def below(self, folder: str) -> "Origins":
        """The same of files that have moved into ``folder``."""
        moved = Origins(self.book)
        moved.files = {posixpath.join(folder, path): origin for path, origin in self.files.items()}
        moved._texts = {posixpath.join(folder, path): kept for path, kept in self._texts.items()}
        return moved

    def of(self, path: str, line: int) -> tuple[str, int] | None:
        """File and line; 0 where the line is not known, None for a file that was in no book."""
        if path in self.files:
            return self.files[path], 0
        if path in self._texts:
            marks = self._texts[path][1]
            return marks[bisect_right([mark[0] for mark in marks], line) - 1][1:]
        return (self.book, 0) if self.book and path else None
