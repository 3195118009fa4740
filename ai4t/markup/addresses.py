"""What an address is: a place in this text, a file or unit beside it, another site, or nothing we would lead to."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?|\[[0-9a-f:.]+\]")
_ENDS_AN_ADDRESS = re.compile(r"[\s\"<>`,]", re.ASCII)
# Browsers take these as typed; the standard, and readers of EPUB with it, want them as numbers (RFC 3986, 2.1 and 3).
_NOT_IN_AN_ADDRESS = re.compile(r"%(?![0-9A-Fa-f]{2})|[\[\]^{|}#\ufdd0-\ufdef]")
_MAIL = re.compile(r"mailto:[^\s<>\"'@]+@[^\s<>\"'@]+", re.IGNORECASE)


@dataclass(frozen=True)
class Site:
    """An address on another site. ``host`` is in ASCII, so that look-alike letters show."""

    href: str
    host: str
    is_foreign_script: bool


def is_local(target: str) -> bool:
    """Whether the address names no scheme and no host: a file, a unit or a place."""
    bare = _INVISIBLE.sub("", target).lower()
    return bool(bare) and not _SCHEME.match(bare) and not bare.startswith(("//", "\\\\", "/\\", "\\/"))


def site(target: str) -> Site | None:
    """The other site that an http or https address leads to; None where it is anything else, or built to deceive."""
    target = target.strip(" ")
    if _INVISIBLE.search(target.replace(" ", "")) or "\\" in target:
        return None
    try:
        parts = urlsplit(target)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode().lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    netloc = f"{host}:{port}" if port else host
    behind = map(_numbered, (parts.path, parts.query, parts.fragment))
    return Site(quoted(urlunsplit((parts.scheme.lower(), netloc, *behind))), host, "xn--" in host)


def quoted(address: str) -> str:
    """The address with what could end it too early, in an attribute or in a list of addresses, written as a number."""
    return _ENDS_AN_ADDRESS.sub(lambda character: f"%{ord(character[0]):02X}", address)


def _numbered(part: str) -> str:
    return _NOT_IN_AN_ADDRESS.sub(lambda character: quote(character[0]), part)


def mail(target: str) -> str | None:
    target = target.strip()
    return _numbered(target) if _MAIL.fullmatch(target) and not _INVISIBLE.search(target) else None


def without_direction_marks(text: str) -> str:
    """Marks that reorder letters could make the name of a site read like another one."""
    return _BIDI.sub("", text)


def names_another_site(text: str, host: str) -> bool:
    """Whether the words of a link are themselves the address of some other site."""
    words = _INVISIBLE.sub("", text).lower()
    named = re.match(r"(?:https?://|www\.)([^/?#\s]+)|((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/\S*)?$", words)
    if not named:
        return False
    bare = (named[1] or named[2]).rsplit("@")[-1].split(":")[0].removeprefix("www.").rstrip(".…)")
    return bool(bare) and not (host.removeprefix("www.").endswith(bare) or bare.endswith(host.removeprefix("www.")))
