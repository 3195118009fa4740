from dataclasses import dataclass

from django.urls import reverse

from handbook.models import Chapter, Edition


@dataclass(frozen=True)
class ChapterAddresses:
    """Where the files of one chapter are served, to those who may read it."""

    edition: Edition
    chapter: Chapter

    def file(self, name: str) -> str:
        return reverse("book-file", args=[self.edition.pk, self.chapter.key, name])

    def copy(self, name: str, width: int) -> str:
        return reverse("book-picture", args=[self.edition.pk, self.chapter.key, width, name])
