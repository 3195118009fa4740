"""What kind of package the files are, and where it begins."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ai4t.content.archive_names import shown
from ai4t.content.json_reading import JsonRefused
from ai4t.content.xml_reading import XmlRefused
from courses.packages import h5p_description, scorm_manifest
from courses.packages.content import Content, PackageRefused
from courses.states import PackageKind

# First pages by custom of the programs that make such packages; the first that is there counts.
_FIRST_PAGES = ("index.html", "story.html", "index.htm", "story_html5.html", "player.html", "start.html", "main.html")


def recognise(files: Mapping[str, bytes]) -> Content:
    """Raises PackageRefused, with the reason, where nothing of this can run."""
    folder = _common_folder(files)
    try:
        if f"{folder}h5p.json" in files:
            return h5p_description.read(files, folder)
        if f"{folder}imsmanifest.xml" in files:
            return scorm_manifest.read(files, folder)
    except (JsonRefused, XmlRefused) as refusal:
        raise PackageRefused(str(refusal))
    return _page(files, folder)


def _common_folder(files: Mapping[str, bytes]) -> str:
    """A single folder around everything is only how somebody packed it."""
    folder = ""
    while folders := {path[len(folder) :].partition("/")[0] for path in files if "/" in path[len(folder) :]}:
        has_files = any("/" not in path[len(folder) :] for path in files)
        if has_files or len(folders) > 1:
            break
        folder += f"{folders.pop()}/"
    return folder


def _page(files: Mapping[str, bytes], folder: str) -> Content:
    at_the_top = {path[len(folder) :] for path in files if "/" not in path[len(folder) :]}
    pages = sorted(name for name in at_the_top if name.casefold().endswith((".html", ".htm", ".xhtml")))
    by_custom = [name for custom in _FIRST_PAGES for name in pages if name.casefold() == custom]
    if not pages:
        raise PackageRefused(
            _("There is no page to begin with: neither h5p.json nor imsmanifest.xml nor an HTML file at the top.")
        )
    if not by_custom and len(pages) > 1:
        raise PackageRefused(
            _("It is not clear which page comes first (%(names)s); please call it index.html.")
            % {"names": ", ".join(shown(name) for name in pages[:5])}
        )
    return Content(PackageKind.HTML5, "", next(iter([*by_custom, *pages])), folder)
