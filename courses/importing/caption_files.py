"""The caption files of a tree: of which video each speaks, and in which language.

``Subtitles/walk-through-ai_EN.srt`` belongs to ``walk-through-ai.mp4`` beside the folder, or to the only video of the
unit ``walk-through-ai.en.md``. People write the language in many ways: ``.fr``, ``_EN``, ``-SL``, ``(de)``, ``-FR-OK``,
a folder ``Subtitles/FR``, or not at all.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ai4t.captions import is_captions
from ai4t.content.language_tags import Tag, is_shown, tag, tag_of_folder
from ai4t.content.manuscripts.numbers import Number, number_of

_CAPTIONS_FOLDER = re.compile(
    r"(?:subtitles?|captions?|subs?|srt|vtt|transcripts?|sous-?titres?|untertitel|sottotitoli|podnapisi|legendas|"
    r"subtítulos|napisy|titulky|titlovi)(?:[-_ .]+(?P<language>\w+))?",
    re.IGNORECASE,
)
_VIDEO_FOLDER = re.compile(r"(?:videos?|films?|media|movies?|vidéos?)", re.IGNORECASE)
_REMARK = re.compile(r"[-_. ]+(?:ok|final|corr(?:ected)?|def|new|v\d+|cc|sdh|auto|captions?|subtitles?|subs?)$", re.I)
_LANGUAGE = re.compile(
    r"(?P<bare>.*?\S)(?P<mark>[-_. ]+|\s*[(\[])(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)[)\]]?$", re.S
)

_SMALL_WORDS = frozenset({"be", "he", "is", "it", "no", "so"})


@dataclass(frozen=True)
class CaptionFile:
    """``home`` is the folder for whose videos the file is; names are comparable, without signs and case.

    ``tag`` is the language at the end of the name, ``folder_tag`` that of a folder around it.
    """

    path: str
    home: str
    is_below: bool
    name: str
    bare_name: str
    tag: Tag | None
    folder_tag: Tag | None
    number: Number


class CaptionFiles:
    """All caption files of one tree, and those among them that nobody has asked for yet."""

    def __init__(self, paths: Iterable[str]):
        self._files = [_caption_file(path) for path in paths if is_captions(path)]

    def called(self, names: Iterable[str], folders: Iterable[str]) -> list[tuple[str, Tag | None]]:
        """Paths and languages of the files in or for ``folders`` that are called like one of ``names``."""
        wanted = {comparable(name) for name in names} - {""}
        found = []
        for file in self._near(folders):
            if file.bare_name in wanted:
                found.append((file.path, file.tag or file.folder_tag))
            elif file.name in wanted:
                found.append((file.path, file.folder_tag or _unless_a_word(file.tag)))
        return found

    def numbered(self, number: Number, folders: Iterable[str]) -> list[tuple[str, Tag | None]]:
        """Those whose name begins with the number of a unit, which is at least 1.1."""
        if len(number.parts) < 2:
            return []
        near = self._near(folders)
        return [(file.path, file.tag or file.folder_tag) for file in near if file.number.parts == number.parts]

    def language_of(self, path: str) -> Tag | None:
        """What the name, or the folder, of one caption file says."""
        file = _caption_file(path)
        return file.tag or file.folder_tag

    def _near(self, folders: Iterable[str]) -> list[CaptionFile]:
        around = {_without_video_folder(folder) for folder in folders}
        return [file for file in self._files if any(_speaks_for(file, folder) for folder in around)]


def comparable(name: str) -> str:
    """Letters and digits alone: ``Walk-through-AI-1`` and ``Walk-through AI1`` are the same name to people."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", name).casefold())


def _speaks_for(file: CaptionFile, folder: str) -> bool:
    """A folder of captions serves all folders beside and below it; other files only their own folder."""
    if folder in {file.home, _without_video_folder(posixpath.dirname(file.path))}:
        return True
    return file.is_below and (not file.home or folder.startswith(f"{file.home}/"))


def _caption_file(path: str) -> CaptionFile:
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    while remark := _REMARK.search(stem):
        stem = stem[: remark.start()]
    bare, found = _language_in(stem)
    home, folder_tag, is_below = _home(folder)
    return CaptionFile(path, home, is_below, comparable(stem), comparable(bare), found, folder_tag, number_of(stem))


def _language_in(stem: str) -> tuple[str, Tag | None]:
    """The name without its language; only a language of the platform is believed to be one."""
    match = _LANGUAGE.fullmatch(stem)
    found = _shown(match["tag"]) if match else None
    return (match["bare"], found) if found else (stem, None)


def _unless_a_word(found: Tag | None) -> Tag | None:
    """The end of ``what-ai-is`` is no Icelandic where the video bears the same name."""
    return None if found and found.written in _SMALL_WORDS else found


def _shown(written: str) -> Tag | None:
    found = tag(written)
    if found is None:
        return None
    if not is_shown(found.code):
        found = Tag(written, found.code.partition("-")[0])
    return found if is_shown(found.code) else None


def _home(folder: str) -> tuple[str, Tag | None, bool]:
    """The folder that a folder of captions serves, the language that it names, and whether it is one of captions."""
    parts = [part for part in folder.split("/") if part]
    for depth in range(len(parts) - 1, -1, -1):
        if match := _CAPTIONS_FOLDER.fullmatch(parts[depth].strip()):
            named = [part for part in (*reversed(parts[depth + 1 :]), match["language"] or "") if part]
            tags = (tag_of_folder(part) for part in named)
            folder_tag = next((found for found in tags if found and is_shown(found.code)), None)
            return "/".join(parts[:depth]), folder_tag, True
    return _without_language_folder(parts)


def _without_language_folder(parts: list[str]) -> tuple[str, Tag | None, bool]:
    found = tag_of_folder(parts[-1]) if parts else None
    if found and is_shown(found.code):
        return _without_video_folder("/".join(parts[:-1])), found, False
    return _without_video_folder("/".join(parts)), None, False


def _without_video_folder(folder: str) -> str:
    above, _slash, name = folder.rpartition("/")
    return above if _VIDEO_FOLDER.fullmatch(name.strip()) else folder
