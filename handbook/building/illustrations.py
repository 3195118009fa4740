"""Pictures as a book carries them: small enough to send by mail, in a form that every reader opens."""

import io
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree
from PIL import Image

from handbook.building.book import ChapterOfBook, FileOfChapter

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}
_WIDEST = 1_600  # pixels
_LARGEST = 1_500_000  # bytes
_QUALITY = 85


@dataclass(frozen=True)
class Illustration:
    """``name`` is its own in the book: equal pictures have one name."""

    name: str
    media_type: str
    data: bytes
    width: int
    height: int
    file: FileOfChapter


class Illustrations:
    """Those of a book, each made once."""

    def __init__(self):
        self._made: dict[str, Illustration | None] = {}

    def of(self, chapter: ChapterOfBook, address: str) -> Illustration | None:
        """The picture behind an address on our pages; None where there is none, or nobody can read it."""
        file = file_behind(chapter, address)
        if file is None or not file.is_picture:
            return None
        if file.sha256 not in self._made:
            self._made[file.sha256] = _made(file)
        return self._made[file.sha256]

    @property
    def used(self) -> list[Illustration]:
        return [made for made in self._made.values() if made]


def file_behind(chapter: ChapterOfBook, address: str) -> FileOfChapter | None:
    """The file of the chapter that is served under an address of ours: the last part of it is its name."""
    if not address.startswith("/content/books/"):
        return None
    name = unquote(address.split("?")[0].split("#")[0].rpartition("/")[2])
    return next((file for file in chapter.files if file.name == name), None)


def _made(file: FileOfChapter) -> Illustration | None:
    try:
        data = file.read()
        if file.media_type == "image/svg+xml":
            etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
            return _illustration(file, data, file.media_type, *(file.sizes or (800, 600)))
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            is_fine = picture.width <= _WIDEST and len(data) <= _LARGEST
            if is_fine and file.media_type in _ENDINGS and picture.mode != "CMYK":
                return _illustration(file, data, file.media_type, picture.width, picture.height)
            return _smaller(file, picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _smaller(file: FileOfChapter, picture: Image.Image) -> Illustration:
    has_holes = "A" in picture.getbands() or "transparency" in picture.info
    smaller = picture.convert("RGBA" if has_holes else "RGB")
    smaller.thumbnail((_WIDEST, _WIDEST * 4))
    made = io.BytesIO()
    if has_holes:
        smaller.save(made, "PNG", optimize=True)
    else:
        smaller.save(made, "JPEG", quality=_QUALITY)
    media_type = "image/png" if has_holes else "image/jpeg"
    return _illustration(file, made.getvalue(), media_type, smaller.width, smaller.height)


def _illustration(file: FileOfChapter, data: bytes, media_type: str, width: int, height: int) -> Illustration:
    name = f"{file.sha256[:16]}.{_ENDINGS[media_type]}"
    return Illustration(name, media_type, data, width, height, file)
