from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t import searching


class Command(BaseCommand):
    help = _("Make the search anew from the pages that are published.")

    def handle(self, **options):
        count = searching.rebuild()
        sentence = ngettext("%(count)d page can be found.", "%(count)d pages can be found.", count)
        self.stdout.write(sentence % {"count": count})
