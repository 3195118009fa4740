"""Addresses as they travel: in ASCII, though people and sites write them in every script."""

from urllib.parse import SplitResult, quote, urljoin

# What has a meaning in an address, or is quoted already.
_LEFT_ALONE = "%/:?@!$&'()*+,;=~[]"


def host_of(parts: SplitResult) -> str:
    """Raises UnicodeError for what is no name of a host."""
    return parts.hostname.encode("idna").decode()


def target_of(parts: SplitResult) -> str:
    """Path and query; bytes that are no UTF-8 are quoted as they came."""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return quote(target, safe=_LEFT_ALONE, errors="surrogateescape")


def leads_to(url: str, location: str) -> str:
    """The address that a ``Location`` header names on the page ``url``; the header as http.client reads it, in
    ISO 8859-1, though sites write UTF-8."""
    return urljoin(url, location.encode("latin-1").decode("utf-8", "surrogateescape"))
