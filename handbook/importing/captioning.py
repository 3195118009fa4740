"""The captions that the texts of a chapter name beside a video: files for the player, and words to read in the page."""

import posixpath

from ai4t import captions
from ai4t.captions.languages import language_of, note_second
from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import tag
from ai4t.content.shelving import Shelf
from ai4t.content.tree import Tree
from ai4t.markup import OfferedCaptions


class ChapterCaptions:
    """Answers for all languages of one chapter. A file is read, and reproached, once."""

    def __init__(self, tree: Tree, shelf: Shelf, faults: Irregularities):
        self._tree, self._shelf, self._faults = tree, shelf, faults
        self._read: dict[str, captions.Captions | None] = {}

    def of(self, name: str, declared: list[tuple[str, str]], *, language: str) -> tuple[OfferedCaptions, ...]:
        """Captions called ``name``, of the paths and languages that a text in ``language`` says."""
        chosen: dict[str, tuple[str, captions.Captions]] = {}
        # What says its language comes first, the others take what is left.
        for path, said in sorted(declared, key=lambda one: not one[1]):
            read = self._captions(path, said or language)
            if read is None:
                continue
            found = tag(said) or tag(read.language)
            code = language_of(path, found, default=language, taken=chosen, faults=self._faults)
            if code in chosen and chosen[code][0] != path:
                note_second(path, chosen[code][0], self._faults)
            elif code:
                chosen[code] = (path, read)
        return tuple(self._offer(name, code, *chosen[code]) for code in sorted(chosen))

    def _captions(self, path: str, language: str) -> captions.Captions | None:
        if path not in self._read:
            raw = self._tree[path]
            self._read[path] = captions.read_captions(raw, path=path, language=language, faults=self._faults)
        return self._read[path]

    def _offer(self, name: str, code: str, path: str, read: captions.Captions) -> OfferedCaptions:
        return OfferedCaptions(
            language=code,
            vtt=self._shelf.captions(path, f"{name}.{code}.vtt", captions.webvtt(read.cues), "text/vtt"),
            text=self._shelf.captions(path, f"{name}.{code}.txt", captions.plain_text(read.cues), "text/plain"),
            cues=read.cues,
        )


def name_of(video: str) -> str:
    """How captions of a video are called whose path, or that of its text, is ``video``."""
    return posixpath.splitext(posixpath.basename(video))[0]
