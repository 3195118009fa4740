"""What a text asks of the files around it, and what it has become as a page."""

from dataclasses import dataclass
from typing import Literal, Protocol

from django.utils.safestring import SafeString

from ai4t.captions import Cue


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown: all addresses are our own; ``variants`` are (address, width in pixels)."""

    src: str
    width: int
    height: int
    variants: tuple[tuple[str, int], ...]
    original: str


@dataclass(frozen=True)
class Attachment:
    """A file to take away, or the source of a video or audio player. ``size`` is in bytes."""

    href: str
    name: str
    size: int
    media_type: str


@dataclass(frozen=True)
class DeclaredTrack:
    """Captions that the author names beside a video; ``language`` is as typed, or nothing."""

    target: str
    language: str


@dataclass(frozen=True)
class OfferedCaptions:
    """The captions of a video in one language: for the player, to take away as text, and to read in the page."""

    language: str
    vtt: Attachment
    text: Attachment
    cues: tuple[Cue, ...]


class Resolver(Protocol):
    """Answers for one text. Targets come exactly as the author wrote them. Those of short texts may lack ``target``."""

    def picture(self, target: str) -> Picture | None: ...

    def attachment(self, target: str) -> Attachment | None: ...

    def captions(
        self, video: str, declared: tuple[DeclaredTrack, ...], *, is_only: bool
    ) -> tuple[OfferedCaptions, ...]:
        """For a file beside the text, or for the address of a player. The first stand in where a language has none.

        ``is_only`` says that the text shows no other video, so that captions called like the text must be of this one.
        """

    def page(self, target: str) -> str | None:
        """The relative address of another unit, such as ``../2.1.3/``."""

    def term(self, key: str) -> str | None:
        """The place on the page where the glossary explains the word; None where there is no glossary."""

    def target(self, address: str) -> str | None:
        """Where ``unit:first-steps/KEY`` or ``handbook:open-book/KEY`` leads, in the language of the text."""

    def activity(self, target: str) -> str | None:
        """The key of the activity that stands here where the text embeds it or links to it."""


@dataclass(frozen=True)
class Problem:
    """Something the author should mend. ``line`` counts from 1 in the source, ``kind`` is a slug that never changes."""

    line: int
    kind: str
    message: str


@dataclass(frozen=True)
class Embed:
    """Something to play or to do. ``target`` is the player's own address, or what the author wrote.

    ``playable`` says whether it plays inside the page (of an activity: whether it stands there as one of ours); where
    it does not, only the learner can say she has done it.
    """

    kind: Literal["youtube", "vimeo", "peertube", "video", "audio", "activity", "refused"]
    target: str
    title: str
    line: int
    playable: bool


@dataclass(frozen=True)
class Rendered:
    """``downloads`` are targets linked as files, ``leads_to`` pages of other works as the author names them.

    ``needs_script``: a click loads a player into the page.
    """

    html: SafeString
    problems: tuple[Problem, ...]
    embeds: tuple[Embed, ...]
    downloads: tuple[str, ...]
    words: int
    needs_script: bool = False
    leads_to: tuple[str, ...] = ()
