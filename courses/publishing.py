"""Draft to live: a release that new learners get."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, links, public_pages, searching
from courses.models import Release, Unit
from courses.states import PublicationState


class PublishingRefused(Exception):
    """This release cannot go live; the text is meant for the staff."""


@transaction.atomic
def publish(release: Release, *, by, now=None):
    """Give the release to whoever enrols from now on; learners keep the release they began with."""
    if release.state == PublicationState.PUBLISHED:
        raise PublishingRefused(_("This release is published already."))
    if not Unit.objects.current().filter(release=release).exists():
        raise PublishingRefused(_("This release has no units: import the course first."))
    release.state, release.published_at = PublicationState.PUBLISHED, now or timezone.now()
    release.save(update_fields=["state", "published_at"])
    auditing.record("release.published", by=by, about=release)
    links.renew_around(release)
    searching.keep_in_step(release)
    public_pages.renew()


@transaction.atomic
def retire(release: Release, *, by):
    """Take the release from the choice; whoever learns in it goes on to its end."""
    if release.state != PublicationState.PUBLISHED:
        raise PublishingRefused(_("Only a published release can be retired."))
    release.state = PublicationState.RETIRED
    release.save(update_fields=["state"])
    auditing.record("release.retired", by=by, about=release)
    links.renew_around(release)
    public_pages.renew()
