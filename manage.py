#!/usr/bin/env python
"""Django's command line; commands that change the schema connect as the owner of the tables."""

import os
import select
import signal
import sys

OWNER_COMMANDS = {"migrate", "flush", "sqlmigrate"}


def main():
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        if not nobody_reads():
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)


def nobody_reads() -> bool:
    """Whether it is our output that broke: ``| head`` has read enough."""
    output = select.poll()
    output.register(sys.stdout, 0)
    return bool(output.poll(0))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4t.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["DATABASE_ROLE"] = "owner"
    main()
