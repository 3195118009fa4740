"""People, their schools and their responsibilities; every default can be guessed, and told apart by its number."""

import time
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from ai4t.appointing import appoint
from ai4t.models import School, User

PASSWORD = "a long enough password"
_number = count(1)


def create_user(*, name="Ana Novak", email="", password=PASSWORD, confirmed=True, **fields) -> User:
    """A person who has confirmed her address, so that she can sign in with ``PASSWORD``."""
    email = email or f"person{next(_number)}@example.org"
    user = User.objects.create_user(email, password, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=confirmed)
    return user


def create_staff(role="operator", *, country="", language="", scope=None, **fields) -> User:
    """A person with one responsibility in force; she has no second factor yet."""
    user = create_user(**{"name": "Borut Kos", **fields})
    appoint(user=user, role=role, by=None, country=country, language=language, scope=scope)
    return user


def create_school(*, name="Gimnazija Bežigrad", town="Ljubljana", country="SI", national_id=None, **fields) -> School:
    national_id = f"{next(_number):05}" if national_id is None else national_id
    return School.objects.create(name=name, town=town, country=country, national_id=national_id, **fields)


def sign_in(client, user, *, second_factor=False, minutes_ago=0):
    """Sign ``user`` in as if she had just done so by her password, and with ``second_factor`` by her app as well."""
    at = time.time() - minutes_ago * 60
    proofs = [{"method": "password", "email": user.email, "at": at}]
    if second_factor:
        data = {"secret": "no code is asked of it"}
        app, _is_new = Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": data})
        proofs.append({"method": "mfa", "id": app.pk, "type": app.type, "at": at})
    client.force_login(user)
    session = client.session
    session.update({"account_authentication_methods": proofs, "account_authentication_methods_user": str(user.pk)})
    session.save()
