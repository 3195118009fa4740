"""What a text means by the files and pages it names: the answers that ``markup.render`` asks for.

A ``Work`` is a unit of a course or a chapter of a book: a text in several languages, under one key.

A target is looked for where the author says it is, then beside the source text (translations share its pictures), and
last without regard to case, which is reported.
"""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import override

from ai4t import links
from ai4t.captions import is_captions
from ai4t.content.file_languages import FileLanguages
from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import tag
from ai4t.content.names import folded
from ai4t.content.shelving import Shelf
from ai4t.content.tree import Tree
from ai4t.markup import Attachment, Picture
from ai4t.markup.addresses import is_local


class WorkText(Protocol):
    """One language of a work: its file, and its Markdown from ``body_line`` of it on."""

    path: str
    body: str
    body_line: int


class Work(Protocol):
    """``stem`` is the path that all its files share, ``paths`` are theirs."""

    key: str
    stem: str

    @property
    def paths(self) -> set[str]: ...


class Places:
    """Finds the files and the works of one tree by the addresses that authors write; ``root`` is where they begin."""

    def __init__(self, tree: Tree, root: str, works: Iterable[Work]):
        self._tree = tree
        self._root = root
        self._languages = FileLanguages(tree)
        self._folded: dict[str, str] = {}
        for path in tree:
            self._folded.setdefault(folded(path), path)
        self._keys: dict[str, str] = {}
        for work in works:
            for stem in {work.stem, *(self._languages.place_of(path).stem for path in work.paths)}:
                self._keys.setdefault(folded(stem), work.key)

    def file(self, target: str, *, text: WorkText, work: Work) -> tuple[str, bool] | None:
        """The path of the file that ``target`` names, and whether its name is written differently there."""
        for name in _names(target):
            wanted = self._candidates(name, text, work)
            for path in wanted:
                if path in self._tree:
                    return path, False
            for path in wanted:
                if found := self._folded.get(folded(path)):
                    return found, True
        return None

    def work(self, target: str, *, text: WorkText, work: Work) -> str | None:
        """The key of the work that ``target`` leads to: a file beside this one, or an address of this very site."""
        parts = _split(target)
        path = unquote(parts.path)
        if parts.netloc:
            return self._work_on_site(path)
        if not path:
            return None
        wanted = self._candidates(path, text, work)
        if path.endswith("/"):
            wanted += [self._within(f"{work.stem}/{path}")]
        return next((key for candidate in wanted if candidate and (key := self._key(candidate))), None)

    def _work_on_site(self, path: str) -> str | None:
        pieces = [piece for piece in path.split("/") if piece]
        for start in range(len(pieces) - 1):
            rest = "/".join(pieces[start:])
            for candidate in (rest, f"{self._root}/{rest}"):
                if key := self._key(candidate):
                    return key
        return None

    def _key(self, path: str) -> str | None:
        path = path.rstrip("/")
        stem = self._languages.place_of(path).stem if path.casefold().endswith((".md", ".html", ".htm")) else path
        return self._keys.get(folded(stem)) or self._keys.get(folded(f"{stem}/index"))

    def _candidates(self, name: str, text: WorkText, work: Work) -> list[str]:
        if name.startswith("/"):
            bare = name.strip("/")
            pieces = bare.split("/")
            bare_of_language = "/".join(pieces[1:]) if tag(pieces[0]) else bare
            return [path for rest in (bare, bare_of_language) for path in (rest, f"{self._root}/{rest}".lstrip("/"))]
        folder = posixpath.dirname(text.path)
        beside_source = [posixpath.dirname(path) for path in sorted(work.paths)]
        folders = dict.fromkeys([folder, *beside_source, posixpath.dirname(work.stem)])
        return [path for place in folders if (path := self._within(f"{place}/{name}"))]

    def _within(self, path: str) -> str | None:
        """The path without dots; None when it leads out of the tree."""
        plain = posixpath.normpath(path.lstrip("/"))
        return None if plain.startswith("../") or plain in {"..", "."} else plain


@dataclass
class FileResolver:
    """Answers for one text about the files beside it.

    It is asked while the page is made in the language of the text; what it reports is in ``report_language``.
    """

    places: Places
    work: Work
    text: WorkText
    shelf: Shelf
    faults: Irregularities
    report_language: str | None

    def picture(self, target: str) -> Picture | None:
        with override(self.report_language):
            path = self.path(target)
            return self.shelf.picture(path) if path else None

    def attachment(self, target: str) -> Attachment | None:
        with override(self.report_language):
            path = self.path(target)
            return self.shelf.attachment(path) if path else None

    def target(self, address: str) -> str | None:
        return links.address_of(address)

    def term(self, key: str) -> str | None:
        return None

    def path(self, target: str) -> str | None:
        """The path of the file that the text means by ``target``; a name written differently is reported."""
        found = self.places.file(target, text=self.text, work=self.work)
        if found is None:
            return None
        path, is_written_differently = found
        if is_written_differently:
            self.note(
                target,
                "name-differs",
                _("“%(target)s” is written differently in the folder: “%(path)s”.") % {"target": target, "path": path},
            )
        return path

    def caption_path(self, target: str) -> str | None:
        """The path of the captions that the text names; those that are not there are reported."""
        path = self.path(target) if is_local(target) else None
        if path is None or not is_captions(path):
            message = _("The captions %(target)s are not among the files.") % {"target": target}
            self.note(target, "caption-missing", message)
            return None
        return path

    def note(self, target: str, kind: str, message: str) -> None:
        """Report something about ``target``, at the line of the text where it stands."""
        position = max(0, self.text.body.find(target))
        self.faults.note(self.text.path, self.text.body_line + self.text.body.count("\n", 0, position), kind, message)


def _names(target: str) -> list[str]:
    """The file names that an address may stand for: as typed, without query and place, with its escapes read."""
    bare = target.strip().replace("\\", "/")
    plain = _split(bare).path
    return list(dict.fromkeys(name for name in (bare, plain, unquote(plain)) if name.strip("/")))


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address.strip())
    except ValueError:
        return SplitResult("", "", "", "", "")
