"""One at a time: locks of the database that end with the transaction or block, or with the process that held them."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def lock(name: str) -> None:
    """Wait until nobody else holds ``name``, and hold it until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number(name)])


@contextmanager
def held_alone(name: str) -> Iterator[bool]:
    """Whether nobody else holds ``name``, without waiting; if so, it is held for the block, across transactions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_number(name)])
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_number(name)])


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
