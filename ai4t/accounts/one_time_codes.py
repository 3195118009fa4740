"""The codes of an authenticator app: six digits of the last, the present or the next half minute, each taken once.

That a code was taken stands in the database, under a lock: a cache may be gone, and fifty tries at once are one.
"""

import time

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction

_LAST = "last_counter"


def counter_at(moment: float | None = None) -> int:
    return int(time.time() if moment is None else moment) // app_settings.TOTP_PERIOD


def code_for(secret: str, counter: int) -> str:
    return format_hotp_value(hotp_value(secret, counter))


def counter_of(secret: str, code: str, moment: float | None = None) -> int | None:
    """Of which half minute near ``moment`` the code is, or None."""
    present, around = counter_at(moment), app_settings.TOTP_TOLERANCE
    near = range(present - around, present + around + 1)
    return next((one for one in near if compare_user_code(actual=code, expected=code_for(secret, one))), None)


def next_untaken(app: Authenticator, moment: float | None = None) -> int:
    """The half minute whose code the app's owner can use now: the present one, or the next if this one is taken."""
    return max(counter_at(moment), app.data.get(_LAST, -1) + 1)


@transaction.atomic
def take(app: Authenticator, code: str, moment: float | None = None) -> bool:
    """Use up a code of the person's authenticator app; False for a wrong one, and for one that was taken before."""
    locked = Authenticator.objects.select_for_update().filter(pk=app.pk).first()
    if locked is None or (locked.data.get("is_demo") and not settings.DEMO):
        return False
    counter = counter_of(decrypt(locked.data["secret"]), code, moment)
    if counter is None or counter <= locked.data.get(_LAST, -1):
        return False
    locked.data[_LAST] = counter
    locked.save(update_fields=["data"])
    return True
