#!/usr/bin/env python
"""Django's command line; commands that change the schema connect as the owner of the tables."""

import os
import sys

OWNER_COMMANDS = {"migrate", "flush", "sqlmigrate"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4t.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["DATABASE_ROLE"] = "owner"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
