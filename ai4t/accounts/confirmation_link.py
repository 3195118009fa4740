"""The link in the confirmation mail: it works in any browser, once, for three days.

It names the row of the address, which goes when the address is corrected; so the link dies with it.
"""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from django.core import signing

_SALT = "ai4t.accounts.confirmation_link"


@dataclass(frozen=True)
class Link:
    """``state`` is open, used, expired, or unknown: cut off, made up, or of an address that was corrected since."""

    state: str
    email_address: EmailAddress | None = None


def key_for(email_address: EmailAddress) -> str:
    return signing.dumps(email_address.pk, salt=_SALT)


def read(key: str) -> Link:
    try:
        address_id = signing.loads(key, salt=_SALT)
    except signing.BadSignature:
        return Link("unknown")
    email_address = EmailAddress.objects.select_related("user").filter(pk=address_id, user__is_active=True).first()
    if email_address is None:
        return Link("unknown")
    if email_address.verified:
        return Link("used", email_address)
    return Link("expired" if _is_old(key) else "open", email_address)


def _is_old(key: str) -> bool:
    try:
        signing.loads(key, salt=_SALT, max_age=timedelta(days=app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS))
    except signing.SignatureExpired:
        return True
    return False
