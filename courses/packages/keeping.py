"""Keeping a package: its files in the content store, its rows beside the unit it belongs to."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ai4t import auditing, public_pages
from ai4t.content.archive_names import Names, name_fault, shown
from ai4t.content.storing import ContentStore
from courses.importing.keys import RESERVED, shape
from courses.models import Package, PackageFile, Release, Unit
from courses.packages.content import Content, PackageRefused
from courses.packages.file_types import file_type
from courses.packages.recognising import recognise
from courses.states import PackageKind

# What the content server adds to every package; nothing of a package may stand in its place.
OURS = ".ai4t"


@dataclass(frozen=True)
class Kept:
    """``remarks`` say what of the package will not run; ``has_changed`` is False where all was known already."""

    package: Package
    has_changed: bool
    remarks: list[str] = field(default_factory=list)


@transaction.atomic
def keep_package(
    files: Mapping[str, bytes],
    *,
    release: Release,
    unit: Unit | None,
    key: str,
    store: ContentStore,
    title: str = "",
    entry: str = "",
    position: int = 0,
    by=None,
) -> Kept:
    """Keep the files (an ``Archive``, or a folder of a course as path -> bytes) as the package ``key`` of the release.

    Call it inside ``ai4t.content.applying.importing``. The same files change nothing; others take the place of those
    that were there, and what learners did stays. ``entry`` names the first page where the files alone do not tell it.
    Raises PackageRefused, and then nothing is kept.
    """
    content = _content(files, entry)
    inside = {path[len(content.folder) :]: path for path in files if path.startswith(content.folder)}
    _check_names(inside)
    fingerprint = _fingerprint(files, inside)
    package = Package.objects.filter(release=release, key=key).first() or Package(release=release, key=key)
    before = _described(package)
    package.unit, package.position, package.kind, package.entry = unit, position, content.kind, content.entry
    package.title = (title or content.title or key)[:200]
    package.launch_data, package.mastery, package.sha256 = content.launch_data, content.mastery, fingerprint
    if package.pk and _described(package) == before:
        return Kept(package, False, content.remarks)
    has_new_files = package.pk is None or before["sha256"] != fingerprint
    package.save()
    if has_new_files:
        _keep_files(package, files, inside, store)
    # What is cached of the release is outdated, and pages are drawn anew.
    Release.objects.filter(pk=release.pk).update(content_version=F("content_version") + 1)
    public_pages.renew()
    auditing.record("package.kept", by=by, about=package, sha256=fingerprint, kind=package.kind)
    return Kept(package, True, content.remarks)


def key_of(name: str) -> str:
    """A key for an address, made of a file's name."""
    key = shape(name)
    return f"{key}-1" if key in RESERVED else key


def _content(files: Mapping[str, bytes], entry: str) -> Content:
    if not entry:
        return recognise(files)
    if entry.partition("?")[0].partition("#")[0] not in files:
        raise PackageRefused(_("“%(name)s” is not in the package.") % {"name": shown(entry)})
    return Content(PackageKind.HTML5, "", entry)


def _check_names(paths) -> None:
    names = Names()
    for path in paths:
        if fault := name_fault(path):
            raise PackageRefused(fault)
        if other := names.rival(path):
            raise PackageRefused(
                _("The entries “%(name)s” and “%(other)s” cannot be told apart on every computer.")
                % {"name": shown(path), "other": shown(other)}
            )
        if path.partition("/")[0].casefold() == OURS:
            raise PackageRefused(_("The name “%(name)s” is not free.") % {"name": shown(path)})


def _fingerprint(files: Mapping[str, bytes], inside: dict[str, str]) -> str:
    together = hashlib.sha256()
    for path in sorted(inside):
        together.update(f"{path}\0{hashlib.sha256(files[inside[path]]).hexdigest()}\n".encode())
    return together.hexdigest()


def _described(package: Package) -> dict:
    names = ("unit_id", "position", "kind", "entry", "title", "launch_data", "mastery", "sha256")
    return {name: getattr(package, name) for name in names}


def _keep_files(package: Package, files: Mapping[str, bytes], inside: dict[str, str], store: ContentStore) -> None:
    package.files.all().delete()
    rows = [
        PackageFile(package=package, path=path, file=store.keep(files[whole], media_type=file_type(path)))
        for path, whole in sorted(inside.items())
    ]
    PackageFile.objects.bulk_create(rows)
