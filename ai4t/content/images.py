"""Pictures as they come in: what they are, and smaller copies for small screens.

A picture is judged by its bytes, never by its name. Copies are made anew from the pixels, so that nothing else of the
file (the place where a photograph was taken, comments, programs behind the end) comes along.
"""

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from ai4t.content import drawings
from ai4t.content.picture_metadata import without_metadata
from ai4t.content.refused_pictures import PictureRefused

MAX_BYTES = 30_000_000
MAX_PIXELS = 40_000_000
WIDTHS = (360, 720, 1280)
SMALLEST_MAX_BYTES = 80_000

_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
_QUALITY = 82
_LOWER_QUALITIES = (64, 46, 28)
_WORTH_A_COPY = 1.2
_LONGEST_SIDE = 16_383  # of a WebP picture
_ORIENTATION = 0x0112
_LYING_ON_ITS_SIDE = {5, 6, 7, 8}


@dataclass(frozen=True)
class PictureInfo:
    """Width and height in pixels, as the picture is looked at."""

    width: int
    height: int
    media_type: str
    animated: bool


@dataclass(frozen=True)
class Variant:
    width: int
    height: int
    media_type: str
    data: bytes


def read_picture(data: bytes) -> PictureInfo:
    """What the bytes are, from their first part only; raises PictureRefused."""
    if drawings.is_drawing(data):
        width, height = drawings.size_of(drawings.safe_drawing(data))
        return PictureInfo(width, height, drawings.MEDIA_TYPE, False)
    with _opened(data) as picture:
        width, height = picture.size
        if picture.getexif().get(_ORIENTATION) in _LYING_ON_ITS_SIDE:
            width, height = height, width
        return PictureInfo(width, height, _MEDIA_TYPES[picture.format], getattr(picture, "is_animated", False))


def make_variants(data: bytes) -> tuple[Variant, ...]:
    """Up to three copies, narrowest first, none wider than the picture; of one that moves, its first frame.

    The narrowest stays under 80 kB. A drawing gives one copy: itself, made safe. Equal bytes in, equal bytes out.
    """
    if drawings.is_drawing(data):
        safe = drawings.safe_drawing(data)
        return (Variant(*drawings.size_of(safe), drawings.MEDIA_TYPE, safe),)
    with _opened(data) as picture:
        pixels = _pixels(picture)
    narrowest, *wider = _widths(pixels.width)
    variants = []
    for width in reversed(wider):
        pixels = _resized(pixels, width)
        variants.append(_encoded(pixels, _QUALITY))
    return (_smallest(_resized(pixels, narrowest)), *reversed(variants))


def bare_original(data: bytes) -> bytes:
    """The picture as it may be offered in full size: same pixels, without place, time, comments or other cargo."""
    if drawings.is_drawing(data):
        return drawings.safe_drawing(data)
    with _opened(data) as picture:
        return without_metadata(data, picture.format, picture.getexif().get(_ORIENTATION, 1))


def _widths(width: int) -> list[int]:
    """Ours that are clearly narrower than the picture, then its own where that is not too wide."""
    narrower = [ours for ours in WIDTHS if ours * _WORTH_A_COPY < width]
    return narrower if len(narrower) == len(WIDTHS) else [*narrower, min(width, WIDTHS[-1])]


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, not yet decoded; whatever goes wrong inside becomes a refusal."""
    if len(data) > MAX_BYTES:
        raise PictureRefused(_("The picture has more than %(limit)d MB.") % {"limit": MAX_BYTES // 1_000_000})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=list(_MEDIA_TYPES))
        if picture.format == "MPO":  # a phone put more pictures behind the first
            picture = JpegImageFile(io.BytesIO(data))
        with picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_large()
            yield picture
    except Image.DecompressionBombError:
        raise _too_large() from None
    except PictureRefused:
        raise
    except Exception as fault:  # decoders raise whatever a broken file makes them stumble over
        raise PictureRefused(_("The picture is damaged, or not a JPEG, PNG, GIF, WebP or SVG picture.")) from fault


def _too_large() -> PictureRefused:
    return PictureRefused(_("The picture has more than %(limit)d million pixels.") % {"limit": MAX_PIXELS // 1_000_000})


def _pixels(picture: Image.Image) -> Image.Image:
    """The first frame in colours that every screen has, turned the way it is looked at."""
    picture.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
    picture.load()
    has_transparency = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    upright = ImageOps.exif_transpose(picture)
    return upright.convert("RGBA" if has_transparency else "RGB")


def _resized(pixels: Image.Image, width: int) -> Image.Image:
    width = min(width, pixels.width)
    height = max(1, round(pixels.height * width / pixels.width))
    if height > _LONGEST_SIDE:
        width, height = max(1, round(width * _LONGEST_SIDE / height)), _LONGEST_SIDE
    if (width, height) == pixels.size:
        return pixels
    return pixels.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _smallest(pixels: Image.Image) -> Variant:
    """As good as 80 kB allow: first less quality, then fewer pixels."""
    variant = _encoded(pixels, _QUALITY)
    while True:
        for quality in _LOWER_QUALITIES:
            if len(variant.data) <= SMALLEST_MAX_BYTES:
                return variant
            variant = _encoded(pixels, quality)
        if len(variant.data) <= SMALLEST_MAX_BYTES:
            return variant
        share = min(0.9, math.sqrt(SMALLEST_MAX_BYTES / len(variant.data)))
        pixels = _resized(pixels, max(1, int(pixels.width * share)))


def _encoded(pixels: Image.Image, quality: int) -> Variant:
    written = io.BytesIO()
    # Method 2 is nearly as small as the default and never slow; the slower ones can take seconds on transparency.
    pixels.save(written, "WEBP", quality=quality, alpha_quality=quality, method=2, exif=b"", xmp=b"", icc_profile=b"")
    return Variant(pixels.width, pixels.height, "image/webp", written.getvalue())
