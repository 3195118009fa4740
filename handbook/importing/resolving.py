"""What a text of a chapter means by the files, chapters and terms it names."""

from dataclasses import dataclass

from django.utils.translation import override

from ai4t.content.resolving import FileResolver
from ai4t.markup import DeclaredTrack, OfferedCaptions
from ai4t.markup.addresses import is_local
from handbook.importing.captioning import ChapterCaptions, name_of


@dataclass
class ChapterResolver(FileResolver):
    """``terms`` are the keys of the glossary."""

    terms: set[str]
    chapter_captions: ChapterCaptions

    def captions(
        self, video: str, declared: tuple[DeclaredTrack, ...], *, is_only: bool
    ) -> tuple[OfferedCaptions, ...]:
        """Those that the text names: a book has no others."""
        if not declared:
            return ()
        with override(self.report_language):
            found = [(path, track.language) for track in declared if (path := self.caption_path(track.target))]
            path = self.path(video) if is_local(video) else None
            return self.chapter_captions.of(name_of(path or self.work.stem), found, language=self.text.language)

    def activity(self, target: str) -> str | None:
        return None

    def page(self, target: str) -> str | None:
        key = self.places.work(target, text=self.text, work=self.work)
        return f"../{key}/" if key else None

    def term(self, key: str) -> str | None:
        """The place of its definition, which stands below the text."""
        return f"#g-{key}" if key in self.terms else None


@dataclass
class TermResolver:
    """A definition is words alone: it names other terms and nothing else of ours."""

    terms: set[str]

    def term(self, key: str) -> str | None:
        return f"#g-{key}" if key in self.terms else None

    def _nothing(self, target: str) -> None:
        return None

    picture = attachment = page = activity = _nothing

    def captions(
        self, video: str, declared: tuple[DeclaredTrack, ...], *, is_only: bool
    ) -> tuple[OfferedCaptions, ...]:
        return ()
