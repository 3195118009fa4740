"""Somebody creates an account: a person with an address that is still to be confirmed, and what she agreed to."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction

from ai4t.accounts.agreeing import answer
from ai4t.accounts.countries import zone_of
from ai4t.models import Agreement, User

# Where answers wait in a session when the address has an account already: a corrected one can still be signed up.
WAITING_ANSWERS = "sign_up_answers"


@dataclass(frozen=True)
class Answers:
    """What the sign-up form was told, but for the address; ``password`` is already hashed."""

    password: str
    name: str
    language: str
    country: str
    education_role: str
    agrees_to_research: bool
    read_in: str
    arrived_for: str


@transaction.atomic
def sign_up(email: str, answers: Answers) -> User:
    """IntegrityError when somebody took the address in the meantime."""
    user = User.objects.create(
        email=email,
        password=answers.password,
        name=answers.name,
        language=answers.language,
        country=answers.country,
        time_zone=zone_of(answers.country),
        education_role=answers.education_role,
        arrived_for=answers.arrived_for,
    )
    _await_confirmation(user)
    answer(user=user, kind=Agreement.Kind.TERMS, given=True, language=answers.read_in)
    answer(user=user, kind=Agreement.Kind.RESEARCH, given=answers.agrees_to_research, language=answers.read_in)
    return user


@transaction.atomic
def correct_address(user: User, email: str) -> User:
    """The address she mistyped is given up, and with it every link that was sent there."""
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    _await_confirmation(user)
    return user


def _await_confirmation(user: User):
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
