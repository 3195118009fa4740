"""``python -m ai4t.local.filling``: the demo course and its people in one start of Django; prints the logins."""

import sys

import django
from django.core.management import CommandError, call_command

from ai4t.local.running import FOLDER, REPORTS

if __name__ == "__main__":
    django.setup()
    try:
        call_command("demo_content", stdout=sys.stderr)
        call_command("demo_handbook")
        call_command("demo_people")
        call_command("demo_meeting_reports", FOLDER / REPORTS, stdout=sys.stderr)
    except CommandError as reason:
        sys.exit(str(reason))
