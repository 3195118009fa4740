"""The language of a page stands in its address; this reads it, and remembers a deliberate choice for ``/``."""

import re

from django.conf import settings
from django.http import Http404
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from ai4t import languages

# For machines. Those that watch must be answered when the database is not; the others read all languages at once.
_WITHOUT_LANGUAGE = re.compile(r"/(healthz|readyz|robots\.txt|oai|sitemap[a-z0-9-]*\.xml)")


class LanguagePrefixMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.prefix_language = None
        if _WITHOUT_LANGUAGE.fullmatch(request.path_info):
            translation.activate(settings.LANGUAGE_CODE)
            return self.get_response(request)
        prefix = request.path_info.split("/", 2)[1]
        request.prefix_language = prefix if prefix in languages.opened_codes() else None
        language = request.prefix_language or preferred(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if request.prefix_language and request.method == "GET" and _is_page(response):
            _remember(request, response, language)
        return response

    def process_view(self, request, view, args, kwargs):
        if _is_known(request.path_info.split("/", 2)[1]) and not request.prefix_language:
            raise Http404


def in_language(path: str, code: str) -> str:
    """The same page in another language: ``/sl/legal/`` for ``/en/legal/``."""
    _empty, _prefix, rest = path.split("/", 2)
    return f"/{code}/{rest}"


def preferred(request) -> str:
    """The opened language that the visitor chose before, or else the first that her browser asks for."""
    opened = languages.opened_codes()
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in opened else negotiated(request)


def negotiated(request) -> str:
    opened = languages.opened_codes()
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        if (code := tag.split("-")[0]) in opened:
            return code
    return languages.default_code()


def _is_known(prefix: str) -> bool:
    return prefix in languages.SCHEMA_CODES


def _is_page(response) -> bool:
    return response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")


def _remember(request, response, language):
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if language != (chosen or negotiated(request)):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
