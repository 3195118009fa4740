"""The files of an edition for its readers, and how often they were taken: nothing about who took one is kept."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language_info

from handbook.building import troubles
from handbook.building.asking import fingerprints_of
from handbook.building.book import languages_of
from handbook.models import Book, Build, DownloadCount, Edition
from handbook.states import BuildState, Format

# What programs call themselves; the list of the COUNTER project in short. Cubot makes telephones.
_ROBOT = re.compile(
    r"(?<!cu)bot\b|(?<!cu)bot[/_-]|crawl|spider|slurp|archiver|scan|monitor|preview|validator|headless|feed|fetch|http-?client"
    r"|curl|wget|python|java/|libwww|go-http|okhttp|perl|ruby|scrapy|facebookexternalhit",
    re.IGNORECASE,
)
_BEGINS_LATER = re.compile(r"bytes=(-|0*[1-9])")
_COUNT = """
INSERT INTO handbook_downloadcount (edition_id, language, format, month, count) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT ON CONSTRAINT downloads_once_per_month DO UPDATE SET count = handbook_downloadcount.count + 1
"""


@dataclass(frozen=True)
class Offer:
    """A format in a language: ``done`` has the newest file; ``coming`` follows it, and may be the same made again.

    ``is_outdated`` says that the book is another one than when the file was made.
    """

    form: Format
    done: Build | None
    coming: Build | None
    is_outdated: bool = False

    @property
    def trouble(self) -> str:
        if self.coming is not None and self.coming.state == BuildState.FAILED:
            return troubles.sentence(self.coming.error)
        return "\n".join(troubles.sentences_of_plain(self.done.dropped)) if self.done else ""


@dataclass(frozen=True)
class Row:
    language: str
    offers: list[Offer]

    @property
    def name(self) -> str:
        return name_of(self.language)


def name_of(language: str) -> str:
    """In the language of the page."""
    return get_language_info(language)["name_translated"]


def offers_of(edition: Edition, *, for_staff: bool = False) -> list[Row]:
    """For each language in which a chapter exists, every format; the staff learns what has fallen behind the book."""
    builds = defaultdict(list)
    for build in Build.objects.filter(edition=edition).select_related("file").order_by("-asked_at", "-pk"):
        builds[build.language, build.format].append(build)
    due = fingerprints_of(edition) if for_staff else {}
    return [
        Row(code, [_offer(form, builds[code, form], due.get((code, form))) for form in Format])
        for code in languages_of(edition)
    ]


def _offer(form: Format, builds: list[Build], due: str | None) -> Offer:
    done = max((one for one in builds if one.file), key=lambda one: one.finished_at, default=None)
    coming = next((one for one in builds if one.state != BuildState.DONE), None)
    is_older = coming and done and coming.asked_at < done.asked_at
    is_outdated = due is not None and done is not None and done.fingerprint != due
    return Offer(form, done, None if is_older else coming, is_outdated)


def build_called(edition: Edition, name: str) -> Build | None:
    """The newest file of this name that was made in full; it stays while another is made in its place."""
    made = Build.objects.filter(edition=edition, file__isnull=False, file_name=name)
    return made.select_related("file").order_by("-finished_at").first()


def is_a_download(request) -> bool:
    """A person takes the whole file, or its beginning; parts that follow, previews and robots are none."""
    agent = request.headers.get("User-Agent", "")
    if request.method != "GET" or not agent or _ROBOT.search(agent):
        return False
    if "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return False
    return not _BEGINS_LATER.match(request.headers.get("Range", ""))


def count(build: Build, *, now=None) -> None:
    """One more of this edition, language and format in this month."""
    month = timezone.localdate(now).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [build.edition_id, build.language, build.format, month])


@dataclass(frozen=True)
class FigureRow:
    """A line of the public figures: ``counts`` are in the order of the formats."""

    edition: int
    language: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Figures:
    rows: list[FigureRow]

    @property
    def counts(self) -> tuple[int, ...]:
        """Of all rows together, in the order of the formats."""
        return tuple(map(sum, zip(*(row.counts for row in self.rows), strict=True)))

    @property
    def total(self) -> int:
        return sum(self.counts)


def figures_of(book: Book) -> Figures:
    """All months together, the newest edition first."""
    counts: dict[tuple[int, str], Counter] = defaultdict(Counter)
    for row in counts_of(book):
        counts[-row.edition.number, row.language][row.format] += row.count
    return Figures(
        [
            FigureRow(-number, name_of(code), tuple(by_format[form] for form in Format))
            for (number, code), by_format in sorted(counts.items())
        ]
    )


def table_of(book: Book) -> Iterator[list[object]]:
    """A line for each month, edition, language and format, for programs."""
    for row in counts_of(book):
        place = [f"{row.month:%Y-%m}", book.slug, row.edition.number]
        form = Format(row.format)
        yield [*place, row.language, name_of(row.language), form.value, form.label, row.count]


def counts_of(book: Book):
    rows = DownloadCount.objects.filter(edition__book=book).select_related("edition")
    return rows.order_by("month", "edition__number", "language", "format")
