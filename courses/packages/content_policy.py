"""What a package may do: read its own files and run its own programs, and nothing besides (docs/adr/0011)."""

from django.conf import settings
from django.http import HttpResponse

from courses.models import Package
from courses.packages.addresses import folder_of, has_own_host, origin_of

_FEATURES = (
    "accelerometer=(), autoplay=(), bluetooth=(), camera=(), clipboard-read=(), clipboard-write=(), "
    "display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), "
    "identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), "
    "otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), "
    "window-management=(), xr-spatial-tracking=()"
)


def sandbox() -> list[str]:
    """Programs, and forms that programs read. No pop-ups, no downloads, no dialogs, no way to the top of the window.

    With a host of its own, a package keeps its origin, so that its frames and its storage work. On a host that all
    share it gets an origin that nobody has, for they could read each other otherwise.
    """
    return ["allow-scripts", "allow-forms", *(["allow-same-origin"] if has_own_host() else [])]


def protect(response: HttpResponse, package: Package, *, is_start: bool) -> None:
    """``is_start``: the first page, which our own site shows in a frame; other pages may stand in frames of it."""
    own = folder_of(package)
    response["Content-Security-Policy"] = "; ".join(
        [
            "default-src 'none'",
            f"script-src {own} 'unsafe-inline' 'unsafe-eval'",
            f"style-src {own} 'unsafe-inline'",
            f"img-src {own} data: blob:",
            f"media-src {own} data: blob:",
            f"font-src {own} data:",
            f"connect-src {own}",
            f"frame-src {own}",
            "worker-src 'none'",
            "object-src 'none'",
            f"base-uri {own}",
            "form-action 'none'",
            *_ancestors(package, is_start=is_start),
            "webrtc 'block'",
            f"sandbox {' '.join(sandbox())}",
        ]
    )
    response["Permissions-Policy"] = _FEATURES
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    response["X-DNS-Prefetch-Control"] = "off"
    response["Cross-Origin-Resource-Policy"] = "same-origin" if has_own_host() else "cross-origin"
    if has_own_host():
        response["Origin-Agent-Cluster"] = "?1"
    else:
        # Without an origin, even its own fonts and files are another's to a package.
        response["Access-Control-Allow-Origin"] = "*"


def _ancestors(package: Package, *, is_start: bool) -> list[str]:
    """No rule can name the origin that a sandbox makes, so on a shared host the first page alone has one."""
    if has_own_host():
        return [f"frame-ancestors {settings.SITE_URL} {origin_of(package)}"]
    return [f"frame-ancestors {settings.SITE_URL}"] if is_start else []
