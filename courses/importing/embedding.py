"""The activities that the pages of a unit embed or link to, read when a page asks for them and told apart by key.

A key is made of the name of the file in the source language. In a translation a file is the same activity when it is
the same file, has the same name but for its language, or stands in the same place of the page.
"""

import posixpath
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.resolving import Places
from ai4t.content.tree import Tree
from courses.activities.contents import ActivityContents
from courses.importing.contents import UnitContents, UnitText
from courses.question_files.h5p.package import DESCRIPTION, PARAMETERS, Below
from courses.question_files.merging import Read, merge
from courses.question_files.naming import split_language
from courses.question_files.reading import FileRefused, key_of_path
from courses.question_files.recognising import holds_questions, read_package_folder, read_question_file

# Files that are nothing but questions; others are asked what they hold.
_ALWAYS = (".h5p", ".gift")
_PERHAPS = (".html", ".htm", ".xhtml", ".xml", ".txt", ".zip")


@dataclass
class Embedded:
    """One activity of a unit; ``readings`` are its languages, each from the file that a page names."""

    key: str
    stem: str
    readings: list[Read] = field(default_factory=list)

    @property
    def languages(self) -> set[str]:
        return {read.contents.source_language for read in self.readings}


class UnitActivities:
    """Asked page by page, the source language first."""

    def __init__(self, unit: UnitContents, tree: Tree, places: Places, source_language: str, faults: Irregularities):
        self._unit, self._tree, self._places = unit, tree, places
        self._source_language, self._faults = source_language, faults
        self._found: dict[str, Embedded | None] = {}
        self._on_page: dict[str, list[Embedded]] = {}
        self.used: set[str] = set()

    def key_at(self, target: str, text: UnitText) -> str | None:
        """The key of the activity that the page names ``target``; None where that is none."""
        path = self._path(target, text)
        if path is None:
            return None
        if path not in self._found:
            self._found[path] = self._read(path, text)
        found = self._found[path]
        if found is None:
            return None
        page = self._on_page.setdefault(text.language, [])
        if found not in page:
            page.append(found)
        return found.key

    def contents(self) -> list[ActivityContents]:
        """The activities in the order of the source page, each with all its languages."""
        merged = []
        for embedded in self.all():
            contents = merge(embedded.readings, source_language=self._source_language, faults=self._faults)
            contents.key = embedded.key
            merged.append(contents)
        return merged

    def all(self) -> list[Embedded]:
        return list({embedded.key: embedded for page in self._on_page.values() for embedded in page}.values())

    def files(self) -> list[tuple[str, str, str]]:
        """(key, path, language) of every file that was read."""
        return [
            (embedded.key, read.path, read.contents.source_language)
            for embedded in self.all()
            for read in embedded.readings
        ]

    def _path(self, target: str, text: UnitText) -> str | None:
        """The file of an activity, or the description of a package that lies unpacked in a folder."""
        bare = target.partition("?")[0].partition("#")[0]
        ending = posixpath.splitext(bare)[1].casefold()
        if ending in {*_ALWAYS, *_PERHAPS}:
            found = self._places.file(bare, text=text, work=self._unit)
            return found[0] if found else None
        if ending and not bare.endswith(f"/{DESCRIPTION}"):
            return None
        folder = bare.removesuffix(DESCRIPTION).rstrip("/")
        found = self._places.file(f"{folder}/{DESCRIPTION}", text=text, work=self._unit) if folder else None
        return found[0] if found and found[0].endswith(f"/{DESCRIPTION}") else None

    def _read(self, path: str, text: UnitText) -> Embedded | None:
        folder, _slash, name = path.rpartition("/")
        is_folder = name == DESCRIPTION
        if not is_folder and not name.casefold().endswith(_ALWAYS) and not holds_questions(self._tree[path]):
            return None
        named = folder if is_folder else path
        stem, name_tag = split_language(f"{named}.x" if is_folder else named, any_case=self._has_twin(named))
        # A page in another language than the course names its own file: what H5P says of itself is mostly "en".
        is_translation = text.language != self._source_language
        said = (name_tag.code if name_tag else text.language) if is_translation else ""
        options = {"faults": self._faults, "language": said, "usual_language": text.language}
        try:
            if is_folder:
                contents = read_package_folder(Below(self._tree, f"{folder}/"), path=folder, **options)
                self.used |= {below for below in self._tree if below.startswith(f"{folder}/")}
            else:
                beside = _Asked(self._tree, f"{folder}/" if folder else "")
                contents = read_question_file(self._tree[path], path=path, beside=beside, **options)
                self.used |= {path, *beside.taken}
        except FileRefused as refusal:
            self._faults.note(
                named,
                0,
                "activity-refused",
                _("This activity cannot be made of questions: %(reason)s") % {"reason": refusal},
            )
            return None
        embedded = self._same(stem, contents.source_language, text) or self._new(stem)
        embedded.readings.append(Read(path, contents))
        return embedded

    def _has_twin(self, path: str) -> bool:
        """Whether the name means a language also in small letters, because a name beside it does."""
        stem = split_language(path, any_case=True)[0]
        return any(embedded.stem == stem for embedded in self.all())

    def _same(self, stem: str, language: str, text: UnitText) -> Embedded | None:
        waiting = [embedded for embedded in self.all() if language not in embedded.languages]
        if same := next((embedded for embedded in waiting if embedded.stem == stem), None):
            return same
        if text.language == self._source_language:
            return None
        first_page = next(iter(self._on_page.values()), [])
        place = len(self._on_page.get(text.language, []))
        there = first_page[place] if place < len(first_page) else None
        return there if there in waiting else None

    def _new(self, stem: str) -> Embedded:
        wanted = key = key_of_path(f"{stem}.x")
        taken = {embedded.key for embedded in self._found.values() if embedded}
        count = 1
        while key in taken:
            count += 1
            key = f"{wanted[:90]}-{count}"
        return Embedded(key, stem)


class _Asked(Below):
    """The files below one folder of the tree; ``taken`` are those that were asked for."""

    def __init__(self, tree: Tree, folder: str):
        super().__init__(tree, folder)
        self.taken: set[str] = set()
        self._above = folder

    def __getitem__(self, path: str) -> bytes:
        self.taken.add(self._above + path)
        return super().__getitem__(path)


def raw_of(tree: Tree, path: str) -> bytes:
    """What is kept of a file: of a package in a folder, its parameters."""
    parameters = path.removesuffix(DESCRIPTION) + PARAMETERS
    return tree[parameters] if path.endswith(f"/{DESCRIPTION}") and parameters in tree else tree[path]
