"""Asking for files of an edition: one row for each that differs, however often it is asked for."""

import hashlib
import json
from dataclasses import asdict
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ai4t.content.storing import is_stored
from ai4t.outbox import bell
from handbook.building.book import Book, languages_of, read_book
from handbook.building.sources import fingerprint_of_sources
from handbook.building.words import words_of
from handbook.models import Build, Edition
from handbook.publishing import edition_published
from handbook.states import BuildState, Format

# Raised whenever the same book gives another file.
_VERSIONS = {Format.PDF: 5, Format.EPUB: 6, Format.HTML: 4, Format.MARKDOWN: 2}


def register():
    edition_published.connect(_when_published, dispatch_uid="handbook.builds")


def ask_for(edition: Edition, language: str, form: Format, *, now=None) -> Build:
    """The build of the edition as it is now; what was made of the same before is not made again."""
    now = now or timezone.now()
    return _ask(edition, read_book(edition, language, now=now), form, now)


def ask_for_all(edition: Edition, *, now=None) -> list[Build]:
    """In every language in which a chapter exists, in every format."""
    now = now or timezone.now()
    return [_ask(edition, book, form, now) for book in _books(edition, now) for form in Format]


def ask_after_commit(edition: Edition) -> None:
    """A worker asks for all that is due of a published edition; of a draft, people ask for what they want to see."""
    if edition.is_published:
        transaction.on_commit(partial(bell.ring_task, "handbook.tasks.ask_for_files", edition.pk))


def ask_where_nobody_has(*, now=None) -> None:
    """Published editions of which no bell told."""
    for edition in Edition.objects.published().exclude(builds__asked_at__gte=F("published_at")):
        ask_for_all(edition, now=now)


def ask_for_all_published(*, now=None) -> None:
    """All that is due, whatever it has become old by: a bell that nobody heard, or another version of the platform."""
    for edition in Edition.objects.published():
        ask_for_all(edition, now=now)


def fingerprints_of(edition: Edition) -> dict[tuple[str, str], str]:
    """What each file would be made of today, by language and format."""
    books = _books(edition, timezone.now())
    return {(book.language, form): fingerprint_of(book, form) for book in books for form in Format}


def make_again(build: Build, *, now=None) -> None:
    """Whatever came of it, it waits again; its file is offered until the new one is there."""
    values = {"state": BuildState.WAITING, "progress": 0, "claimed_until": None, "error": "", "times_abandoned": 0}
    Build.objects.filter(pk=build.pk).update(**values, asked_at=now or timezone.now())
    _ring(build)


def _books(edition: Edition, now) -> list[Book]:
    return [read_book(edition, language, now=now) for language in languages_of(edition)]


def _ask(edition: Edition, book: Book, form: Format, now) -> Build:
    build, is_new = Build.objects.select_related("file").get_or_create(
        edition=edition,
        language=book.language,
        format=form,
        fingerprint=fingerprint_of(book, form),
        defaults={"asked_at": now},
    )
    if is_new:
        _ring(build)
    elif build.state == BuildState.FAILED or (build.state == BuildState.DONE and not is_stored(build.file)):
        make_again(build, now=now)
        build.refresh_from_db()
    return build


def fingerprint_of(book: Book, form: Format) -> str:
    """Of everything that the file is made of."""
    facts = [_VERSIONS[form], form, book.fingerprint, asdict(words_of(book))]
    if form == Format.MARKDOWN:
        facts.append(fingerprint_of_sources(book))
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _ring(build: Build) -> None:
    transaction.on_commit(partial(bell.ring_task, "handbook.tasks.make_build", build.pk))


def _when_published(sender, edition: Edition, **_signal) -> None:
    ask_after_commit(edition)
