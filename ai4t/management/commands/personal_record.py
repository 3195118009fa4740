import csv

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t import personal

_HEADINGS = [
    gettext_lazy("Data"),
    gettext_lazy("Purpose"),
    gettext_lazy("Legal basis"),
    gettext_lazy("Retention"),
    gettext_lazy("When a person is erased"),
]


class Command(BaseCommand):
    help = _("Print the record of processing activities (GDPR, article 30): every personal field we keep.")

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["markdown", "csv"], default="markdown")

    def handle(self, *, format, **options):
        if format == "csv":
            lines = csv.writer(self.stdout, lineterminator="\n")
            lines.writerow([_("Kind of data"), *map(str, _HEADINGS)])
            for record in _with_personal_fields():
                lines.writerows([_subject(record), *line] for line in _lines(record))
            return
        self.stdout.write(f"# {_('Record of processing activities')}\n\n")
        for record in _with_personal_fields():
            self.stdout.write(f"## {_subject(record)}\n\n")
            for line in [list(map(str, _HEADINGS)), ["---"] * len(_HEADINGS), *_lines(record)]:
                self.stdout.write(f"| {' | '.join(line)} |")
            self.stdout.write("")


def _with_personal_fields():
    return [record for record in personal.records() if record.fields]


def _subject(record) -> str:
    return f"{record.model._meta.verbose_name_plural} ({record.model._meta.label})"


def _lines(record) -> list[list[str]]:
    """One line a field; what a field is called by people, then by its column."""
    return [
        [
            f"{record.model._meta.get_field(name).verbose_name} ({name})",
            str(field.why.purpose),
            f"6 (1) {field.why.basis} – {field.why.basis.label}",
            str(field.why.retention),
            _ending(field.when_erased),
        ]
        for name, field in record.fields.items()
    ]


def _ending(when_erased) -> str:
    match when_erased:
        case personal.Removed():
            return _("Removed.")
        case personal.Overwritten():
            return _("Overwritten.")
        case personal.Kept(because):
            return _("Kept. %(reason)s") % {"reason": because}
