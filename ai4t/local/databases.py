"""Two roles and their databases: the owner changes the schema, the application only its rows.

For tests a migrated template is made once per state of the schema and copied in a fraction of a second, so that every
run, and every process of one run, has a database to itself.
"""

from contextlib import closing
from urllib.parse import quote

from psycopg2 import sql

from ai4t.local.postgres import Server
from ai4t.local.schema import migrate, schema_fingerprint

OWNER, APPLICATION, DATABASE = "ai4t_owner", "ai4t", "ai4t"
TEMPLATE, COPY = "ai4t_template_", "ai4t_test_"
UNFINISHED = COPY + "unfinished"
TEMPLATES_KEPT = 2


def furnish(server: Server) -> None:
    """The roles and the database, where they are missing; copies that earlier tests left behind go."""
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        _create_role(cursor, OWNER, "LOGIN CREATEDB")
        _create_role(cursor, APPLICATION, "LOGIN")
        cursor.execute("SELECT datname FROM pg_database ORDER BY oid")
        names = [name for (name,) in cursor]
        if DATABASE not in names:
            _create_database(cursor, DATABASE)
        templates = [name for name in names if name.startswith(TEMPLATE)]
        copies = [name for name in names if name.startswith(COPY)]
        for name in [*copies, *templates[:-TEMPLATES_KEPT]]:
            cursor.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def urls(server: Server, database: str = DATABASE) -> dict[str, str]:
    """The two addresses of one database, as the settings read them."""
    place = f"localhost:5432/{database}?host={quote(str(server.lodging.socket_folder), safe='')}"
    return {
        "DATABASE_URL": f"postgres://{APPLICATION}:local@{place}",
        "DATABASE_OWNER_URL": f"postgres://{OWNER}:local@{place}",
    }


def copy_migrated(server: Server, name: str, environment: dict[str, str]) -> None:
    """A fresh, migrated database; ``environment`` is what ``migrate`` needs to start. The caller holds a lock."""
    template = TEMPLATE + schema_fingerprint()
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT true FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            drop(server, UNFINISHED)
            _create_database(cursor, UNFINISHED)
            migrate({**environment, **urls(server, UNFINISHED)})
            names = [sql.Identifier(UNFINISHED), sql.Identifier(template)]
            cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))
        _create_database(cursor, name, template)


def drop(server: Server, name: str) -> None:
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def schema_note(server: Server) -> str | None:
    """The state of the schema as it was noted beside the data itself: a comment goes where the database goes."""
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        question = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        cursor.execute(question, [DATABASE])
        return cursor.fetchone()[0]


def note_schema(server: Server, note: str | None) -> None:
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        statement = sql.SQL("COMMENT ON DATABASE {} IS %s").format(sql.Identifier(DATABASE))
        cursor.execute(statement, [note])


def bring_up_to_date(server: Server, environment: dict[str, str]) -> None:
    migrate(environment)
    note_schema(server, schema_fingerprint())


def _create_role(cursor, name: str, rights: str) -> None:
    cursor.execute("SELECT true FROM pg_roles WHERE rolname = %s", [name])
    if not cursor.fetchone():
        cursor.execute(sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(name)))


def _create_database(cursor, name: str, template: str = "template0") -> None:
    parts = [sql.Identifier(part) for part in (name, OWNER, template)]
    cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(*parts))
