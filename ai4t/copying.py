"""Writing very many rows at once with PostgreSQL's COPY."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, models, transaction


def copy_rows(model: type[models.Model], names: list[str], rows: Iterable[tuple]):
    """Write ``rows`` to the table of ``model``; ``names`` are the fields of each tuple, in order.

    Fields left out must have a default in the database; Python's defaults, ``save`` and signals play no part. Values:
    text, numbers, booleans, None, datetimes, lists (arrays of text).
    """
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(model._meta.get_field(name).column) for name in names)
    with transaction.atomic(), connection.cursor() as cursor:
        if not _has_policies(cursor, model._meta.db_table):
            cursor.cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", _Lines(rows))
            return
        # PostgreSQL copies into no table whose rows have policies.
        cursor.execute(f"CREATE TEMPORARY TABLE copied ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA")
        cursor.cursor.copy_expert("COPY copied FROM STDIN", _Lines(rows))
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT * FROM copied")
        cursor.execute("DROP TABLE copied")


def _has_policies(cursor, table: str) -> bool:
    cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
    return cursor.fetchone()[0]


class _Lines:
    """A file of COPY's text format, made line by line while it is read."""

    def __init__(self, rows):
        self._lines = ("\t".join(map(_written, row)) + "\n" for row in rows)
        self._rest = ""

    def read(self, size=-1):
        parts, length = [self._rest], len(self._rest)
        for line in self._lines:
            parts.append(line)
            length += len(line)
            if 0 <= size <= length:
                break
        text = "".join(parts)
        if size < 0:
            self._rest = ""
            return text
        self._rest = text[size:]
        return text[:size]


def _written(value) -> str:
    if value is None:
        return r"\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return "{" + ",".join(json.dumps(item) for item in value) + "}"
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return str(value)
