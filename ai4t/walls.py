"""The second wall behind ``visible_to``: while the staff is served, PostgreSQL itself keeps rows of others back.

Policies of the tables (migrations named ``…_wall``) ask who is looking; nobody is, outside the administration: there
every view asks for one person's rows by itself. Whoever must look beyond the wall says so with ``lifted``.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.db import DatabaseError, connection
from django.db.backends.signals import connection_created

_viewer: ContextVar[str] = ContextVar("viewer", default="")


def raise_for(person) -> None:
    """From now on only what ``person`` may see is there, for this thread's connection."""
    _face(str(person.pk))


def take_down() -> None:
    """At the end of each request, whatever became of it; costs nothing where no wall was raised."""
    if _viewer.get():
        _face("")


@contextmanager
def lifted(reason: str) -> Iterator[None]:
    """All rows are there inside, as for a visitor's page: for what concerns others and tells nobody about them."""
    assert reason, "Say why the wall is in the way."
    before = _viewer.get()
    if not before:
        yield
        return
    _face("")
    try:
        yield
    finally:
        # In a broken transaction nothing can be said any more; its end takes this back by itself.
        with suppress(DatabaseError):
            _face(before)
        _viewer.set(before)


def _face(viewer: str) -> None:
    _viewer.set(viewer)
    with connection.cursor() as cursor:
        _say(cursor, viewer)


def _face_again(sender, connection, **signal) -> None:
    """A connection that was lost on the way comes back behind the same wall."""
    if viewer := _viewer.get():
        with connection.cursor() as cursor:
            _say(cursor, viewer)


def _say(cursor, viewer: str) -> None:
    cursor.execute("SELECT set_config('ai4t.viewer', %s, false)", [viewer])


connection_created.connect(_face_again, dispatch_uid="ai4t.walls")
