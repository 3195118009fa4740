"""What readers find wrong: reported at a paragraph, looked at by the staff, fixed in an edition."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import html

from ai4t import auditing, public_pages
from handbook.bodies import body_of
from handbook.contents import contents_of
from handbook.models import Edition, Erratum
from handbook.states import ErratumState

_LONGEST_QUOTE = 500
_KNOWN = [ErratumState.ACCEPTED, ErratumState.FIXED]
_PLACE = re.compile(r"[pt]-[\w-]{1,70}")


class ErratumRefused(Exception):
    """The report cannot be taken or settled like this; the text is meant for people."""


def report(
    *, edition: Edition, chapter_key: str, language: str, paragraph: str, message: str, sender=None, now=None
) -> Erratum:
    """Keep what a reader says about ``paragraph`` (the id of a place of the page, or empty), with how it reads now."""
    message = message.strip()
    if not message:
        raise ErratumRefused(_("Please write what is wrong."))
    words = quoted(edition, chapter_key, paragraph, language=language)
    erratum = Erratum(
        edition=edition,
        chapter_key=chapter_key,
        language=language,
        paragraph=paragraph if words else "",
        quoted=words,
        message=message[: Erratum._meta.get_field("message").max_length],
        sender=sender,
        reported_at=now or timezone.now(),
    )
    erratum.save(force_insert=True)
    return erratum


def quoted(edition: Edition, chapter_key: str, paragraph: str, *, language: str) -> str:
    """The words of that place, cut to some lines; empty where there is no such place."""
    contents = contents_of(edition, language)
    line = contents.chapter(chapter_key)
    body = line and body_of(edition, line.pk, language=language, source=contents.source_language)
    if not (body and _PLACE.fullmatch(paragraph)):
        return ""
    found = html.fragment_fromstring(body.html, create_parent="div").get_element_by_id(paragraph, None)
    words = " ".join(found.text_content().split()) if found is not None else ""
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


@transaction.atomic
def settle(
    erratum: Erratum,
    *,
    state: str,
    by,
    fixed_in: Edition | None = None,
    answer: str = "",
    seen_at: datetime | None = None,
    now=None,
) -> None:
    """Say what came of it; ``fixed`` names the later edition, of the same book, in which it is right.

    ``seen_at`` is when it had been settled before, as ``by`` has seen it: what somebody decided meanwhile stays.
    """
    stored = Erratum.objects.unscoped("looked at again under its lock").select_for_update().get(pk=erratum.pk)
    if stored.settled_at != seen_at:
        raise ErratumRefused(_("Somebody has settled this report meanwhile. Please look at it again."))
    if state == ErratumState.FIXED and fixed_in not in possible_fixes(erratum):
        raise ErratumRefused(_("Please choose the later edition in which it is fixed."))
    is_settled = state != ErratumState.NEW
    erratum.state, erratum.answer = state, answer
    erratum.fixed_in = fixed_in if state == ErratumState.FIXED else None
    erratum.settled_by = by if is_settled else None
    erratum.settled_at = (now or timezone.now()) if is_settled else None
    erratum.save(update_fields=["state", "answer", "fixed_in", "settled_by", "settled_at"])
    auditing.record("erratum.settled", by=by, about=erratum, state=str(state))
    public_pages.renew()


def possible_fixes(erratum: Erratum) -> QuerySet[Edition]:
    """The editions after that of the report, a draft among them: in what comes next it is right already."""
    later = Edition.objects.filter(book=erratum.edition.book_id, number__gt=erratum.edition.number)
    return later.select_related("book").order_by("number")


def known_in(edition: Edition, chapter_key: str, *, language: str) -> list[Erratum]:
    """What readers of the chapter in ``language`` should know: mistakes of this edition that are, or will be, fixed in
    a later one. The words of the reader who reported it are not shown to anybody else."""
    rows = Erratum.objects.unscoped("shown without who reported it, and without her words")
    kept = rows.filter(edition=edition, chapter_key=chapter_key, language=language, state__in=_KNOWN)
    return list(kept.defer("message").select_related("fixed_in__book").order_by("reported_at", "pk"))
