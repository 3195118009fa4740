"""Django's commands in the environment and on the database of the demo, whether it runs or not."""

import os
import sys

from ai4t.local import databases
from ai4t.local.catalogues import compile_changed
from ai4t.local.demo import demo_environment
from ai4t.local.environment import local_environment
from ai4t.local.keeping import use_server
from ai4t.local.places import ROOT, VAR, free_port
from ai4t.local.preparing import prepare
from ai4t.local.progress import step
from ai4t.local.running import FOLDER, planned_demo, running_demo

COMMAND = [sys.executable, str(ROOT / "manage.py")]


def manage(*arguments: str) -> None:
    """Become the command; the server stays until the command has ended."""
    stay = use_server(FOLDER)
    environment = demo_environment(stay.server, running_demo() or planned_demo())
    compile_changed()
    if arguments[:1] == ("migrate",):
        databases.note_schema(stay.server, None)
    elif databases.schema_note(stay.server) is None:
        with step("Make the database"):
            databases.bring_up_to_date(stay.server, environment)
    stay.outlive_exec()
    # What a command prints is for people: of the log, only what went wrong.
    quiet = {**environment, "LOG_LEVEL": "WARNING"}
    os.execve(sys.executable, [*COMMAND, *arguments], {**os.environ, **quiet})


def load(*arguments: str) -> None:
    """``manage.py load``: many simulated people at once against the running demo, whose mails they read."""
    mails = ["--mails", str(FOLDER / "mails")] if arguments[:1] == ("signup",) else []
    manage("load", *arguments, *mails)


def bench(*arguments: str) -> None:
    """``manage.py bench`` on databases of its own that wait for the disk as production does."""
    folder = VAR / ("bench-lists" if arguments[:1] == ("lists",) else "bench")
    with step("Start PostgreSQL"):
        stay = use_server(folder, durable=True)
    environment = local_environment(folder, stay.server, web_port=free_port(8100), mail_port=free_port())
    environment["DEMO"] = "on"
    prepare(folder, stay.server, environment)
    stay.outlive_exec()
    os.execve(sys.executable, [*COMMAND, "bench", *arguments], {**os.environ, **environment})
