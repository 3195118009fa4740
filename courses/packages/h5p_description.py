"""``h5p.json``: which library shows the content, and which others it needs, in the order they are loaded.

Source: the H5P specification, https://h5p.org/documentation/developers/h5p-specification
"""

import re
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from ai4t.content.archive_names import shown
from ai4t.content.json_reading import read_json
from courses.packages.content import Content, PackageRefused
from courses.states import PackageKind

# The page that the content server makes for it.
ENTRY = ".ai4t/h5p.html"


def read(files: Mapping[str, bytes], folder: str) -> Content:
    described = read_json(files[f"{folder}h5p.json"], path="h5p.json")
    if not isinstance(described, dict) or not isinstance(described.get("mainLibrary"), str):
        raise PackageRefused(_("h5p.json does not say which library shows the content."))
    if f"{folder}content/content.json" not in files:
        raise PackageRefused(_("The package holds no content/content.json."))
    if not isinstance(read_json(files[f"{folder}content/content.json"], path="content/content.json"), dict):
        raise PackageRefused(_("content/content.json holds no content."))
    inside = {path[len(folder) :]: path for path in files if path.startswith(folder)}
    libraries(described, inside, lambda path: files[inside[path]])
    title = described.get("title")
    return Content(PackageKind.H5P, title if isinstance(title, str) else "", ENTRY, folder)


def libraries(described: dict, paths: Collection[str], file) -> list[tuple[str, dict]]:
    """The folder and ``library.json`` of each library that is loaded, those that others need first.

    ``file(path)`` gives the bytes of one of ``paths``. Raises PackageRefused where a library is missing.
    """
    folders = [path.removesuffix("/library.json") for path in paths if path.endswith("/library.json")]
    loaded: dict[str, dict] = {}
    waiting: set[str] = set()

    def load(needed):
        folder = _folder(needed, folders)
        if folder in loaded or folder in waiting:
            return
        waiting.add(folder)
        library = read_json(file(f"{folder}/library.json"), path=f"{folder}/library.json")
        if not isinstance(library, dict):
            raise PackageRefused(_("%(path)s describes no library.") % {"path": f"{folder}/library.json"})
        for other in _list(library, "preloadedDependencies"):
            load(other)
        loaded[folder] = library

    for needed in _list(described, "preloadedDependencies"):
        load(needed)
    if not any(library.get("machineName") == described.get("mainLibrary") for library in loaded.values()):
        raise PackageRefused(
            _("The library %(name)s is not in the package.") % {"name": shown(str(described.get("mainLibrary")))}
        )
    return list(loaded.items())


def preloaded(library: dict, what: str) -> list[str]:
    """Paths of the scripts (``preloadedJs``) or styles (``preloadedCss``) of a library."""
    return [one["path"] for one in _list(library, what) if isinstance(one.get("path"), str)]


def _folder(needed: dict, folders: list[str]) -> str:
    """Named with the version, with its patch as well (the newest of several), or without any."""
    name, major, minor = (needed.get(part) for part in ("machineName", "majorVersion", "minorVersion"))
    version = f"{name}-{major}.{minor}"
    patch = re.compile(rf"{re.escape(version)}\.(\d{{1,9}})")
    patched = sorted((folder for folder in folders if patch.fullmatch(folder)), key=lambda at: int(patch.match(at)[1]))
    for folder in (version, *reversed(patched), str(name)):
        if folder in folders:
            return folder
    raise PackageRefused(_("The library %(name)s is not in the package.") % {"name": shown(f"{name} {major}.{minor}")})


def _list(holder: dict, name: str) -> list[dict]:
    value = holder.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
