"""What a text of a chapter means by the files, chapters and terms it names."""

from dataclasses import dataclass

from ai4t.content.resolving import FileResolver
from ai4t.markup import DeclaredTrack, OfferedCaptions


@dataclass
class ChapterResolver(FileResolver):
    """``terms`` are the keys of the glossary."""

    terms: set[str]

    def captions(
        self, video: str, declared: tuple[DeclaredTrack, ...], *, is_only: bool
    ) -> tuple[OfferedCaptions, ...]:
        return ()

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
