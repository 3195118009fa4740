"""Bytes in the content store, named by their SHA-256: equal files are kept once, whoever uses them.

A file is written before the transaction that names it commits, so that no row ever names a file that is not there; what
an import that failed leaves behind is found by ``remove_orphans``.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.apps import apps
from django.core.files.base import ContentFile as FileContent
from django.core.files.storage import default_storage
from django.db import transaction

from ai4t.content.locking import lock
from ai4t.models import ContentFile, PictureVariant

STORE = "content store"


class ContentStore:
    """Files on their way into the store; nothing is written while ``is_dry``. Use inside ``importing``."""

    def __init__(self, *, is_dry: bool = False):
        self._is_dry = is_dry
        self._kept: dict[str, ContentFile] = {}

    def load(self, hashes: Iterable[str]) -> None:
        """Look up many files at once, with the copies of pictures among them."""
        found = ContentFile.objects.filter(sha256__in=set(hashes) - self._kept.keys())
        for file in found.prefetch_related("variants__file"):
            self._kept[file.sha256] = file
            self._kept.update({variant.file.sha256: variant.file for variant in file.variants.all()})

    def known(self, sha256: str) -> ContentFile | None:
        """The row of a file that was kept before and whose bytes are still in the store."""
        file = self._kept.get(sha256)
        return file if file and self.has(file) else None

    def has(self, file: ContentFile) -> bool:
        return self._is_dry or is_stored(file)

    def keep(self, raw: bytes, *, media_type: str, width: int | None = None, height: int | None = None) -> ContentFile:
        sha256 = hashlib.sha256(raw).hexdigest()
        file = self._kept.get(sha256)
        if file is None:
            file = ContentFile.objects.filter(sha256=sha256).first() or ContentFile.objects.create(
                sha256=sha256, media_type=media_type, size=len(raw), width=width, height=height
            )
            self._kept[sha256] = file
        if not self._is_dry and not is_stored(file):
            _write(file.storage_name, raw)
        return file


def is_stored(file: ContentFile) -> bool:
    """Whether the bytes are there in full; a write that broke off left fewer."""
    with suppress(FileNotFoundError):
        return default_storage.size(file.storage_name) == file.size
    return False


@transaction.atomic
def remove_orphans() -> int:
    """Delete rows that nothing uses and stored files without a row; waits for imports that are under way."""
    lock(STORE)
    used = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is ContentFile and model is not PictureVariant:
                used.update(model._base_manager.values_list(field.attname, flat=True))
    used.update(PictureVariant.objects.filter(picture__in=used).values_list("file_id", flat=True))
    PictureVariant.objects.exclude(file__in=used).delete()
    ContentFile.objects.exclude(pk__in=used).delete()
    named = {file.storage_name for file in ContentFile.objects.only("sha256")}
    orphans = [name for name in _stored_names() if name not in named]
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)


def _stored_names() -> list[str]:
    try:
        folders, _files = default_storage.listdir("")
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1]]


def _write(name: str, raw: bytes) -> None:
    """All or nothing: on a disk the file gets its name once it is complete; other stores do so by themselves."""
    try:
        location = Path(default_storage.path(name))
    except NotImplementedError:
        default_storage.save(name, FileContent(raw))
        return
    location.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=location.parent, prefix="part-", delete=False) as part:
        try:
            part.write(raw)
            part.flush()
            os.fsync(part.fileno())
            os.chmod(part.name, 0o644)
            os.replace(part.name, location)
        except BaseException:
            os.unlink(part.name)
            raise
