from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handbook.exporting import ExportRefused, export_edition
from handbook.models import Edition


class Command(BaseCommand):
    help = "Write the files from which an edition was imported into a folder."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH", type=Path, help="a folder that is empty or missing")
        parser.add_argument("--book", required=True, metavar="SLUG")
        parser.add_argument("--edition", required=True, type=int, metavar="N")

    def handle(self, *, path, book, edition, **options):
        found = Edition.objects.filter(book__slug=book, number=edition).first()
        if found is None:
            raise CommandError(
                _("There is no edition %(number)d of a book “%(slug)s”.") % {"number": edition, "slug": book}
            )
        try:
            count = export_edition(found, path)
        except ExportRefused as refusal:
            raise CommandError(str(refusal))
        self.stdout.write(
            ngettext("%(count)d file was written.", "%(count)d files were written.", count) % {"count": count}
        )
