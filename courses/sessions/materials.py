"""What belongs to a session: things to read before, and recordings for afterwards, in whatever language they are."""

from django.db import transaction
from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.content.locking import lock
from ai4t.content.media_types import is_what_it_says, media_type_of
from ai4t.content.storing import STORE, ContentStore
from courses.models import Session, SessionMaterial
from courses.sessions.seats import locked

MOST_BYTES = 20 * 1024**2
MOST_OF_A_SESSION = 60


class MaterialRefused(Exception):
    """This cannot be kept; the text is meant for people."""


@transaction.atomic
def add(session: Session, *, by, kind: str, language: str, title: str, link="", file=None) -> SessionMaterial:
    """Keep a ``link`` or an uploaded ``file``, which has a name, a size in bytes, and can be read.

    The same once more, by a button pressed twice, changes nothing.
    """
    locked(session)
    what = {"kind": kind, "language": language, "title": title, "link": link}
    what |= {"file": _stored(file), "file_name": file.name[-200:]} if file else {"file": None}
    if known := session.materials.filter(**what).first():
        return known
    if session.materials.count() >= MOST_OF_A_SESSION:
        raise MaterialRefused(
            _("This session has %(count)d materials already. Please remove one first.") % {"count": MOST_OF_A_SESSION}
        )
    material = SessionMaterial(session=session, **what)
    material.save(force_insert=True)
    auditing.record("session.material_added", by=by, about=session, material=material.pk, kind=kind)
    return material


@transaction.atomic
def remove(material: SessionMaterial, *, by) -> None:
    """The file itself goes with the next clearing of the store, if nothing else uses it."""
    auditing.record("session.material_removed", by=by, about=material.session, material=material.pk)
    material.delete()


def in_order_for(session: Session, language: str, *, is_over: bool) -> list[SessionMaterial]:
    """Those in her language first; recordings once the session is over."""
    shown = session.materials.select_related("file")
    shown = shown if is_over else shown.exclude(kind="recording")
    return sorted(shown, key=lambda one: (one.kind, one.language != language, one.language, one.pk))


def _stored(file):
    if file.size > MOST_BYTES:
        raise MaterialRefused(
            _("This file is larger than %(megabytes)d MB. Please put it elsewhere and give us the link.")
            % {"megabytes": MOST_BYTES // 1024**2}
        )
    raw = file.read()
    if not is_what_it_says(file.name, raw):
        raise MaterialRefused(
            _("The contents of this file are not what its name %(name)s says. Please save it again and upload that.")
            % {"name": file.name}
        )
    lock(STORE)
    return ContentStore().keep(raw, media_type=media_type_of(file.name, raw))
