"""``imsmanifest.xml``: what begins a SCORM package, and what it is given to read.

Sources: SCORM 1.2 Content Aggregation Model, 2.3; SCORM 2004 4th edition Content Aggregation Model, 3.4. One part runs;
sequencing between several is not done here and told in the remarks.
"""

import math
import re
from collections.abc import Mapping
from urllib.parse import unquote, urljoin, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml.etree import QName

from ai4t.content.archive_names import shown
from ai4t.content.xml_reading import read_xml
from courses.packages.content import Content, PackageRefused
from courses.states import PackageKind

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LONGEST_LAUNCH_DATA = 4096


def read(files: Mapping[str, bytes], folder: str) -> Content:
    root = read_xml(files[f"{folder}imsmanifest.xml"], path="imsmanifest.xml")
    is_2004 = _is_2004(root)
    items = _items(root)
    resources = {element.get("identifier", ""): element for element in _all(root, "resource")}
    item = next((item for item in items if item.get("identifierref") in resources), None)
    resource = resources[item.get("identifierref")] if item is not None else _first_page(resources.values())
    if resource is None:
        raise PackageRefused(_("imsmanifest.xml names no page to begin with."))
    parts = [other for other in items if other.get("identifierref") in resources]
    return Content(
        PackageKind.SCORM2004 if is_2004 else PackageKind.SCORM12,
        _title(root, item),
        _entry(root, resource, item, files, folder),
        folder,
        _text(item, "datafromlms")[:_LONGEST_LAUNCH_DATA],
        _mastery(item, is_2004=is_2004),
        _remarks(len(parts)),
    )


def _is_2004(root) -> bool:
    version = next((_words(element) for element in _all(root, "schemaversion")), "")
    if version:
        return not version.startswith("1.2")
    return any("adlcp_v1p3" in uri for uri in root.nsmap.values() if uri)


def _items(root) -> list:
    """The items of the default organisation, in order."""
    organizations = next(iter(_all(root, "organizations")), None)
    if organizations is None:
        return []
    chosen = organizations.get("default")
    found = _all(organizations, "organization")
    organization = next((one for one in found if one.get("identifier") == chosen), next(iter(found), None))
    return _all(organization, "item") if organization is not None else []


def _first_page(resources):
    return next((resource for resource in resources if resource.get("href")), None)


def _title(root, item) -> str:
    organization = next(iter(_all(root, "organization")), None)
    titles = [_words(element) for holder in (organization, item) if holder is not None for element in holder
              if QName(element).localname == "title"]  # fmt: skip
    return next((title for title in titles if title), "")


def _entry(root, resource, item, files: Mapping[str, bytes], folder: str) -> str:
    """The path of the first page below ``folder``, with its query."""
    href = resource.get("href") or ""
    for holder in (resource, resource.getparent(), root):
        href = urljoin(holder.get(_BASE) or "", href)
    parts = urlsplit(href)
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or f"{folder}{path}" not in files:
        raise PackageRefused(
            _("imsmanifest.xml begins with “%(name)s”, which is not in the package.") % {"name": shown(href)}
        )
    query = parts.query
    parameters = (item.get("parameters") or "").lstrip("?&") if item is not None else ""
    query = "&".join(part for part in (query, parameters.partition("#")[0]) if part)
    return f"{path}?{query}" if query else path


def _mastery(item, *, is_2004: bool) -> float | None:
    """From 0 to 1: ``adlcp:masteryscore`` of SCORM 1.2 counts to 100, the measure of 2004 from -1 to 1."""
    if item is None:
        return None
    if not is_2004:
        score = _number(_text(item, "masteryscore"))
        return score / 100 if score is not None and 0 <= score <= 100 else None
    for objective in _all(item, "primaryObjective"):
        if objective.get("satisfiedByMeasure") == "true":
            measure = _number(_text(objective, "minNormalizedMeasure") or "1")
            return measure if measure is not None and 0 <= measure <= 1 else None
    return None


def _remarks(parts: int) -> list[str]:
    if parts < 2:
        return []
    sentence = ngettext(
        "The package has %(count)d part; only the first runs.",
        "The package has %(count)d parts; only the first runs.",
        parts,
    )
    return [sentence % {"count": parts}]


def _all(holder, name: str) -> list:
    """Elements of this local name; namespaces differ between the editions and are often wrong."""
    return [element for element in holder.iter("{*}" + name)]


def _text(holder, name: str) -> str:
    """The text of the first element of that name, whichever way it is capitalised."""
    if holder is None:
        return ""
    elements = (element for element in holder.iter() if QName(element).localname.casefold() == name.casefold())
    return next((_words(element) for element in elements), "")


def _words(element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
