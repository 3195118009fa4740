"""An address is confirmed: by the mailed code, by the mailed link, by a sign-in code, or by us for people we made."""

from allauth.account.internal.flows import email_verification
from allauth.account.models import EmailAddress
from django.db import transaction

from ai4t.accounts.signals import address_confirmed
from ai4t.models import User
from ai4t.outbox import troubles


@transaction.atomic
def confirm(request, email_address: EmailAddress) -> bool:
    """False when the address was confirmed for somebody else meanwhile. Two at once confirm it once.

    What mail servers said of this address, and of the one before, is forgotten.
    """
    person = User.objects.select_for_update().get(pk=email_address.user_id)
    confirmed = EmailAddress.objects.filter(user=person, verified=True)
    if confirmed.filter(email=email_address.email).exists():
        return True
    is_first = not confirmed.exists()
    if not email_verification.verify_email(request, email_address):
        return False
    for address in {person.email, email_address.email}:
        troubles.clear(address)
    if is_first:
        _tell(email_address.user)
    return True


@transaction.atomic
def confirm_without_mail(user: User) -> EmailAddress:
    """For people of the demo, of tests and of the command line."""
    email_address, _created = EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": True}
    )
    _tell(user)
    return email_address


def is_confirmed(user: User) -> bool:
    return EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()


def _tell(user: User):
    address_confirmed.send(sender=User, user=user, arrived_for=user.arrived_for, language=user.language)
