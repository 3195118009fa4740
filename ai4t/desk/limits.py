"""A wide limit on messages from one address: a school shares one, a program that floods the desk passes it at once."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

MESSAGES_AN_HOUR = 60
TOO_MANY = _("Too many messages came from your network. Please send yours again in an hour.")
_HOUR = 3600


def takes_one_more(request) -> bool:
    """Count this message; False once its address has sent too many. A cache that is gone counts nothing."""
    address = get_adapter(request).get_client_ip(request)
    key = "desk:" + salted_hmac("ai4t.desk", address).hexdigest()
    cache.add(key, 0, _HOUR)
    try:
        return cache.incr(key) <= MESSAGES_AN_HOUR
    except ValueError:
        return True
