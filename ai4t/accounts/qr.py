"""The secret of an authenticator app, or a link, to photograph or to type."""

import base64
import io

import qrcode
from allauth.mfa.adapter import get_adapter
from qrcode.image.svg import SvgPathFillImage


def of_app(user, secret: str) -> str:
    return of_text(get_adapter().build_totp_url(user, secret))


def of_text(text: str) -> str:
    """A data: address of an SVG; dark on white, so that a camera reads it from a dark page too."""
    picture = io.BytesIO()
    qrcode.make(text, image_factory=SvgPathFillImage).save(picture)
    return "data:image/svg+xml;base64," + base64.b64encode(picture.getvalue()).decode()


def in_groups(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
