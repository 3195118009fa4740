"""The captions of one unit's videos: found in the tree, brought into rows, and offered as files to the player."""

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ai4t import captions
from ai4t.captions.languages import language_of, note_second
from ai4t.content.applying import Import
from ai4t.content.file_languages import FileLanguages
from ai4t.content.keeping_texts import KeptText
from ai4t.content.language_tags import Tag, tag
from ai4t.content.manuscripts.numbers import number_of
from ai4t.content.shelving import Shelf
from ai4t.languages import SCHEMA_CODES
from ai4t.markup import OfferedCaptions
from courses.importing.caption_files import CaptionFiles
from courses.importing.caption_rows import BroughtTrack, CaptionRows
from courses.importing.contents import UnitContents
from courses.models import Unit

_WITHOUT_A_NAME = {"index", "readme"}


class CaptionsOfTree:
    """What all units share: the files of captions, each read and reproached once, and their rows."""

    def __init__(self, run: Import, rows: CaptionRows, *, source_language: str):
        self.files = CaptionFiles(run.tree)
        self.languages = FileLanguages(run.tree)
        self.rows, self.source_language, self.faults = rows, source_language, run.faults
        self.used: set[str] = set()
        self._tree = run.tree
        self._read: dict[str, captions.Captions | None] = {}

    def note(self, path: str, kind: str, message: str) -> None:
        self.faults.note(path, 0, kind, message)

    def read(self, path: str, language: str) -> captions.Captions | None:
        if path not in self._read:
            self._read[path] = captions.read_captions(
                self._tree[path], path=path, language=language, faults=self.faults
            )
        return self._read[path]

    def kept_texts(self) -> Iterator[KeptText]:
        """Each file byte for byte, with the track made of it."""
        brought = {found.track.path: found.track for found in self.rows.brought.values()}
        for path, track in brought.items():
            raw = self._tree[path]
            sha256 = hashlib.sha256(raw).hexdigest()
            yield KeptText(track, track.unit.key, path, track.language, raw, b"", sha256)


@dataclass(frozen=True)
class _Candidate:
    path: str
    tag: Tag | None


class UnitCaptions:
    """Answers for the videos of one unit. All its languages share what is found."""

    def __init__(self, tree: CaptionsOfTree, unit: UnitContents, row: Unit, shelf: Shelf):
        self._tree, self._unit, self._row, self._shelf = tree, unit, row, shelf
        self._offered: dict[tuple, tuple[OfferedCaptions, ...]] = {}

    def of(
        self, video: str, *, is_ours: bool, declared: tuple[tuple[str, str], ...], is_only: bool
    ) -> tuple[OfferedCaptions, ...]:
        """The captions of ``video``, a path of the tree or the address of a player; those of the source first.

        ``declared`` are paths and languages that the text itself names; ``is_only``: the text has no other video.
        """
        asked = (video, declared, is_only)
        if asked not in self._offered:
            candidates = list(self._candidates(video, is_ours=is_ours, declared=declared, is_only=is_only))
            tracks = [
                self._tree.rows.bring(self._row, video=video, path=path, language=code, cues=read.cues)
                for code, (path, read) in sorted(self._by_language(candidates).items())
            ]
            name = posixpath.basename(video) if is_ours else posixpath.basename(self._unit.stem)
            self._offered[asked] = self._offer(tracks, posixpath.splitext(name)[0] if is_ours else name)
        return self._offered[asked]

    def _candidates(self, video, *, is_ours, declared, is_only) -> Iterator[_Candidate]:
        files, folders = self._tree.files, self._folders()
        for path, language in declared:
            yield _Candidate(path, tag(language) or files.language_of(path))
        found = list(declared)
        if is_ours:
            names = [posixpath.splitext(posixpath.basename(video))[0]]
            beside = files.called(names, {posixpath.dirname(video), *folders})
            found += beside
            yield from (_Candidate(*file) for file in beside)
        if is_only:
            beside = files.called(self._names(), folders)
            found += beside
            yield from (_Candidate(*file) for file in beside)
        if is_only and not found:
            for path, said in files.numbered(number_of(self._label()), folders):
                message = _("These captions bear the number of a unit; they were taken for those of its only video.")
                self._tree.note(path, "caption-joined", message)
                yield _Candidate(path, said)

    def _by_language(self, candidates: list[_Candidate]) -> dict[str, tuple[str, captions.Captions]]:
        """Language -> path and captions. Files that say their language come first, the others take what is left."""
        chosen: dict[str, tuple[str, captions.Captions]] = {}
        seen: set[str] = set()
        for candidate in sorted(candidates, key=lambda candidate: candidate.tag is None):
            if candidate.path in seen:
                continue
            seen.add(candidate.path)
            self._tree.used.add(candidate.path)
            found = candidate.tag or self._tag_of_folder(candidate.path)
            read = self._tree.read(candidate.path, found.code if found else self._tree.source_language)
            code = self._language(candidate.path, found, read, chosen) if read else ""
            if code and code in chosen:
                note_second(candidate.path, chosen[code][0], self._tree.faults)
            elif code:
                chosen[code] = (candidate.path, read)
        return chosen

    def _tag_of_folder(self, path: str) -> Tag | None:
        return self._tree.languages.neutral_folder(posixpath.dirname(path))[1]

    def _language(self, path: str, found: Tag | None, read: captions.Captions, taken) -> str:
        found = found or tag(read.language)
        return language_of(path, found, default=self._tree.source_language, taken=taken, faults=self._tree.faults)

    def _offer(self, tracks: list[BroughtTrack], name: str) -> tuple[OfferedCaptions, ...]:
        """Every language that has a file, and every one into which all cues of the first track are translated."""
        tracks = sorted(tracks, key=lambda found: found.track.language != self._tree.source_language)
        own = {found.track.language for found in tracks}
        offered = [self._written(found, found.track.language, name) for found in tracks]
        for code in sorted(SCHEMA_CODES - own) if tracks else []:
            offered.append(self._written(tracks[0], code, name))
        return tuple(filter(None, offered))

    def _written(self, found: BroughtTrack, code: str, name: str) -> OfferedCaptions | None:
        cues = found.in_language(code)
        if cues is None:
            return None
        path = found.track.path
        return OfferedCaptions(
            language=code,
            vtt=self._shelf.captions(path, f"{name}.{code}.vtt", captions.webvtt(cues), "text/vtt"),
            text=self._shelf.captions(path, f"{name}.{code}.txt", captions.plain_text(cues), "text/plain"),
            cues=cues,
        )

    def _label(self) -> str:
        folder, name = posixpath.split(self._unit.stem)
        return posixpath.basename(folder) if name.casefold() in _WITHOUT_A_NAME and folder else name

    def _names(self) -> set[str]:
        own = {posixpath.basename(self._tree.languages.place_of(path).stem) for path in self._unit.paths}
        return {name for name in own if name.casefold() not in _WITHOUT_A_NAME} | {self._label()}

    def _folders(self) -> set[str]:
        folders = {posixpath.dirname(path) for path in (*self._unit.paths, self._unit.stem)}
        if posixpath.basename(self._unit.stem).casefold() in _WITHOUT_A_NAME:
            folders.add(posixpath.dirname(posixpath.dirname(self._unit.stem)))
        return folders
