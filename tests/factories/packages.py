"""Packages to test with: pages of our own that ask a package's interface, and how they get beside a unit."""

import json

from ai4t.content import applying
from courses.models import Package, PackageClaim, Unit
from courses.packages.keeping import keep_package

PAGE = "<!doctype html><html><head><title>A page</title></head><body><p>Hello</p>{body}</body></html>"
MANIFEST = """<?xml version="1.0"?>
<manifest identifier="M" xmlns="{space}" xmlns:adlcp="{adl}"
 xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>Sorting things</title>
<item identifier="I" identifierref="R"{parameters}><title>Part</title>{item}</item>{more}</organization>
</organizations>
<resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="start.html"/></resources>
</manifest>"""


def html5(body: str = "", **more: str | bytes) -> dict[str, bytes]:
    return _bytes({"index.html": PAGE.format(body=body), **more})


def scorm12(body: str = "", *, item: str = "", more: str = "", parameters: str = "", **files) -> dict[str, bytes]:
    manifest = MANIFEST.format(
        space="http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        adl="http://www.adlnet.org/xsd/adlcp_rootv1p2",
        version="1.2",
        item=item,
        more=more,
        parameters=parameters,
    )
    return _bytes({"imsmanifest.xml": manifest, "start.html": PAGE.format(body=body), **files})


def scorm2004(body: str = "", *, item: str = "", more: str = "", parameters: str = "", **files) -> dict[str, bytes]:
    manifest = MANIFEST.format(
        space="http://www.imsglobal.org/xsd/imscp_v1p1",
        adl="http://www.adlnet.org/xsd/adlcp_v1p3",
        version="2004 4th Edition",
        item=item,
        more=more,
        parameters=parameters,
    )
    return _bytes({"imsmanifest.xml": manifest, "start.html": PAGE.format(body=body), **files})


def h5p_library(name: str, script: str = "", *, needs=(), folder: str = "") -> dict[str, bytes]:
    """A library of version 1.0, the files of it; ``folder`` where it lies in another than its name says."""
    described = {"machineName": name, "majorVersion": 1, "minorVersion": 0, "preloadedJs": [{"path": "a.js"}]}
    described["preloadedDependencies"] = [_needed(need) for need in needs]
    folder = folder or f"{name}-1.0"
    return {f"{folder}/library.json": json.dumps(described).encode(), f"{folder}/a.js": script.encode()}


def h5p(name: str, params: dict, *libraries: dict[str, bytes], title: str = "Made here") -> dict[str, bytes]:
    described = {"title": title, "mainLibrary": name, "preloadedDependencies": [_needed(name)]}
    files = {"h5p.json": json.dumps(described).encode(), "content/content.json": json.dumps(params).encode()}
    return files | {path: content for library in libraries for path, content in library.items()}


def _needed(name: str) -> dict:
    return {"machineName": name, "majorVersion": 1, "minorVersion": 0}


def create_package(unit: Unit, files: dict[str, bytes] | None = None, *, key: str = "quiz", **fields) -> Package:
    with applying.importing() as store:
        kept = keep_package(files or html5(), release=unit.release, unit=unit, key=key, store=store)
    for name, value in fields.items():
        setattr(kept.package, name, value)
    kept.package.save()
    return kept.package


def create_claim(enrolment, package: Package, **fields) -> PackageClaim:
    claim = PackageClaim(enrolment=enrolment, package_key=package.key, unit_key=package.unit.key, **fields)
    claim.save()
    return claim


def _bytes(files: dict) -> dict[str, bytes]:
    return {path: content.encode() if isinstance(content, str) else content for path, content in files.items()}
