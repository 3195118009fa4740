"""Small pictures made by a test."""

import io

from PIL import Image


def png(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG")
    return written.getvalue()
