"""What every page needs to know about itself, as ``site`` in templates."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ai4t import languages


@dataclass(frozen=True)
class LanguageChoice:
    code: str
    name: str
    url: str
    is_current: bool
    note: str = ""

    @property
    def dir(self) -> str:
        return languages.direction(self.code)


class Site:
    """Everything here is the same for all visitors without a session, and reading it then touches none."""

    is_demo = settings.DEMO
    publisher = {"name": settings.PUBLISHER_NAME, "address": settings.PUBLISHER_ADDRESS}

    def __init__(self, request):
        self._request = request

    @cached_property
    def signed_in(self) -> bool:
        return settings.SESSION_COOKIE_NAME in self._request.COOKIES and self._request.user.is_authenticated

    @property
    def person(self) -> str:
        return str(self._request.user) if self.signed_in else ""

    @property
    def is_staff(self) -> bool:
        return self.signed_in and self._request.user.is_staff

    @cached_property
    def languages(self) -> list[LanguageChoice]:
        current = get_language()
        notes = getattr(self._request, "language_notes", {})
        return [
            LanguageChoice(code, name, self._address_in(code), code == current, notes.get(code, ""))
            for code, name in languages.opened_codes().items()
        ]

    @cached_property
    def language(self) -> LanguageChoice:
        return next(choice for choice in self.languages if choice.is_current)

    @property
    def language_menu(self) -> SafeString:
        return _language_menu(tuple(self.languages))

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Each opened language with the absolute address of this page in it, and ``x-default``."""
        own = [(choice.code, settings.SITE_URL + choice.url) for choice in self.languages]
        return [*own, ("x-default", settings.SITE_URL + self._address_in(settings.LANGUAGE_CODE))]

    @property
    def footer(self) -> SafeString:
        return _footer(get_language())

    @property
    def canonical(self) -> str:
        return settings.SITE_URL + self._request.path

    def _address_in(self, code: str) -> str:
        if not getattr(self._request, "prefix_language", None):
            return f"/{code}/"
        _empty, _prefix, rest = self._request.path.split("/", 2)
        return f"/{code}/{rest}"


@lru_cache
def _footer(language: str) -> SafeString:
    """The same on every page of a language: drawn once."""
    return render_to_string("_footer.html")


# The menu of one page in one language: the units that a school reads this week, in the languages it reads them.
@lru_cache(maxsize=2048)
def _language_menu(choices: tuple[LanguageChoice, ...]) -> SafeString:
    current = next(choice for choice in choices if choice.is_current)
    return render_to_string("_language_menu.html", {"languages": choices, "current": current})


def site(request):
    return {"site": Site(request)}
