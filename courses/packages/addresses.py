"""Addresses of packages: whoever has one may read that package for a day or two, and nothing else.

``<origin>/<token>/<path>``, where the token is "package id, dot, last day, dot, signature". All learners get the same
address on the same day, so it names nobody, and browsers keep the files.
"""

import hashlib
from datetime import timedelta
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core import signing
from django.utils import timezone

from courses.models import Package

_signer = signing.Signer(salt="courses.packages.address", sep=".")
_DAYS = 2
# Of an origin that a sandbox makes: it equals no other, not even itself.
OPAQUE = "null"


def has_own_host() -> bool:
    """Whether each package has a host of its own; else a sandbox keeps the packages of the one host apart."""
    return "*" in settings.CONTENT_URL


def origin_of(package: Package) -> str:
    """Where the files of the package are, without a slash at the end."""
    return settings.CONTENT_URL.replace("*", _label(package))


def speaks_as(package: Package) -> str:
    """The origin that messages of the package come from."""
    return origin_of(package) if has_own_host() else OPAQUE


def host_of(package: Package) -> str:
    return urlsplit(origin_of(package)).netloc


def folder_of(package: Package, now=None) -> str:
    return f"{origin_of(package)}/{_token(package, now or timezone.now())}/"


def start_of(package: Package, now=None) -> str:
    """The address that shows the package."""
    path, mark, query = package.entry.partition("?")
    return folder_of(package, now) + quote(path) + mark + query


def package_in(token: str, now=None) -> int | None:
    """The id of the package, or None where the token is not ours or too old."""
    try:
        number, day = _signer.unsign(token).split(".")
    except (signing.BadSignature, ValueError):
        return None
    return int(number) if int(day) >= _day(now or timezone.now()) else None


def _token(package: Package, now) -> str:
    return _signer.sign(f"{package.pk}.{_day(now + timedelta(days=_DAYS - 1))}")


def _day(now) -> int:
    return now.date().toordinal()


def _label(package: Package) -> str:
    return hashlib.sha256(f"{package.pk} {package.sha256}".encode()).hexdigest()[:20]
