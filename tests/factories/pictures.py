"""Pictures made by a test, in the few bytes it needs."""

import io
import struct
import zlib

from PIL import Image

ORIENTATION, GPS = 0x0112, 0x8825
RED = (200, 30, 30)


def picture(
    width: int, height: int, *, format: str = "PNG", mode: str = "RGB", colour=(200, 30, 30), **options
) -> bytes:
    return written(Image.new(mode, (width, height), colour), format, **options)


def noise(width: int, height: int, *, mode: str = "RGB") -> Image.Image:
    """A picture that no encoder makes small; always the same."""
    length = width * height * len(mode)
    state, pixels = 1, bytearray()
    while len(pixels) < length:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        pixels += state.to_bytes(8, "little")
    return Image.frombytes(mode, (width, height), bytes(pixels[:length]))


def written(image: Image.Image, format: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def photograph(width: int, height: int, *, orientation: int = 1) -> bytes:
    """A JPEG whose left half is red, with the place where it was taken."""
    image = Image.new("RGB", (width, height), (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (46.0, 3.0, 4.0)
    return written(image, "JPEG", exif=exif, comment=b"taken at our school", quality=95)


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has hardly any pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1_000)) + chunk(b"IEND", b"")
    )


def moving_gif(frames: int) -> bytes:
    """A GIF of one pixel that blinks ``frames`` times."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\xff\0\0\0\0\xff"
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    frame = b"\x21\xf9\x04\0\x0a\0\0\0" + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
    return head + loop + frame * frames + b"\x3b"
