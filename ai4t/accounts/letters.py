"""The letters about accounts: codes and links that somebody waits for, and notices of what was changed.

A letter to an address that is not yet confirmed does not greet by name: whoever signs up chooses both, and would
otherwise send a text of her own to a stranger.
"""

import uuid
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ai4t import outbox
from ai4t.models import Letter, User
from ai4t.outbox.kinds import its_payload


def register():
    for kind, label, context in (
        ("email_confirmation_signup", _("Confirmation of a new account"), _confirmation),
        ("email_confirmation", _("Confirmation of an e-mail address"), _to_a_stranger),
        ("account_already_exists", _("There is an account already"), _ways_in),
        ("login_code", _("Code to sign in"), its_payload),
        ("password_reset_key", _("Link to a new password"), _reset),
    ):
        outbox.register(f"account.{kind}", label=label, priority=Letter.Priority.CODE, context=context)
    for kind, label in (
        ("email_changed", _("E-mail address changed")),
        ("password_changed", _("Password changed")),
        ("second_factor_changed", _("Second factor changed")),
        ("second_factor_reset", _("Second factor reset")),
        ("merged", _("Two accounts made one")),
        ("merge_undone", _("Two accounts taken apart")),
    ):
        outbox.register(f"account.{kind}", label=label, context=_notice)


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
