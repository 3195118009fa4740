"""Addresses of files that last: ``sl.pdf`` is always the newest PDF in that language, and where a file with a date in
its name has been followed by another, its address leads on."""

import re

from django.urls import reverse

from handbook.building.naming import ENDINGS
from handbook.models import Build, Edition
from handbook.states import BuildState, Format

_FORMATS = {ending: form for form, ending in ENDINGS.items()}
# Dated names are those of handbook.building.naming.
_NAME = re.compile(
    rf"(?P<prefix>.+-)?(?P<language>[a-z]{{2,3}})(?(prefix)-\d{{4}}-\d\d-\d\d)"
    rf"(?P<ending>{'|'.join(map(re.escape, _FORMATS))})"
)


def lasting_url(edition: Edition, language: str, form: Format) -> str:
    place = [edition.book.slug, edition.number, f"{language}{ENDINGS[form]}"]
    return reverse("handbook:download", args=place)


def newest_for(edition: Edition, name: str) -> Build | None:
    """The build that a lasting name, or a dated one that no file has any more, stands for."""
    meant = _NAME.fullmatch(name)
    if meant is None or meant["prefix"] not in {None, f"{edition.book.slug}-{edition.number}-"}:
        return None
    done = Build.objects.filter(edition=edition, state=BuildState.DONE, language=meant["language"])
    return done.filter(format=_FORMATS[meant["ending"]]).order_by("-finished_at").first()
