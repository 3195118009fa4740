"""The page that shows an H5P package: its libraries in the order they need each other, and our own runtime.

Source: the H5P specification, https://h5p.org/documentation/developers/h5p-specification. The runtime is ours;
nothing of H5P's own core is copied.
"""

from urllib.parse import quote

from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join, json_script

from ai4t.content.json_reading import read_json
from courses.models import Package
from courses.packages.addresses import folder_of
from courses.packages.h5p_description import libraries, preloaded
from courses.packages.keeping import OURS
from courses.states import PackageKind


def page_of(package: Package) -> bytes | None:
    """None for a package of another kind; whether it can run was asked when it was kept."""
    if package.kind != PackageKind.H5P:
        return None
    stored = {file.path: file.file.storage_name for file in package.files.select_related("file")}

    def file(path: str) -> bytes:
        with default_storage.open(stored[path]) as opened:
            return opened.read()

    described = read_json(file("h5p.json"), path="h5p.json")
    loaded = libraries(described, stored, file)
    folder = folder_of(package)
    shown = next(library for _path, library in loaded if library.get("machineName") == described["mainLibrary"])
    content = {
        "folder": folder,
        "library": "{machineName} {majorVersion}.{minorVersion}".format(**shown),
        "params": read_json(file("content/content.json"), path="content/content.json"),
        "metadata": {"title": package.title, "license": str(described.get("license", "U"))},
        "folders": _other_folders(loaded),
        "language": str(described.get("defaultLanguage") or described.get("language") or "und"),
    }
    styles = _addresses(folder, loaded, "preloadedCss")
    scripts = _addresses(folder, loaded, "preloadedJs")
    page = format_html(
        '<!doctype html><html class="h5p-iframe"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title>'
        '<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">{}</head><body>{}'
        '<div class="h5p-content" data-content-id="1"><div class="h5p-container"></div></div>'
        '<script src="{}"></script><script src="{}"></script>{}</body></html>',
        package.title,
        f"{folder}{OURS}/h5p.css",
        f"{folder}{OURS}/h5p-theme.css",
        format_html_join("", '<link rel="stylesheet" href="{}">', styles),
        json_script(content, "h5p-content"),
        f"{folder}{OURS}/jquery.js",
        f"{folder}{OURS}/h5p.js",
        format_html_join("", '<script src="{}"></script>', scripts),
    )
    return page.encode()


def _other_folders(loaded: list[tuple[str, dict]]) -> dict[str, str]:
    """By the name that programs use for it, the folder of each library that lies in one called otherwise."""
    named = {"{machineName}-{majorVersion}.{minorVersion}".format(**library): where for where, library in loaded}
    return {name: where for name, where in named.items() if name != where}


def _addresses(folder: str, loaded: list[tuple[str, dict]], what: str) -> list[tuple[str]]:
    return [
        (f"{folder}{quote(where)}/{quote(path)}",) for where, library in loaded for path in preloaded(library, what)
    ]
