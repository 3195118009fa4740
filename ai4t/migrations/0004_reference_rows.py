"""The languages of the schema and the one mail switch."""

from django.conf import settings
from django.db import migrations

OPENED_AT_FIRST = {"en", "fr", "de", "it", "sl"}


def fill(apps, schema_editor):
    language = apps.get_model("ai4t", "Language")
    language.objects.bulk_create(
        language(code=code, own_name=name[:1].upper() + name[1:], opened=code in OPENED_AT_FIRST)
        for code, name in settings.LANGUAGES
    )
    apps.get_model("ai4t", "MailSwitch").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("ai4t", "0003_audit_append_only")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
