import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from ai4t.local.catalogues import compile_changed
from ai4t.local.messages import collect, merge


class Command(BaseCommand):
    help = "Collect what people read from code and templates into every catalogue; translations stay."

    def handle(self, **options):
        messages = collect()
        for path in sorted(settings.BASE_DIR.glob("locale/*/LC_MESSAGES/django.po")):
            if path.parts[-3] == "mt":
                continue
            catalogue = polib.pofile(str(path), wrapwidth=0)
            merge(catalogue, messages)
            catalogue.save()
            left = len([entry for entry in catalogue if not entry.translated()])
            self.stdout.write(f"{path.parts[-3]}: {len(catalogue)} messages, {left} to translate")
        compile_changed()
