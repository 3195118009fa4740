from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t import outbox
from ai4t.models import Letter


class Command(BaseCommand):
    help = _("Send the letters that are due, as the worker's sweeper does, once.")

    def handle(self, **options):
        outbox.sweep()
        waiting = Letter.objects.unscoped("the operator asks").filter(state=Letter.State.QUEUED).count()
        self.stdout.write(ngettext("One letter waits.", "%(count)s letters wait.", waiting) % {"count": waiting})
