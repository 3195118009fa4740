from django.core.management import BaseCommand
from django.utils.translation import ngettext

from ai4t.content.storing import remove_orphans


class Command(BaseCommand):
    help = "Remove files from the content store that no text names any more; imports under way are waited for."

    def handle(self, **options):
        count = remove_orphans()
        self.stdout.write(ngettext("%(count)d file removed.", "%(count)d files removed.", count) % {"count": count})
