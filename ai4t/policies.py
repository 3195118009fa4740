"""The Content-Security-Policy of every page: our own files only, and the players that a reader starts by a click."""

from django.conf import settings


def content_security_policy(frames: tuple[str, ...] | None = None) -> str:
    """With ``frames``, the only origins that the page may show in a frame."""
    rules = {
        "default-src": ["'self'"],
        "frame-src": ["'self'", *settings.VIDEO_PLAYERS] if frames is None else frames or ["'none'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = content_security_policy()

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response
