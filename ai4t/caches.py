import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

_log = logging.getLogger(__name__)


def _forgiving(name, answer):
    def method(self, *args, **kwargs):
        try:
            return getattr(RedisCache, name)(self, *args, **kwargs)
        except RedisError as error:
            _log.warning("The cache does not answer: %s", type(error).__name__)
            return answer(*args, **kwargs) if callable(answer) else answer

    method.__name__ = name
    return method


class ForgivingRedisCache(RedisCache):
    """Redis as a cache that may be gone: every read is then a miss, every write is forgotten, and pages still come."""

    get = _forgiving("get", lambda key, default=None, version=None: default)
    get_many = _forgiving("get_many", lambda keys, version=None: {})
    add = _forgiving("add", True)
    set = _forgiving("set", None)
    set_many = _forgiving("set_many", [])
    touch = _forgiving("touch", False)
    delete = _forgiving("delete", False)
    delete_many = _forgiving("delete_many", None)
    has_key = _forgiving("has_key", False)
    incr = _forgiving("incr", 1)
    clear = _forgiving("clear", False)
