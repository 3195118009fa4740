import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ai4t import languages, outbox
from ai4t.models import Letter


class Command(BaseCommand):
    help = _("Send a letter to ADDRESS through the outbox, without needing a worker, and say what happened.")

    def add_arguments(self, parser):
        parser.add_argument("address", metavar="ADDRESS")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=sorted(languages.SCHEMA_CODES))

    def handle(self, *, address, language, **options):
        try:
            letter = outbox.post(kind="mail.test", address=address, language=language)
        except ValidationError:
            raise CommandError(_("%(address)s is not an e-mail address.") % {"address": address})
        outbox.deliver(letter.pk)
        self._wait_for_a_worker_that_was_faster(letter)
        if letter.state == Letter.State.SENT:
            self.stdout.write(_("The mail server has taken the letter for %(address)s.") % {"address": address})
        elif letter.state == Letter.State.FAILED:
            raise CommandError(
                _("The mail server refuses the letter for %(address)s: %(trouble)s")
                % {"address": address, "trouble": letter.trouble}
            )
        else:
            raise CommandError(
                _("The letter for %(address)s waits and will be tried again: %(trouble)s")
                % {"address": address, "trouble": letter.trouble or _("too many letters left in the last minute")}
            )

    def _wait_for_a_worker_that_was_faster(self, letter: Letter) -> None:
        until = time.monotonic() + settings.LETTER_LEASE_SECONDS
        letter.refresh_from_db()
        while letter.state == Letter.State.SENDING and time.monotonic() < until:
            time.sleep(0.1)
            letter.refresh_from_db()
