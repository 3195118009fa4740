"""The second factor of an account: an authenticator app, passkeys, and codes on paper for the day both are lost."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from ai4t import auditing
from ai4t.accounts import letters
from ai4t.models import User

APP, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES


class Reason(models.TextChoices):
    """Why factors were taken away. No text: the audit log outlives the erasing of a person."""

    LOST_DEVICE = "lost_device", _("The device is lost.")
    CHANGED_DEVICE = "changed_device", _("The device was changed.")
    SUSPECTED_MISUSE = "suspected_misuse", _("Misuse is suspected.")
    OTHER = "other", _("Another reason.")


def factors(user: User) -> list[Authenticator]:
    """What she can sign in with besides her password; the codes on paper stand in for one, and are none."""
    return list(Authenticator.objects.filter(user=user).exclude(type=CODES).order_by("pk"))


def app_of(user: User) -> Authenticator | None:
    return Authenticator.objects.filter(user=user, type=APP).first()


def code_factors(user: User) -> list[Authenticator]:
    """What a typed code may belong to: her app, and her recovery codes."""
    return list(Authenticator.objects.filter(user=user, type__in=[APP, CODES]).order_by("-type"))


def codes_of(user: User) -> list[str]:
    """The recovery codes that are not used up."""
    kept = Authenticator.objects.filter(user=user, type=CODES).first()
    return kept.wrap().get_unused_codes() if kept else []


def is_shown_in(request) -> bool:
    """Whether this session was signed in, or confirmed since, with a second factor of the person."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def note_shown(request, factor: Authenticator):
    """Setting a factor up has just proved that she holds it."""
    record_authentication(request, request.user, method="mfa", id=factor.pk, type=factor.type, reauthenticated=True)


@transaction.atomic
def add_app(user: User, secret: str, **data) -> Authenticator:
    """``data`` is kept beside the secret."""
    app = _make_app(user, secret, **data)
    _tell(user, "app_added")
    return app


@transaction.atomic
def add_passkey(user: User, *, name: str, credential: dict) -> Authenticator:
    passkey = WebAuthn.add(user, name, credential).instance
    RecoveryCodes.activate(user)
    _tell(user, "passkey_added")
    return passkey


@transaction.atomic
def remove(factor: Authenticator):
    """The person takes one of her own away; with the last one go the codes."""
    user, what = factor.user, "app_removed" if factor.type == APP else "passkey_removed"
    factor.delete()
    if not factors(user):
        Authenticator.objects.filter(user=user).delete()
    _tell(user, what)


@transaction.atomic
def renew_codes(user: User):
    """New recovery codes; the old ones are worth nothing from now on."""
    User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user, type=CODES).delete()
    RecoveryCodes.activate(user)
    _tell(user, "codes_renewed")


@transaction.atomic
def reset_second_factor(user: User, *, by: User | None, reason: Reason):
    """Take every factor from somebody who lost hers; all her sessions end, and she sets up a new one at the next door.

    ``by`` is another person who is an operator, or None for the command line; PermissionDenied for anybody else.
    """
    if by is not None and (by == user or not by.holds("operator")):
        raise PermissionDenied
    taken, _by_model = Authenticator.objects.filter(user=user).delete()
    auditing.record("second_factor.reset", by=by, about=user, factors=taken, reason=Reason(reason).value)
    letters.write("second_factor_reset", user=user)


def give_demo_app(user: User, secret: str) -> Authenticator:
    """An app whose codes ``demo_code`` prints; refused outside the demo, as are its codes."""
    if not settings.DEMO:
        raise PermissionDenied("A demo secret exists in the demo only.")
    return _make_app(user, secret, is_demo=True)


def _make_app(user: User, secret: str, **data) -> Authenticator:
    app = TOTP.activate(user, secret).instance
    app.data.update(data)
    app.save(update_fields=["data"])
    RecoveryCodes.activate(user)
    return app


def _tell(user: User, what: str):
    auditing.record(f"second_factor.{what}", by=user, about=user)
    letters.write("second_factor_changed", user=user, what=what)
