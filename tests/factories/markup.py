"""Texts to render, with a few files beside them."""

from dataclasses import dataclass, field

from ai4t import markup
from ai4t.markup import Attachment, OfferedCaptions, Picture, Rendered

BIG_PICTURE = Picture("/c/w720/big.png", 1000, 500, (("/c/w360/big.png", 360), ("/c/w720/big.png", 720)), "/c/big.png")
SMALL_PICTURE = Picture("/c/small.png", 200, 100, (), "/c/small.png")


@dataclass
class Files:
    """What lies beside a text: a resolver that knows these few names and nothing else."""

    pictures: dict[str, Picture] = field(default_factory=lambda: {"big.png": BIG_PICTURE, "small.png": SMALL_PICTURE})
    attachments: dict[str, Attachment] = field(
        default_factory=lambda: {
            "paper.pdf": Attachment("/c/paper.pdf", "paper.pdf", 123_456, "application/pdf"),
            "film.mp4": Attachment("/c/film.mp4", "film.mp4", 9_000_000, "video/mp4"),
            "voice.mp3": Attachment("/c/voice.mp3", "voice.mp3", 90_000, "audio/mpeg"),
            "quiz/index.html": Attachment("/c/index.html", "index.html", 900, "application/octet-stream"),
        }
    )
    pages: dict[str, str] = field(
        default_factory=lambda: {"unit.md": "../2.1/", "https://course.example//unit.html": "../2.1/"}
    )

    offered: tuple[OfferedCaptions, ...] = ()
    asked: list[tuple] = field(default_factory=list)
    activities: dict[str, str] = field(default_factory=lambda: {"quiz.h5p": "quiz", "words/": "words"})

    def picture(self, target: str) -> Picture | None:
        return self.pictures.get(target)

    def attachment(self, target: str) -> Attachment | None:
        return self.attachments.get(target)

    def captions(self, video, declared, *, is_only) -> tuple[OfferedCaptions, ...]:
        self.asked.append((video, declared, is_only))
        return self.offered

    def term(self, key: str) -> str | None:
        return None

    def activity(self, target: str) -> str | None:
        return self.activities.get(target)

    def page(self, target: str) -> str | None:
        return self.pages.get(target.partition("#")[0])


def render(source: str, *, language: str = "en", title: str = "", files: Files | None = None) -> Rendered:
    return markup.render(source, language=language, resolver=files or Files(), title=title)


def html(source: str, **options) -> str:
    return str(render(source, **options).html)


def problems(source: str, **options) -> list[tuple[int, str]]:
    """Line and kind of each problem."""
    return [(problem.line, problem.kind) for problem in render(source, **options).problems]
