"""Sessions for made-up people whose requests are measured."""

import time

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore


def session_cookie(user, **more) -> str:
    """A new session of ``user`` that knows ``more``, as a client sends it."""
    session = SessionStore()
    session.update(more)
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def staff_cookie(user) -> str:
    """The same for a member of the staff who has just shown a second factor."""
    app, _is_new = Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "no code is asked of it"}}
    )
    proof = {"method": "mfa", "id": app.pk, "type": app.type, "at": time.time()}
    return session_cookie(
        user, account_authentication_methods=[proof], account_authentication_methods_user=str(user.pk)
    )
