"""Making the file of a build: taken under a lease, with progress, and kept in one piece or not at all."""

import logging
import time

from django.utils import timezone

from ai4t import public_pages
from ai4t.content.applying import importing
from handbook.building import leases, troubles
from handbook.building.asking import fingerprint_of
from handbook.building.book import Book, read_book
from handbook.building.epub.making import epub_of
from handbook.building.naming import MEDIA_TYPES, file_name
from handbook.building.pdf.making import pdf_of
from handbook.building.sources import sources_of
from handbook.building.web.making import web_pages_of
from handbook.models import Build
from handbook.states import BuildState, Format

MAKERS = {Format.PDF: pdf_of, Format.EPUB: epub_of, Format.HTML: web_pages_of, Format.MARKDOWN: sources_of}
# A round gives its worker back after so long; what is left waits for the next one.
ROUND_SECONDS = 240
_STEP = 5  # percent

_log = logging.getLogger(__name__)


def make(build_id: int | None = None) -> bool:
    """Make this build if nobody else does, or the one that has waited longest; False when there was none."""
    build = leases.take(build_id)
    if build is None:
        return False
    began = time.monotonic()
    try:
        _make(build)
    except leases.LeaseLost:
        outcome = "taken by another"
    except Exception as fault:  # whatever it is: the row says so, and somebody may ask again
        outcome = _fail(build, fault)
    else:
        outcome = BuildState.DONE
    _log.info("build", extra={"fields": {"build": build.pk, "state": outcome, "seconds": time.monotonic() - began}})
    return True


def sweep() -> None:
    """Find what no bell announced, and what somebody left behind who died."""
    leases.take_back_abandoned()
    ends_at = time.monotonic() + ROUND_SECONDS
    while time.monotonic() < ends_at and make():
        pass


def _make(build: Build) -> None:
    book = read_book(build.edition, build.language, now=build.asked_at)
    data, dropped = MAKERS[build.format](book, _Progress(build))
    leases.advance(build, 95)
    _keep(build, book, data, dropped)


class _Progress:
    """Notes each step forward that is worth a write."""

    def __init__(self, build: Build):
        self._build = build

    def __call__(self, percent: int) -> None:
        if percent >= self._build.progress + _STEP:
            leases.advance(self._build, percent)


def _keep(build: Build, book: Book, data: bytes, dropped: set[str]) -> None:
    """File and row in one transaction: a file that is not whole has no row, and no row names one that is not there."""
    with importing() as store:
        file = store.keep(data, media_type=MEDIA_TYPES[build.format])
        values = {"state": BuildState.DONE, "progress": 100, "claimed_until": None, "finished_at": timezone.now()}
        values |= {"file": file, "file_name": file_name(book, build.format), "dropped": sorted(dropped), "error": ""}
        values |= _fingerprint_of_today(build, book)
        if not leases.held(build).update(**values):
            raise leases.LeaseLost
        _forget_superseded(build)
    public_pages.renew()


def _fingerprint_of_today(build: Build, book: Book) -> dict[str, str]:
    """The text may have changed since the file was asked for; who asks for it as it is now is to find this one."""
    fingerprint = fingerprint_of(book, build.format)
    same = Build.objects.filter(
        edition=build.edition, language=build.language, format=build.format, fingerprint=fingerprint
    ).exclude(pk=build.pk)
    same.exclude(state=BuildState.BUILDING).delete()
    return {} if same.exists() else {"fingerprint": fingerprint}


def _forget_superseded(build: Build) -> None:
    """What was made, or asked for, of an older state of the same text."""
    same = Build.objects.filter(edition=build.edition, language=build.language, format=build.format)
    same.filter(asked_at__lt=build.asked_at).exclude(pk=build.pk).exclude(state=BuildState.BUILDING).delete()


def _fail(build: Build, fault: Exception) -> str:
    _log.warning("A build failed.", exc_info=fault, extra={"fields": {"build": build.pk}})
    leases.held(build).update(state=BuildState.FAILED, claimed_until=None, error=troubles.kept(fault))
    return BuildState.FAILED
