"""What the pages of a group hold in each language; apps build their ``Page`` of it."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from ai4t import languages
from ai4t.models import RenderedText


def bodies_of(model: type[Model], ids: Iterable[int]) -> dict[tuple[int, str], str]:
    """The HTML of these rows by row and language."""
    found = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(model), target_id__in=ids, field="body"
    )
    return {(row_id, language): html for row_id, language, html in found.values_list("target_id", "language", "html")}


def languages_of(bodies: dict[tuple[int, str], str], source: str) -> list[str]:
    """Those that a page may be in: of a text, or of a title alone."""
    return sorted({source, *languages.opened_codes(), *(language for _row_id, language in bodies)})
