"""The language of a page stands in its address; this reads it, and remembers a deliberate choice for ``/``."""

from django.conf import settings
from django.http import Http404
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from ai4t import languages

# For machines that watch, and must be answered when the database is not.
WITHOUT_LANGUAGE = {"healthz", "readyz"}


class LanguagePrefixMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.prefix_language = None
        prefix = request.path_info.split("/", 2)[1]
        if prefix in WITHOUT_LANGUAGE:
            return self.get_response(request)
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
    return settings.LANGUAGE_CODE


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
