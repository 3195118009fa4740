"""Real PostgreSQL and real Redis for the tests, with no command to give first.

``ai4t.settings_test`` calls ``start_services`` before it reads the environment: pytest loads the settings before any
``conftest.py``. Each pytest process (each worker of ``-n`` too) has its own database, its own broker and its own cache,
so it may flush, wipe and stop them; only the PostgreSQL server is shared, by everybody in this checkout.

A process started *by* a test (a real worker, ``manage.py``) inherits the environment and so uses what that test uses.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ai4t.local import databases, keeping, redis
from ai4t.local.catalogues import compile_changed
from ai4t.local.places import VAR, free_port

FOLDER = VAR / "test"
# Who started the services that the environment names: a worker of pytest-xdist must not use its controller's.
STARTED_BY = "AI4T_TEST_SERVICES"


@dataclass
class Services:
    """What this process started; ``folder`` is thrown away when it ends."""

    stay: keeping.Stay
    database: str
    broker: redis.Redis
    cache: redis.Redis
    mail_port: int
    folder: Path
    has_database: bool = False

    def environment(self) -> dict[str, str]:
        return {
            **databases.urls(self.stay.server, self.database),
            "BROKER_URL": self.broker.url,
            "CACHE_URL": self.cache.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "CONTENT_ROOT": str(self.folder / "content"),
            "STATIC_ROOT": str(self.folder / "static"),
            "SECRET_KEY": "only-for-tests",
            "SITE_URL": "http://testserver",
            "CONTENT_URL": "http://*.packages.test",
            "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
            "DEFAULT_FROM_EMAIL": "AI4T <course@example.org>",
            "MAILS_PER_MINUTE": "60000",
            "LETTER_LEASE_SECONDS": "8",
            "SWEEP_SECONDS": "1",
            "LOG_LEVEL": "WARNING",
        }


_ours: Services | None = None


def start_services() -> Services | None:
    """Start them once in this process and set the environment; None where a parent has already done so."""
    global _ours
    me = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if _ours is None and os.environ.get(STARTED_BY) != me:
        _ours = _start()
        os.environ.update(_ours.environment(), **{STARTED_BY: me})
    return _ours


def make_database() -> None:
    """Give this process its migrated database (for the fixture ``django_db_setup``); it goes when the process ends."""
    services = start_services()
    if services is None or services.has_database:
        return
    with keeping.locked(FOLDER / "template.lock"):
        databases.copy_migrated(services.stay.server, services.database, services.environment())
    services.has_database = True
    atexit.register(databases.drop, services.stay.server, services.database)


def _start() -> Services:
    compile_changed()
    folder = Path(tempfile.mkdtemp(prefix="ai4t-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    broker, cache = redis.Redis(redis.AS_BROKER), redis.Redis(redis.AS_CACHE)
    broker.start()
    cache.start()
    database = databases.COPY + secrets.token_hex(6)
    return Services(keeping.use_server(FOLDER), database, broker, cache, free_port(), folder)
