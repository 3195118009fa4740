"""Draft to published: from then on the edition stays as it is."""

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, public_pages
from ai4t.content.locking import lock
from ai4t.content.storing import STORE
from handbook.checking import Obstacle, obstacles
from handbook.models import Edition
from handbook.states import EditionState

# Sent with ``edition`` in the transaction that publishes it.
edition_published = Signal()


class PublishingRefused(Exception):
    """This edition cannot be published; ``obstacles`` says why, in sentences for the staff."""

    def __init__(self, sentence: str, obstacles: list[Obstacle] = ()):
        super().__init__(sentence)
        self.obstacles = obstacles


@transaction.atomic
def publish(edition: Edition, *, by, now=None) -> Edition:
    """Freeze the edition and let everybody read it; raises PublishingRefused where something is in the way.

    Waits for an import that is under way, which may change what has just been looked at.
    """
    lock(STORE)
    edition = Edition.objects.select_for_update(of=["self"]).select_related("book").get(pk=edition.pk)
    if edition.is_published:
        raise PublishingRefused(_("This edition is published already."))
    if found := obstacles(edition):
        raise PublishingRefused(_("This edition cannot be published yet."), found)
    edition.state, edition.published_at = EditionState.PUBLISHED, now or timezone.now()
    edition.save(update_fields=["state", "published_at"])
    auditing.record("edition.published", by=by, about=edition)
    edition_published.send(Edition, edition=edition)
    public_pages.renew()
    return edition
