from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.content.language_tags import is_shown
from ai4t.content.names import for_a_terminal
from ai4t.content.telling import check_report, told_changes, told_irregularities, write_refusal, write_report
from ai4t.content.tree import TreeRefused
from handbook.importing.reading import NothingToImport
from handbook.importing.running import Arrival, EditionFrozen, import_handbook
from handbook.models import Book

_MOST_EDITIONS = 1_000


class Command(BaseCommand):
    help = "Import an edition of a book; every fault in a file is told with its line."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH", help="a folder of Markdown, an EPUB, or an export of Pressbooks")
        parser.add_argument("--book", required=True, metavar="SLUG", help="short name of the book in addresses")
        parser.add_argument("--edition", required=True, type=int, metavar="N", help="its number, for example 2")
        parser.add_argument("--source-language", default="", metavar="CODE", help="for example en; else it is found")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--report", metavar="FILE", help="write counts, irregularities and changes as JSON")

    def handle(self, *, path, book, edition, source_language, dry_run, report, **options):
        _check(book, edition, source_language)
        if report:
            check_report(report)
        try:
            arrival = import_handbook(
                Path(path), slug=book, number=edition, source_language=source_language, is_dry=dry_run
            )
        except (TreeRefused, NothingToImport, EditionFrozen) as refusal:
            if report:
                write_refusal(report, refusal)
            raise CommandError(_("Nothing was imported. %(reason)s") % {"reason": refusal})
        if report:
            write_report(report, arrival.plan)
        for line in _summary(arrival, is_dry=dry_run):
            self.stdout.write(for_a_terminal(line))


def _check(slug: str, number: int, source_language: str) -> None:
    try:
        validate_slug(slug)
    except ValidationError:
        raise CommandError(_("“%(slug)s” cannot be the short name of a book.") % {"slug": slug})
    if len(slug) > Book._meta.get_field("slug").max_length:
        raise CommandError(_("The short name of the book is too long."))
    if not 0 < number < _MOST_EDITIONS:
        raise CommandError(_("An edition has a number from 1 on, for example 2."))
    if source_language and not is_shown(source_language):
        raise CommandError(_("“%(code)s” is no language of this platform.") % {"code": source_language})


def _summary(arrival: Arrival, *, is_dry: bool):
    plan, counts = arrival.plan, arrival.plan.counts
    said = {"book": arrival.edition.book.slug, "number": arrival.edition.number}
    yield (
        _("%(book)s, edition %(number)d: a dry run, nothing was written.")
        if is_dry
        else _("%(book)s, edition %(number)d")
    ) % said
    yield _("Parts: %(parts)d, chapters: %(chapters)d, terms: %(terms)d, files: %(files)d") % counts
    texts = ", ".join(f"{code} {count}" for code, count in counts["texts"].items())
    yield _("Texts by language: %(texts)s") % {"texts": texts}
    if count := counts["credits_taken_over"]:
        yield ngettext(
            "Licence and credit of %(count)d file were taken over from the edition before.",
            "Licence and credit of %(count)d files were taken over from the edition before.",
            count,
        ) % {"count": count}
    yield from told_changes(plan)
    yield from told_irregularities(plan)
    if not is_dry and not arrival.edition.is_published:
        yield _("This edition is a draft: nobody sees it before it is published.")
