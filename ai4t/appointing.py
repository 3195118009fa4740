"""Giving somebody a responsibility, and taking it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.models import Responsibility


class DismissalRefused(Exception):
    """This responsibility cannot end now; the text is meant for the person who wanted it."""


@transaction.atomic
def appoint(*, user, role, by, country="", language="", scope=None, until=None) -> Responsibility:
    """Give ``user`` the role, limited to what is named; ``by`` is None for the command line only.

    ValidationError where no rule honours the limit, or where it names no country or language.
    """
    responsibility = Responsibility(
        user=user, role=role, country=country, language=language, scope=scope, until=until, appointed_by=by
    )
    responsibility.full_clean()
    responsibility.save()
    auditing.record("responsibility.given", by=by, about=responsibility, role=role, person=user.pk, country=country)
    return responsibility


@transaction.atomic
def dismiss(responsibility: Responsibility, *, by, now=None) -> None:
    """End the responsibility now: the next request and the next queued job of its holder are refused."""
    if responsibility.role == Responsibility.Role.OPERATOR and is_only_operator(responsibility.user):
        raise DismissalRefused(_("The platform would have no operator left: please appoint another one first."))
    responsibility.until = now or timezone.now()
    responsibility.save(update_fields=["until"])
    auditing.record(
        "responsibility.ended", by=by, about=responsibility, role=responsibility.role, person=responsibility.user_id
    )


def is_only_operator(user) -> bool:
    """Whether nobody but ``user`` runs the platform; two operators who leave at once wait for each other."""
    list(_operators().select_for_update().order_by("pk"))
    # Asked anew once the lock is held: the other one may have left while we waited.
    return set(_operators().filter(user__is_active=True).values_list("user", flat=True)) == {user.pk}


def _operators():
    in_force = Responsibility.objects.unscoped("who runs the platform").in_force()
    return in_force.filter(role=Responsibility.Role.OPERATOR)
