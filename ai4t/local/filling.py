"""``python -m ai4t.local.filling``: the demo course and its people in one start of Django; prints the logins."""

import sys

import django
from django.core.management import CommandError, call_command

if __name__ == "__main__":
    django.setup()
    try:
        call_command("demo_content", stdout=sys.stderr)
        call_command("demo_people")
    except CommandError as reason:
        sys.exit(str(reason))
