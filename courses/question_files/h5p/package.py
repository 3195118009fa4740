"""An H5P package, wherever it comes from: a ``.h5p`` file, a folder, or a page with everything in it."""

import base64
import binascii
import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from django.utils.translation import gettext as _

from ai4t.content.json_reading import JsonRefused, read_json
from courses.question_files.h5p.content import Content
from courses.question_files.reading import FileRefused

DESCRIPTION = "h5p.json"
PARAMETERS = "content/content.json"
_LIBRARY = re.compile(r"(H5P\.\w+)(?:[ -](\d+(?:\.\d+)*))?")
_INTEGRATION = re.compile(r"\bH5PIntegration\s*=\s*(?=\{)")
_DATA = re.compile(r"data:([\w/+.-]*)(?:;[\w=-]+)*?(;base64)?,", re.IGNORECASE)
_MOST_BYTES_OF_PAGE = 50 * 1024**2
_MOST_PARAMETERS = 10 * 1024**2


@dataclass
class Package:
    """``files`` holds what stands below ``content/``; ``language`` is what the package itself says, if anything."""

    content: Content
    title: str
    language: str
    files: Mapping[str, bytes] = field(default_factory=dict)

    def file(self, path: str) -> bytes | None:
        """The bytes of a picture that the parameters name: a path inside the package, or the picture itself."""
        if inline := _DATA.match(path):
            return _inline(path[inline.end() :], is_base64=bool(inline[2]))
        wanted = posixpath.normpath(path.removesuffix("#tmp").lstrip("/"))
        return self.files.get(wanted)


def package_of(files: Mapping[str, bytes]) -> Package:
    """The package in a folder or an archive whose paths are the keys of ``files``."""
    description = _object(files[DESCRIPTION], DESCRIPTION)
    if PARAMETERS not in files:
        raise FileRefused(_("%(path)s is missing in this H5P package.") % {"path": PARAMETERS})
    name = str(description.get("mainLibrary") or "")
    version = next(
        (
            f"{library.get('majorVersion')}.{library.get('minorVersion')}"
            for library in _list(description.get("preloadedDependencies"))
            if isinstance(library, dict) and library.get("machineName") == name
        ),
        "",
    )
    content = Content(name, version, _object(files[PARAMETERS], PARAMETERS), PARAMETERS)
    return Package(content, _word(description, "title"), _language(description), Below(files, "content/"))


def is_page(text: str) -> bool:
    return bool(_INTEGRATION.search(text)) and "jsonContent" in text


def package_of_page(raw: bytes, files: Mapping[str, bytes]) -> Package:
    """The package in an HTML page that brings its own player; ``files`` are those beside the page."""
    if len(raw) > _MOST_BYTES_OF_PAGE:
        raise FileRefused(_("This page is too large to be read."))
    text = raw.decode("utf-8", "replace")
    contents = _integration(text).get("contents")
    pages = [page for page in contents.values() if isinstance(page, dict)] if isinstance(contents, dict) else []
    if len(pages) != 1:
        raise FileRefused(_("This page holds no H5P activity, or several of them."))
    page = pages[0]
    library = _LIBRARY.fullmatch(_word(page, "library"))
    metadata = page.get("metadata") if isinstance(page.get("metadata"), dict) else {}
    content = Content(
        library[1] if library else _word(page, "library"),
        (library[2] or "") if library else "",
        _object(_word(page, "jsonContent").encode("utf-8", "replace"), "jsonContent"),
        "jsonContent",
        metadata,
    )
    return Package(content, _word(metadata, "title"), _language(metadata), files)


def _integration(text: str) -> dict:
    for found in _INTEGRATION.finditer(text):
        try:
            value, _end = json.JSONDecoder().raw_decode(text, found.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and "contents" in value:
            return value
    raise FileRefused(_("The H5P activity in this page cannot be read."))


def _object(raw: bytes, path: str) -> dict:
    try:
        value = read_json(raw, path=path, most_bytes=_MOST_BYTES_OF_PAGE if path == "jsonContent" else _MOST_PARAMETERS)
    except JsonRefused as refusal:
        raise FileRefused(str(refusal))
    if not isinstance(value, dict):
        raise FileRefused(_("%(path)s does not describe an H5P activity.") % {"path": path})
    return value


def _inline(data: str, *, is_base64: bool) -> bytes | None:
    try:
        raw = unquote_to_bytes(data)
        return base64.b64decode(raw, validate=False) if is_base64 else raw
    except (binascii.Error, ValueError):
        return None


def _language(said: dict) -> str:
    """``defaultLanguage`` is the author's; ``language`` that of the editor, mostly "und" or "en" whatever the text."""
    return _word(said, "defaultLanguage") or _word(said, "language").replace("und", "")


def _word(said: dict, name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _list(value: object) -> list:
    return value if isinstance(value, list) else []


class Below(Mapping[str, bytes]):
    """The files of one folder by their paths inside it."""

    def __init__(self, files: Mapping[str, bytes], folder: str):
        self._files, self._folder = files, folder

    def __getitem__(self, path: str) -> bytes:
        return self._files[self._folder + path]

    def __contains__(self, path: object) -> bool:
        return f"{self._folder}{path}" in self._files

    def __iter__(self):
        return (path.removeprefix(self._folder) for path in self._files if path.startswith(self._folder))

    def __len__(self) -> int:
        return sum(1 for _path in self)
