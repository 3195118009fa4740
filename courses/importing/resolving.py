"""What a text means by the files and pages it names: the answers that ``markup.render`` asks for.

A target is looked for where the author says it is, then beside the source text (translations share its pictures), and
last without regard to case, which is reported.
"""

import posixpath
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import override

from ai4t.captions import is_captions
from ai4t.content.file_languages import FileLanguages
from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import tag
from ai4t.content.names import folded
from ai4t.content.tree import Tree
from ai4t.markup import Attachment, DeclaredTrack, OfferedCaptions, Picture
from ai4t.markup.addresses import is_local
from courses.importing.captioning import UnitCaptions
from courses.importing.contents import CourseContents, UnitContents, UnitText
from courses.importing.shelving import Shelf


class Places:
    """Finds the files and the units of one tree by the addresses that authors write."""

    def __init__(self, tree: Tree, contents: CourseContents):
        self._tree = tree
        self._root = contents.root
        self._languages = FileLanguages(tree)
        self._folded: dict[str, str] = {}
        for path in tree:
            self._folded.setdefault(folded(path), path)
        self._keys: dict[str, str] = {}
        for unit in contents.units:
            for stem in {unit.stem, *(self._languages.place_of(path).stem for path in unit.paths)}:
                self._keys.setdefault(folded(stem), unit.key)

    def file(self, target: str, *, text: UnitText, unit: UnitContents) -> tuple[str, bool] | None:
        """The path of the file that ``target`` names, and whether its name is written differently there."""
        for name in _names(target):
            wanted = self._candidates(name, text, unit)
            for path in wanted:
                if path in self._tree:
                    return path, False
            for path in wanted:
                if found := self._folded.get(folded(path)):
                    return found, True
        return None

    def unit(self, target: str, *, text: UnitText, unit: UnitContents) -> str | None:
        """The key of the unit that ``target`` leads to: a file beside this one, or an address of this very course."""
        parts = _split(target)
        path = unquote(parts.path)
        if parts.netloc:
            return self._unit_on_site(path)
        if not path:
            return None
        wanted = self._candidates(path, text, unit)
        if path.endswith("/"):
            wanted += [self._within(f"{unit.stem}/{path}")]
        return next((key for candidate in wanted if candidate and (key := self._key(candidate))), None)

    def _unit_on_site(self, path: str) -> str | None:
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

    def _candidates(self, name: str, text: UnitText, unit: UnitContents) -> list[str]:
        if name.startswith("/"):
            bare = name.strip("/")
            pieces = bare.split("/")
            bare_of_language = "/".join(pieces[1:]) if tag(pieces[0]) else bare
            return [path for rest in (bare, bare_of_language) for path in (rest, f"{self._root}/{rest}".lstrip("/"))]
        folder = posixpath.dirname(text.path)
        beside_source = [posixpath.dirname(path) for path in sorted(unit.paths)]
        folders = dict.fromkeys([folder, *beside_source, posixpath.dirname(unit.stem)])
        return [path for place in folders if (path := self._within(f"{place}/{name}"))]

    def _within(self, path: str) -> str | None:
        """The path without dots; None when it leads out of the tree."""
        plain = posixpath.normpath(path.lstrip("/"))
        return None if plain.startswith("../") or plain in {"..", "."} else plain


@dataclass
class TextResolver:
    """Answers for one text of one unit.

    It is asked while the page is made in the language of the text; what it reports is in ``report_language``.
    """

    places: Places
    unit: UnitContents
    text: UnitText
    shelf: Shelf
    unit_captions: UnitCaptions
    faults: Irregularities
    report_language: str | None

    def picture(self, target: str) -> Picture | None:
        with override(self.report_language):
            path = self._path(target)
            return self.shelf.picture(path) if path else None

    def attachment(self, target: str) -> Attachment | None:
        with override(self.report_language):
            path = self._path(target)
            return self.shelf.attachment(path) if path else None

    def captions(
        self, video: str, declared: tuple[DeclaredTrack, ...], *, is_only: bool
    ) -> tuple[OfferedCaptions, ...]:
        with override(self.report_language):
            found = [(self._caption_path(track.target), track.language) for track in declared]
            path = self._path(video) if is_local(video) else None
            return self.unit_captions.of(
                path or video,
                is_ours=path is not None,
                declared=tuple((path, language) for path, language in found if path),
                is_only=is_only,
            )

    def page(self, target: str) -> str | None:
        key = self.places.unit(target, text=self.text, unit=self.unit)
        return f"../{key}/" if key else None

    def _caption_path(self, target: str) -> str | None:
        path = self._path(target) if is_local(target) else None
        if path is None or not is_captions(path):
            message = _("The captions %(target)s are not among the files.") % {"target": target}
            self.faults.note(self.text.path, self._line_of(target), "caption-missing", message)
            return None
        return path

    def _path(self, target: str) -> str | None:
        found = self.places.file(target, text=self.text, unit=self.unit)
        if found is None:
            return None
        path, is_written_differently = found
        if is_written_differently:
            self.faults.note(
                self.text.path,
                self._line_of(target),
                "name-differs",
                _("“%(target)s” is written differently in the folder: “%(path)s”.") % {"target": target, "path": path},
            )
        return path

    def _line_of(self, target: str) -> int:
        position = self.text.body.find(target)
        return self.text.body_line + self.text.body.count("\n", 0, position) if position >= 0 else self.text.body_line


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
