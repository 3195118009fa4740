"""The text of a unit as a page shows it, kept in this process for as long as the release stands unchanged."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.contrib.contenttypes.models import ContentType
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ai4t.markup import split_at
from ai4t.markup.stored import stored_html
from ai4t.models import RenderedText
from courses.models import Release, Unit
from courses.outline import Line, Outline

# Left by ``ai4t.markup`` where the author placed an activity.
_PLACE = re.compile(r'<div class="activity-here" data-activity="([^"]+)"></div>')


@dataclass(frozen=True)
class Body:
    """``parts`` are the pieces of ``html``, each with the key of the activity that stands behind it, or ""."""

    html: SafeString
    language: str

    @cached_property
    def parts(self) -> list[tuple[SafeString, str]]:
        return split_at(self.html, _PLACE)


def read(release: Release, unit: Line, outline: Outline) -> Body | None:
    """In the language of the page, or else in the source language of the course; None where there is neither."""
    return _read(unit.pk, get_language(), outline.source_language, release.content_version)


# A thousand texts of some 15 kB: the units that a school, or a country, reads this week.
@lru_cache(maxsize=1024)
def _read(unit_id: int, language: str, source: str, content_version: int) -> Body | None:
    target = ContentType.objects.get_for_model(Unit)
    found = RenderedText.objects.filter(
        target_type=target, target_id=unit_id, field="body", language__in={language, source}
    ).only("html", "language")
    text = min(found, key=lambda text: text.language != language, default=None)
    return Body(stored_html(text), text.language) if text else None
