import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.bounces.reading import messages_in, read_bounce
from ai4t.bounces.taking import take


class Command(BaseCommand):
    help = _(
        "Read what mail servers say of letters that came back: one message, or an mbox file, from FILE or standard "
        "input. Ends with 0 whatever the messages are, so that a mail server never answers them."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", metavar="FILE", type=Path, nargs="*")

    def handle(self, *, files, **options):
        read = [message for raw in self._contents(files) for message in messages_in(raw)]
        bounces = [bounce for bounce in map(read_bounce, read) if bounce]
        try:
            taken = sum(map(take, bounces))
        except OperationalError:
            raise CommandError(
                _("The database cannot be reached. Please hand this over again."), returncode=os.EX_TEMPFAIL
            )
        self.stdout.write(
            ngettext("%(count)d letter came back.", "%(count)d letters came back.", taken) % {"count": taken}
        )
        if others := len(read) - taken:
            sentence = ngettext(
                "%(count)d message says nothing new about a letter of ours.",
                "%(count)d messages say nothing new about a letter of ours.",
                others,
            )
            self.stdout.write(sentence % {"count": others})

    def _contents(self, files: list[Path]) -> list[bytes]:
        if not files:
            return [sys.stdin.buffer.read()]
        try:
            return [file.read_bytes() for file in files]
        except OSError as error:
            said = {"file": error.filename, "reason": error.strerror}
            raise CommandError(_("%(file)s cannot be read: %(reason)s.") % said)
