"""The text of a chapter as a page shows it, kept in this process for as long as the edition stands unchanged."""

from dataclasses import dataclass
from functools import lru_cache

from django.contrib.contenttypes.models import ContentType
from django.utils.safestring import SafeString

from ai4t import languages
from ai4t.markup.stored import stored_html
from ai4t.models import RenderedText
from handbook.models import Chapter, Edition


@dataclass(frozen=True)
class Body:
    html: SafeString
    language: str

    @property
    def dir(self) -> str:
        return languages.direction(self.language)


def body_of(edition: Edition, chapter_id: int, *, language: str, source: str) -> Body | None:
    """In ``language``, or else in the ``source`` language of the book; None where there is neither."""
    return _read(chapter_id, language, source, edition.content_version)


# A book or two of some 60 chapters in five languages.
@lru_cache(maxsize=512)
def _read(chapter_id: int, language: str, source: str, content_version: int) -> Body | None:
    found = RenderedText.objects.filter(
        target_type=ContentType.objects.get_for_model(Chapter),
        target_id=chapter_id,
        field="body",
        language__in={language, source},
    ).only("html", "language")
    text = min(found, key=lambda text: text.language != language, default=None)
    return Body(stored_html(text), text.language) if text else None
