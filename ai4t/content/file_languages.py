"""In which language a file is written, as its name or its folder says: ``page.sl.md``, ``sl/page.md``, ``page/sl.md``.

The tree without its languages is what the languages have in common: ``place_of`` gives each text the neutral path that
it shares with its translations.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from ai4t.content.language_tags import Tag, is_shown, tag, tag_of_folder

TEXT_SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True)
class Place:
    """Where a text stands among its translations. ``stem`` is its path without language and suffix.

    ``said_by`` is suffix, folder, name or nothing; ``contradicts`` holds the folder's tag where a suffix disagrees.
    """

    stem: str
    tag: Tag | None
    said_by: str = ""
    contradicts: Tag | None = None


def is_text(path: str) -> bool:
    return path.casefold().endswith(TEXT_SUFFIXES)


class FileLanguages:
    """Reads the languages of all texts of a tree together, because ``it/`` may be Italian or a chapter on computing."""

    def __init__(self, paths: Iterable[str]):
        texts = [path for path in paths if is_text(path)]
        self._language_folders = _language_folders(texts)
        self._named_by_language = _folders_named_by_language(texts)
        self._dashed = _dashed_languages(texts)

    def place_of(self, path: str) -> Place:
        """The place of a text, a sidecar or any other file (which then has no suffix language)."""
        file = PurePosixPath(path)
        parts, folder_tag = self._without_language_folder(file.parent)
        name, suffix_tag = _split_name(file.name)
        if dashed := self._dashed.get(path.rpartition(".")[0]):
            name, suffix_tag = dashed
        if suffix_tag:
            contradicts = folder_tag if folder_tag and folder_tag.code != suffix_tag.code else None
            return Place("/".join([*parts, name]), suffix_tag, "suffix", contradicts)
        if folder_tag:
            return Place("/".join([*parts, name]), folder_tag, "folder")
        if str(file.parent) in self._named_by_language and (name_tag := tag_of_folder(name)):
            return Place("/".join([*parts, "index"]), name_tag, "name")
        return Place("/".join([*parts, name]), None)

    def neutral_folder(self, folder: str) -> tuple[str, Tag | None]:
        """A folder's path without languages, and the language it is for."""
        parts, folder_tag = self._without_language_folder(PurePosixPath(folder))
        return "/".join(parts), folder_tag

    def _without_language_folder(self, folder: PurePosixPath) -> tuple[list[str], Tag | None]:
        parts, found = [], None
        for depth, part in enumerate(folder.parts, start=1):
            if "/".join(folder.parts[:depth]) in self._language_folders:
                found = tag_of_folder(part)
            else:
                parts.append(part)
        return parts, found


def _split_name(name: str) -> tuple[str, Tag | None]:
    """``page.sl.md`` as (``page``, sl); ``page.md`` as (``page``, None)."""
    stem = name.rpartition(".")[0] or name
    bare, dot, suffix = stem.rpartition(".")
    suffix_tag = tag(suffix) if dot and bare else None
    return (bare, suffix_tag) if suffix_tag else (stem, None)


def _language_folders(texts: list[str]) -> set[str]:
    """Folders that hold one language: two or more beside each other, or one that mirrors its surroundings."""
    below: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in texts:
        parts = path.split("/")
        for depth in range(len(parts)):
            below["/".join(parts[:depth])][parts[depth]].add(_neutral("/".join(parts[depth + 1 :])))
    return {f"{folder}/{name}".lstrip("/") for folder, children in below.items() for name in _languages_among(children)}


def _languages_among(children: dict[str, set[str]]) -> list[str]:
    """Which of the names in one folder are languages. ``children`` maps each to the neutral paths below it."""
    named = {name: found for name in children if not is_text(name) and (found := tag_of_folder(name))}
    if not named:
        return []
    others = [name for name in children if name not in named]
    around = {f"{name}/{rest}" for name in others for rest in children[name] if rest}
    around |= {_neutral(name) for name in others if is_text(name)}
    codes = [name for name in named if tag(name)]
    some_shown = any(is_shown(found.code) for found in named.values())

    if any(children[name] & children[other] for name in named for other in named if other < name):
        return list(named)

    def is_language(name: str) -> bool:
        alone = not others and is_shown(named[name].code)
        return bool(children[name] & around) or (name in codes and (alone or (len(codes) > 1 and some_shown)))

    return [name for name in named if is_language(name)]


def _dashed_languages(texts: list[str]) -> dict[str, tuple[str, Tag]]:
    """``page-en.md`` beside ``page-fr.md`` (or ``page.md``): a dash or underscore where others write a dot."""
    found: dict[str, dict[str, tuple[str, Tag]]] = defaultdict(dict)
    stems = {path.rpartition(".")[0] for path in texts}
    for stem in stems:
        bare, _separator, suffix = re.match(r"(.*?)(?:([-_])([A-Za-z]{2}))?$", stem, re.S).groups()
        if suffix and (suffix_tag := tag(suffix)) and is_shown(suffix_tag.code):
            found[bare][stem] = (bare.rpartition("/")[2], suffix_tag)
    return {
        stem: split
        for bare, family in found.items()
        if len(family) > 1 or bare in stems
        for stem, split in family.items()
    }


def _neutral(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{_split_name(name)[0]}"


def _folders_named_by_language(texts: list[str]) -> set[str]:
    """Folders whose texts are called ``en.md``, ``sl.md``: one page, a file per language."""
    named: dict[str, list[bool]] = defaultdict(list)
    for path in texts:
        folder, _slash, name = path.rpartition("/")
        named[folder].append(tag_of_folder(_split_name(name)[0]) is not None)
    return {folder or "." for folder, is_named in named.items() if len(is_named) > 1 and all(is_named)}
