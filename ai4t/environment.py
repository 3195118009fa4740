"""Values from the environment; a wrong one stops the start with a sentence that says what to write instead."""

import os
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set: .env.example says what to write.")
    return value


def flag(name: str, default: str) -> bool:
    value = text(name, default)
    if value not in {"on", "off"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: write on or off.")
    return value == "on"


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number, {least} or more.")
    return int(value)


def file(name: str) -> Path | None:
    """A file that can be read; None where the variable is not set."""
    value = os.environ.get(name)
    if not value:
        return None
    if not os.access(value, os.R_OK):
        raise ImproperlyConfigured(f"{name} is {value!r}: this file cannot be read.")
    return Path(value)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def sites(name: str, default: str = "") -> list[str]:
    """Addresses of other sites, each with https and nothing behind the name of the host."""
    found = [word.rstrip("/").lower() for word in words(name, default)]
    for site in found:
        if not re.fullmatch(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?", site):
            raise ImproperlyConfigured(
                f"{name} holds {site!r}: write https:// and a host, such as https://peertube.fr."
            )
    return found


def choice(name: str, default: str, allowed: set[str]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}: write one of {', '.join(sorted(allowed))}.")
    return value


def address(name: str, schemes: set[str], default: str | None = None):
    """An URL from the environment, split; its scheme is one of ``schemes``."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  a bad port raises here
    except ValueError:
        raise ImproperlyConfigured(f"{name} is not a URL that can be read: {value!r}.")
    if parts.scheme not in schemes:
        raise ImproperlyConfigured(f"{name} is {value!r}: it starts with one of {', '.join(sorted(schemes))}.")
    return parts


def content_address(name: str, *, site: str) -> str:
    """Where foreign packages run: an address without a path, or "" where they do not.

    A ``*`` at its beginning stands for a host of its own for each package; never the address of the site itself.
    """
    if not os.environ.get(name):
        return ""
    parts = address(name, {"http", "https"})
    host = parts.hostname or ""
    if not host or parts.path.strip("/") or parts.query or parts.fragment or "*" in host.removeprefix("*."):
        raise ImproperlyConfigured(f"{name} is {text(name)!r}: write https://host, or https://*.host, without a path.")
    if host.removeprefix("*.") == urlsplit(site).hostname and not host.startswith("*."):
        raise ImproperlyConfigured(
            f"{name} names the host of SITE_URL: packages of strangers need a host of their own, see .env.example."
        )
    return parts.geturl().rstrip("/")


def database(name: str) -> dict:
    """``postgres://role:password@host:port/name?host=/socket/folder`` as Django's dictionary."""
    parts = address(name, {"postgres", "postgresql"})
    socket = parse_qs(parts.query).get("host", [""])[0]
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} names no database: postgres://role:password@host:port/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


def cache(name: str) -> dict:
    """``redis://host:port/0`` for production, ``file:///folder`` where several processes share one machine."""
    parts = address(name, {"redis", "rediss", "file"})
    if parts.scheme == "file":
        return {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": unquote(parts.path)}
    return {"BACKEND": "ai4t.caches.ForgivingRedisCache", "LOCATION": text(name)}


def broker(name: str) -> dict:
    """Celery's broker settings: Redis, or Celery's filesystem transport for a demo on one machine."""
    parts = address(name, {"redis", "rediss", "filesystem"})
    if parts.scheme != "filesystem":
        # Short, because recovery never waits for redelivery: the sweeper takes what a lost worker held.
        options = {"visibility_timeout": 60, "socket_connect_timeout": 1}
        return {"url": text(name), "transport": None, "options": options}
    folder = unquote(parts.path)
    for part in ("queue", "control"):
        os.makedirs(os.path.join(folder, part), exist_ok=True)
    queue, control = os.path.join(folder, "queue"), os.path.join(folder, "control")
    return {
        "url": "filesystem://",
        "transport": "ai4t.local.folder_broker:Transport",
        "options": {
            "data_folder_in": queue,
            "data_folder_out": queue,
            "control_folder": control,
            "polling_interval": 0.1,
        },
    }


def mail(name: str) -> dict:
    """``smtp://user:password@host:port?tls=starttls|ssl`` as Django's e-mail settings."""
    parts = address(name, {"smtp"})
    tls = parse_qs(parts.query).get("tls", [""])[0]
    if tls not in {"", "starttls", "ssl"}:
        raise ImproperlyConfigured(f"{name} asks for tls={tls}: write starttls or ssl, or leave it out.")
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "ssl",
    }
