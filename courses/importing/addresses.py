from dataclasses import dataclass

from django.urls import reverse

from courses.models import Release, Unit


@dataclass(frozen=True)
class UnitAddresses:
    """Where the files of one unit are served, to those who may see it."""

    release: Release
    unit: Unit

    def file(self, name: str) -> str:
        return reverse("content-file", args=[self.release.pk, self.unit.key, name])

    def copy(self, name: str, width: int) -> str:
        return reverse("content-picture", args=[self.release.pk, self.unit.key, width, name])
