"""One at a time: locks of the database that end with the transaction, or with the process that held them."""

import hashlib

from django.db import connection


def lock(name: str, *, shared: bool = False) -> None:
    """Wait until nobody else holds ``name``, and hold it until this transaction ends; shared locks bear each other."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [number])
