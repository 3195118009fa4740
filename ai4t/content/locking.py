"""One at a time: locks of the database that end with the transaction, or with the process that held them."""

import hashlib

from django.db import connection


def lock(name: str) -> None:
    """Wait until nobody else holds ``name``, and hold it until this transaction ends."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
