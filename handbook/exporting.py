"""An edition as the files it was imported from: texts byte for byte, pictures and attachments beside them."""

from collections.abc import Iterator
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from ai4t.models import ContentText
from handbook.models import ChapterFile, Edition


class ExportRefused(Exception):
    """Nothing can be written; the text is meant for the person who asked."""


def export_edition(edition: Edition, folder: Path) -> int:
    """Write the files into ``folder``, which must be empty or missing; how many they were.

    Pictures come without what they told of place, time and camera.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportRefused(
            _("%(path)s is not empty. Please name a folder that is empty or missing.") % {"path": folder}
        )
    count = 0
    for path, raw in files_of(edition):
        place = folder / path
        if not place.resolve().is_relative_to(folder.resolve()):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(raw)
        count += 1
    if not count:
        raise ExportRefused(_("Edition %(number)d came from no files.") % {"number": edition.number})
    return count


def files_of(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file, the texts first."""
    edition_type = ContentType.objects.get_for_model(Edition)
    texts = ContentText.objects.filter(source__target_type=edition_type, source__target_id=edition.pk)
    seen = set()
    for text in texts.order_by("path").iterator(chunk_size=100):
        seen.add(text.path)
        yield text.path, bytes(text.raw)
    files = ChapterFile.objects.filter(chapter__edition=edition).select_related("file").order_by("path", "pk")
    for row in files:
        if row.path not in seen:
            seen.add(row.path)
            with default_storage.open(row.file.storage_name) as stored:
                yield row.path, stored.read()
