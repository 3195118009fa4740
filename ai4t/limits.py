"""A wide limit on what one address may do in an hour: a school shares one, a flood passes it at once."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac

_HOUR = 3600


def takes_one_more(request, *, of: str, an_hour: int) -> bool:
    """Count this one; False once its address has had too many. A cache that is gone counts nothing."""
    address = get_adapter(request).get_client_ip(request)
    key = f"{of}:" + salted_hmac(f"ai4t.{of}", address).hexdigest()
    cache.add(key, 0, _HOUR)
    try:
        return cache.incr(key) <= an_hour
    except ValueError:
        return True
