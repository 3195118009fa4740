"""The translations of an edition whose source texts come anew, in folders called like their languages."""

import json
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from modeltranslation.utils import build_localized_fieldname

from ai4t.content.file_languages import FileLanguages
from ai4t.content.manuscripts.folders import ORDER_FILE
from ai4t.content.manuscripts.site import SITE_FILE
from handbook.conversion import MadeTree
from handbook.exporting import files_of
from handbook.importing.credits import ENDING
from handbook.models import Chapter, Edition

_ADDRESS = re.compile(r"""(?P<before>\]\(<?|\b(?:src|href|poster)=["'])(?P<path>[^()\s#"'<>:]+)(?=[)#"'>\s])""")


class KeptTranslations:
    """``texts`` are the texts of the edition: path -> key and language. Each translation takes the name that the text
    it translates has in ``tree``; what stood beside its source text moves into the folder with the files it names.
    """

    def __init__(self, edition: Edition, texts: dict[str, tuple[str, str]], tree: MadeTree):
        self._edition, self._texts, self._tree = edition, texts, tree
        self._languages = FileLanguages(texts)
        self._kept = {path: language for path, (_key, language) in texts.items() if language not in {"", tree.language}}
        self._moved = {path: self._place(path) for path in self._kept}
        self._by_stem = {(self._languages.place_of(path).stem, self._kept[path]): path for path in self._kept}

    def files(self) -> Iterator[tuple[str, bytes]]:
        files = dict(files_of(self._edition))
        found = dict(self._folders_of_parts())
        for path, language in self._kept.items():
            text = files[path].decode()
            for named in self._named_beside(path, text, files):
                found[f"{language}/{named}"] = files[named]
            found[self._moved[path]] = self._with_addresses(text, path, files).encode()
        found |= self._files_of_folders(files)
        yield from found.items()

    def _is_in_folder(self, path: str) -> bool:
        return path.startswith(f"{self._kept[path]}/")

    def _place(self, path: str) -> str:
        key, language = self._texts[path]
        if stem := self._tree.stems.get(key):
            return f"{language}/{stem}.{language}.md"
        if self._is_in_folder(path):
            return path
        return f"{language}/{self._languages.place_of(path).stem}.{language}.md"

    def _files_of_folders(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """What stood in the folder of a language beside its texts: pictures, and the titles of its parts."""
        folders = {
            posixpath.dirname(path): posixpath.dirname(new)
            for path, new in self._moved.items()
            if self._is_in_folder(path)
        }
        own = {self._kept[path] for path in self._kept if self._is_in_folder(path)}
        found = {}
        for path, raw in files.items():
            if path not in self._moved and path.partition("/")[0] in own:
                folder, name = posixpath.split(path)
                found[f"{folders.get(folder, folder)}/{name}" if name == ORDER_FILE else path] = raw
        return found

    def _named_beside(self, path: str, text: str, files: dict[str, bytes]) -> Iterator[str]:
        """The files that a translation beside its source text names, and their credits."""
        if self._is_in_folder(path):
            return
        for found in _ADDRESS.finditer(text):
            target = _target(path, found["path"])
            for named in (target, target + ENDING):
                if named in files and named not in self._texts:
                    yield named

    def _with_addresses(self, text: str, path: str, files: dict[str, bytes]) -> str:
        language, there = self._kept[path], posixpath.dirname(self._moved[path])

        def anew(found: re.Match) -> str:
            target = _target(path, found["path"])
            new = self._moved.get(target)
            if new is None and not self._is_in_folder(path):
                translated = self._by_stem.get((self._languages.place_of(target).stem, language))
                new = self._moved[translated] if translated else f"{language}/{target}" if target in files else None
            return found["before"] + (posixpath.relpath(new, there) if new else found["path"])

        return _ADDRESS.sub(anew, text)

    def _folders_of_parts(self) -> Iterator[tuple[str, bytes]]:
        """The titles of the book and its parts in the languages whose texts stood beside their source texts."""
        beside = [path for path in self._kept if not self._is_in_folder(path)]
        chapters = Chapter.objects.filter(edition=self._edition).select_related("part").rewrite(False)
        parts = {chapter.key: chapter.part for chapter in chapters if chapter.part}
        for path in beside:
            language, folder = self._kept[path], posixpath.dirname(self._moved[path])
            if title := _said(self._edition, language):
                yield f"{language}/{SITE_FILE}", f"site_name: {json.dumps(title, ensure_ascii=False)}\n".encode()
            if title := _said(parts.get(self._texts[path][0]), language):
                yield f"{folder}/{ORDER_FILE}", f"title: {json.dumps(title, ensure_ascii=False)}\n".encode()


def _target(path: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))


def _said(row, language: str) -> str:
    return (getattr(row, build_localized_fieldname("title", language), "") or "") if row else ""
