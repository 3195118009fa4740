"""What every page needs to know about itself, as ``site`` in templates."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.conf import settings
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import RFC3986_SUBDELIMS
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ai4t import languages
from ai4t.accounts import arrivals, local_paths
from ai4t.language_prefix import in_language


class LanguageChoice(NamedTuple):
    code: str
    name: str
    url: str
    is_current: bool
    note: str = ""

    @property
    def dir(self) -> str:
        return languages.direction(self.code)


@dataclass(frozen=True)
class Interface:
    code: str
    dir: str


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

    @property
    def navigation(self) -> dict[str, SafeString]:
        """The head of the page up to the menus, by what it marks as the place of the page."""
        return _navigation(get_language(), self.signed_in, self.is_staff)

    @cached_property
    def languages(self) -> list[LanguageChoice]:
        current = get_language()
        notes = getattr(self._request, "language_notes", {})
        return [
            LanguageChoice(
                code, name, self._address_in(code) + self._carried_to(code), code == current, notes.get(code, "")
            )
            for code, name in languages.opened_codes().items()
        ]

    @cached_property
    def interface(self) -> Interface:
        """The language that the words of the interface are in: that of the page, where it has a catalogue."""
        code = languages.interface_language(get_language())
        return Interface(code, languages.direction(code))

    @property
    def account_menu(self) -> SafeString:
        """The token against forged forms is asked for on signed-in pages only."""
        if self.signed_in:
            return format_html(_account_menu(get_language()), person=self.person, token=get_token(self._request))
        return render_to_string("_sign_in_menu.html", {"site": self})

    @property
    def sign_in_url(self) -> str:
        wanted = local_paths.wanted(self._request) or arrivals.address_of(self._arriving_for) or ""
        return reverse("account_login") + _query(next=wanted)

    @property
    def sign_up_url(self) -> str:
        wanted = local_paths.wanted(self._request)
        return reverse("account_signup") + _query(**{"for": arrivals.accept(self._arriving_for), "next": wanted})

    @cached_property
    def _arriving_for(self) -> str:
        """What brings the visitor: the page says so (a course), or the address of a page on the way to an account."""
        return getattr(self._request, "arriving_for", "") or self._request.GET.get("for", "")

    def _carried_to(self, code: str) -> str:
        """What a page must not lose when its language changes: the way to an account, and what its view names."""
        if not self._wanted:
            return self._carried
        first, _slash, rest = self._wanted.lstrip("/").partition("/")
        wanted = f"/{code}/{rest}" if first in languages.SCHEMA_CODES else self._wanted
        return f"{self._carried}{'&' if self._carried else '?'}{urlencode({'next': wanted})}"

    @cached_property
    def _wanted(self) -> str:
        return local_paths.wanted(self._request) if self._request.GET else ""

    @cached_property
    def _carried(self) -> str:
        arrival = arrivals.accept(self._request.GET.get("for", ""))
        return _query(**{"for": arrival, **getattr(self._request, "carried_over", {})})

    @cached_property
    def language(self) -> LanguageChoice:
        return next(choice for choice in self.languages if choice.is_current)

    @property
    def language_menu(self) -> SafeString:
        return _language_menu(tuple(self.languages))

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Each opened language with the absolute address of this page in it, and ``x-default``."""
        own = [(code, settings.SITE_URL + self._address_in(code)) for code in languages.opened_codes()]
        return [*own, ("x-default", settings.SITE_URL + self._address_in(languages.default_code()))]

    @property
    def assets(self) -> SafeString:
        return _assets()

    @property
    def opening(self) -> SafeString:
        return _opening(get_language())

    @property
    def footer(self) -> SafeString:
        return _footer(get_language())

    @property
    def canonical(self) -> str:
        return settings.SITE_URL + self._path

    def _address_in(self, code: str) -> str:
        if not getattr(self._request, "prefix_language", None):
            return f"/{code}/"
        return in_language(self._path, code)

    @property
    def _path(self) -> str:
        """As links to this page write it, so that both are one address."""
        return quote(self._request.path, safe=f"{RFC3986_SUBDELIMS}/~:@")


def _query(**carried: str) -> str:
    said = {name: value for name, value in carried.items() if value}
    return f"?{urlencode(said)}" if said else ""


@lru_cache
def _assets() -> SafeString:
    return render_to_string("_assets.html")


@lru_cache
def _opening(language: str) -> SafeString:
    return render_to_string("_opening.html", {"is_demo": Site.is_demo})


@lru_cache
def _footer(language: str) -> SafeString:
    """The same on every page of a language: drawn once."""
    return render_to_string("_footer.html")


@lru_cache
def _account_menu(language: str) -> SafeString:
    """With ``{person}`` and ``{token}`` where those of the reader come."""
    return render_to_string("_account_menu.html")


_HERE = {
    "elsewhere": {},
    "in_courses": {"courses": "true"},
    "in_handbook": {"handbook": "true"},
    "in_learning": {"learning": "true"},
    "at_learning": {"learning": "page"},
}


@lru_cache
def _navigation(language: str, is_signed_in: bool, is_staff: bool) -> dict[str, SafeString]:
    shown = {"is_signed_in": is_signed_in, "is_staff": is_staff, "courses": "", "handbook": "", "learning": ""}
    return {place: render_to_string("_navigation.html", {**shown, **here}) for place, here in _HERE.items()}


# The menu of one page in one language: the units that a school reads this week, in the languages it reads them.
@lru_cache(maxsize=2048)
def _language_menu(choices: tuple[LanguageChoice, ...]) -> SafeString:
    current = next(choice for choice in choices if choice.is_current)
    return render_to_string("_language_menu.html", {"languages": choices, "current": current})


def site(request):
    return {"site": Site(request)}
