"""What readers find wrong: reported at a paragraph, looked at by the staff, fixed in an edition."""

import re
from html import unescape

from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from ai4t import auditing, public_pages
from handbook.bodies import body_of
from handbook.contents import contents_of
from handbook.models import Edition, Erratum
from handbook.states import ErratumState

_LONGEST_QUOTE = 500
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
    paragraph = paragraph if _PLACE.fullmatch(paragraph) else ""
    erratum = Erratum(
        edition=edition,
        chapter_key=chapter_key,
        language=language,
        paragraph=paragraph,
        quoted=quoted(edition, chapter_key, paragraph, language=language),
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
    if not (body and paragraph):
        return ""
    found = re.search(rf'<(\w+)[^>]* id="{re.escape(paragraph)}"[^>]*>(.*?)</\1>', body.html, re.S)
    words = " ".join(unescape(strip_tags(found[2])).split()) if found else ""
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


@transaction.atomic
def settle(erratum: Erratum, *, state: str, by, fixed_in: Edition | None = None, answer: str = "", now=None) -> None:
    """Say what came of it; ``fixed`` names the edition, of the same book, in which it is right."""
    if state == ErratumState.FIXED and fixed_in is None:
        raise ErratumRefused(_("Please choose the edition in which it is fixed."))
    if fixed_in and fixed_in.book_id != erratum.edition.book_id:
        raise ErratumRefused(_("That edition belongs to another book."))
    erratum.state, erratum.answer = state, answer
    erratum.fixed_in = fixed_in if state == ErratumState.FIXED else None
    erratum.settled_by, erratum.settled_at = by, now or timezone.now()
    erratum.save(update_fields=["state", "answer", "fixed_in", "settled_by", "settled_at"])
    auditing.record("erratum.settled", by=by, about=erratum, state=str(state))
    public_pages.renew()


def known_in(edition: Edition, chapter_key: str) -> list[Erratum]:
    """What readers of this chapter should know: mistakes of this edition that are, or will be, fixed in a later one."""
    rows = Erratum.objects.unscoped("shown without who reported it")
    kept = rows.filter(edition=edition, chapter_key=chapter_key, state__in=[ErratumState.ACCEPTED, ErratumState.FIXED])
    return list(kept.select_related("fixed_in__book").order_by("reported_at", "pk"))
