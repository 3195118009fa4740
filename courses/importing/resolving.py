"""What a text of a unit means by the files, captions, activities and units it names."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import override

from ai4t.content.resolving import FileResolver
from ai4t.markup import DeclaredTrack, OfferedCaptions
from ai4t.markup.addresses import is_local
from courses.importing.captioning import UnitCaptions
from courses.importing.contents import UnitText


@dataclass
class TextResolver(FileResolver):
    """``activity_at`` gives a target of the text the key of its activity."""

    unit_captions: UnitCaptions
    activity_at: Callable[[str, UnitText], str | None]

    def captions(
        self, video: str, declared: tuple[DeclaredTrack, ...], *, is_only: bool
    ) -> tuple[OfferedCaptions, ...]:
        with override(self.report_language):
            found = [(self.caption_path(track.target), track.language) for track in declared]
            path = self.path(video) if is_local(video) else None
            return self.unit_captions.of(
                path or video,
                is_ours=path is not None,
                declared=tuple((path, language) for path, language in found if path),
                is_only=is_only,
            )

    def activity(self, target: str) -> str | None:
        with override(self.report_language):
            return self.activity_at(target, self.text)

    def page(self, target: str) -> str | None:
        key = self.places.work(target, text=self.text, work=self.work)
        return f"../{key}/" if key else None
