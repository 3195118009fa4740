"""What the settings read (see .env.example) when the platform runs on one machine, with no file to write first."""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ai4t.local import databases
from ai4t.local.places import folder_url
from ai4t.local.postgres import Server


def local_environment(folder: Path, server: Server, *, web_port: int, mail_port: int) -> dict[str, str]:
    """Everything but the demo's own flag: one machine, no Redis, files below ``folder``."""
    return {
        **databases.urls(server),
        "SECRET_KEY": _secret_key(folder / "secret-key"),
        "DEBUG": "off",
        "SITE_URL": f"http://localhost:{web_port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "CACHE_URL": folder_url("file", folder / "cache"),
        "BROKER_URL": folder_url("filesystem", folder / "queue"),
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "DEFAULT_FROM_EMAIL": "AI4T <course@example.org>",
        "BADGE_KEY_FILE": str(_badge_key(folder / "badge-key.pem")),
        "TRUSTED_PROXY_COUNT": "0",
        "CONTENT_ROOT": str(folder / "content"),
        "STATIC_ROOT": str(folder / "static"),
        "LOG_LEVEL": "INFO",
        "DJANGO_SETTINGS_MODULE": "ai4t.settings",
    }


def _secret_key(path: Path) -> str:
    """Made once, so that people stay signed in when the demo is started again."""
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(50))
        unfinished.rename(path)
    return path.read_text()


def _badge_key(path: Path) -> Path:
    """Made once, so that badges of the demo can be verified when it is started again."""
    if not path.exists():
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(pem)
        unfinished.rename(path)
    return path
