"""Pages that are the same for every visitor without an account, kept whole and given out before anything else runs.

A page is kept under its address; it holds the version that the site had when it was made. Whatever changes such a page
calls ``renew`` once its transaction is committed, and every kept page is out of date at once, in every process.
"""

import gzip
import uuid
from dataclasses import dataclass
from functools import lru_cache, wraps
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotModified

from ai4t import languages
from ai4t.negotiating import accepts_gzip, has_copy

_VERSION = "public-pages"
_LIFETIME = 3600
# Addresses without a language that are the same for everybody; any other may answer as the browser asks.
_ON_ALL_LANGUAGES = "/sitemap"


@dataclass(frozen=True)
class Kept:
    """``etag`` is that of ``body``; what is ``zipped`` is other bytes and has its own."""

    version: str
    etag: str
    body: bytes
    zipped: bytes
    headers: dict[str, str]

    @property
    def zipped_etag(self) -> str:
        return f'{self.etag[:-1]}-gzip"'


def public_page(view):
    """Marks a view whose answer to a visitor without a session may be kept."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        return may_be_kept(view(request, *args, **kwargs))

    marked.login_required = False
    return marked


def may_be_kept(response):
    """Marks an answer as ``public_page`` does, for a view that promises it of some of its pages only."""
    response.is_public_page = response.status_code == 200
    return response


def renew(**_signal):
    """Every kept page is out of date, once the current transaction is committed; may be connected to a signal."""
    transaction.on_commit(lambda: cache.set(_VERSION, uuid.uuid4().hex, None))


class PublicPageMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _may_be_kept(request):
            return _for_one(self.get_response(request))
        key = f"page:{sha256(request.path.encode()).hexdigest()}"
        found = cache.get_many([_VERSION, key])
        # Known before the page is made: what is renewed meanwhile has another version than the page.
        version, kept = found.get(_VERSION) or _first_version(), found.get(key)
        if kept and kept.version == version + _made_with():
            return _answer(request, kept)
        response = self.get_response(request)
        if not getattr(response, "is_public_page", False) or response.cookies:
            return _for_one(response)
        kept = _keep(response, version + _made_with())
        cache.set(key, kept, _LIFETIME)
        return _answer(request, kept)


def _first_version() -> str:
    return cache.get_or_set(_VERSION, uuid.uuid4().hex, None)


def _for_one(response):
    """Somebody signed in reads what is hers, and a form carries a secret: no cache between us may give it to others."""
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _made_with() -> str:
    """What this process makes pages with; a page made with anything else is not given out."""
    return _build() + "".join(languages.opened_codes())


@lru_cache
def _build() -> str:
    """Templates, catalogues, names of static files and the settings that pages show: an upgrade makes pages old."""
    made_with = [
        *settings.BASE_DIR.glob("templates/**/*.html"),
        *settings.BASE_DIR.glob("locale/*/LC_MESSAGES/*.mo"),
        *settings.STATIC_ROOT.glob("staticfiles.json"),
    ]
    stamps = (f"{path.name} {path.stat().st_mtime_ns}" for path in sorted(made_with))
    shown = [settings.SITE_URL, settings.PUBLISHER_NAME, settings.PUBLISHER_ADDRESS, str(settings.DEMO)]
    return sha256("\n".join([*stamps, *shown]).encode()).hexdigest()[:16]


def _may_be_kept(request) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and (request.prefix_language is not None or request.path_info.startswith(_ON_ALL_LANGUAGES))
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def _keep(response, version: str) -> Kept:
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    headers = {"Content-Type": response.headers["Content-Type"]}
    return Kept(version, etag, response.content, gzip.compress(response.content, 6, mtime=0), headers)


def _answer(request, kept: Kept):
    is_zipped = accepts_gzip(request)
    if has_copy(request, kept.etag, kept.zipped_etag):
        response = HttpResponseNotModified()
    elif is_zipped:
        response = HttpResponse(kept.zipped, headers={**kept.headers, "Content-Encoding": "gzip"})
    else:
        response = HttpResponse(kept.body, headers=kept.headers)
    if response.status_code == 200:
        response["Content-Length"] = str(len(response.content))
    response["ETag"] = kept.zipped_etag if is_zipped else kept.etag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie, Accept-Encoding"
    return response
