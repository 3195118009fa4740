"""The letters about accounts: codes and links that somebody waits for, and notices of what was changed.

A letter to an address that is not yet confirmed does not greet by name: whoever signs up chooses both, and would
otherwise send a text of her own to a stranger.
"""

import uuid
from urllib.parse import urlencode

from django.utils.translation import get_language

from ai4t import outbox
from ai4t.models import Letter, User


def register():
    code = Letter.Priority.CODE
    outbox.register("account.email_confirmation_signup", priority=code, context=_confirmation)
    outbox.register("account.email_confirmation", priority=code, context=_to_a_stranger)
    outbox.register("account.account_already_exists", priority=code, context=_ways_in)
    outbox.register("account.login_code", priority=code)
    outbox.register("account.password_reset_key", priority=code, context=_reset)
    for notice in ("email_changed", "password_changed", "second_factor_changed", "second_factor_reset"):
        outbox.register(f"account.{notice}", context=_notice)


def write(kind: str, *, user: User, address: str = "", language: str = "", **payload) -> Letter:
    """Write to ``user``, in her language, each time anew; ``address`` where it is not (yet, any more) her own."""
    return outbox.post(
        kind=f"account.{kind}",
        recipient=user,
        address="" if address == user.email else address,
        language=language or user.language or get_language(),
        version=uuid.uuid4().hex,
        payload=payload,
    )


def _confirmation(letter: Letter) -> dict:
    return {**_to_a_stranger(letter), "url": _with_next(letter, "account_confirm_link", letter.payload["key"])}


def _to_a_stranger(letter: Letter) -> dict:
    return {"name": "", "code": letter.payload["code"]}


def _ways_in(letter: Letter) -> dict:
    return {
        "login_url": _with_next(letter, "account_login"),
        "login_code_url": _with_next(letter, "account_request_login_code"),
        "password_reset_url": outbox.address_of("account_reset_password"),
    }


def _reset(letter: Letter) -> dict:
    key = letter.payload["uid"], letter.payload["key"]
    return {"url": outbox.address_of("account_reset_password_from_key", *key)}


def _notice(letter: Letter) -> dict:
    return {
        **letter.payload,
        "profile_url": outbox.address_of("profile"),
        "password_reset_url": outbox.address_of("account_reset_password"),
    }


def _with_next(letter: Letter, view: str, *arguments) -> str:
    wanted = letter.payload.get("next")
    return outbox.address_of(view, *arguments) + (f"?{urlencode({'next': wanted})}" if wanted else "")
