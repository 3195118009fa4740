"""Two roles and their databases: the owner changes the schema, the application only its rows.

For tests a migrated template is made once per state of the schema and copied in a fraction of a second, so that every
run, and every process of one run, has a database to itself.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from psycopg2 import sql

from ai4t.local.places import ROOT, CannotRun
from ai4t.local.postgres import Server

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
    socket = quote(str(server.lodging.socket_folder), safe="")
    addresses = {"DATABASE_URL": APPLICATION, "DATABASE_OWNER_URL": OWNER}
    return {
        name: f"postgres://{role}:local@localhost:5432/{database}?host={socket}" for name, role in addresses.items()
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


def is_up_to_date(server: Server) -> bool:
    """Whether the last migration from here brought the schema to what the tree now says; a query, no Django."""
    return _noted(server) == schema_fingerprint()


def was_ever_migrated(server: Server) -> bool:
    return _noted(server) is not None


def bring_up_to_date(server: Server, environment: dict[str, str]) -> None:
    migrate(environment)
    note_schema(server, schema_fingerprint())


def note_schema(server: Server, fingerprint: str | None) -> None:
    """Remember the state of the schema beside the data itself: a comment goes where the database goes."""
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        statement = sql.SQL("COMMENT ON DATABASE {} IS %s").format(sql.Identifier(DATABASE))
        cursor.execute(statement, [fingerprint])


def _noted(server: Server) -> str | None:
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        question = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        cursor.execute(question, [DATABASE])
        return cursor.fetchone()[0]


def migrate(environment: dict[str, str]) -> None:
    """Bring the schema up to date as its owner."""
    settings = {"DJANGO_SETTINGS_MODULE": "ai4t.settings"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        raise CannotRun(f"The migrations failed:\n{done.stdout.decode(errors='replace').strip()}")


def schema_fingerprint(root: Path = ROOT) -> str:
    """Changes when a migration, a grant, what runs after migrating, or a locked package does."""
    packages = [package.parent for package in root.glob("*/__init__.py") if package.parent.name != "tests"]
    modules = [module for package in packages for module in package.rglob("*.py")]
    digest = hashlib.sha256()
    for path in sorted([*root.glob("requirements/*.txt"), *modules]):
        text = path.read_bytes()
        if path.suffix == ".txt" or "migrations" in path.parts or b"post_migrate" in text or b"GRANT " in text:
            digest.update(bytes(path.relative_to(root)) + b"\0" + text + b"\0")
    return digest.hexdigest()[:12]


def _create_role(cursor, name: str, rights: str) -> None:
    cursor.execute("SELECT true FROM pg_roles WHERE rolname = %s", [name])
    if not cursor.fetchone():
        cursor.execute(sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(name)))


def _create_database(cursor, name: str, template: str = "template0") -> None:
    parts = [sql.Identifier(part) for part in (name, OWNER, template)]
    cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(*parts))
