"""``h5p.json``: which library shows the content, and which others it needs, in the order they are loaded.

Source: the H5P specification, https://h5p.org/documentation/developers/h5p-specification
"""

from collections.abc import Mapping

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
    libraries(described, lambda path: files[inside[path]] if path in inside else None)
    title = described.get("title")
    return Content(PackageKind.H5P, title if isinstance(title, str) else "", ENTRY, folder)


def libraries(described: dict, file) -> list[tuple[str, dict]]:
    """The folder and ``library.json`` of each library that is loaded, those that others need first.

    ``file(path)`` gives bytes, or None. Raises PackageRefused where one is missing.
    """
    loaded: dict[str, dict] = {}
    waiting: set[str] = set()

    def load(needed):
        folder = _folder(needed, file)
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


def _folder(needed: dict, file) -> str:
    name, major, minor = (needed.get(part) for part in ("machineName", "majorVersion", "minorVersion"))
    written = shown(f"{name} {major}.{minor}")
    for folder in (f"{name}-{major}.{minor}", str(name)):
        if file(f"{folder}/library.json") is not None:
            return folder
    raise PackageRefused(_("The library %(name)s is not in the package.") % {"name": written})


def _list(holder: dict, name: str) -> list[dict]:
    value = holder.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
