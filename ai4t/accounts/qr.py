"""The secret of an authenticator app, to photograph or to type."""

import base64

from allauth.mfa.adapter import get_adapter


def of_app(user, secret: str) -> str:
    """A data: address of an SVG that the app photographs."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def in_groups(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
