"""Settings of the tests: the same parts, real PostgreSQL and Redis, with cheap passwords and no static manifest."""

from tests.real_parts import start_services

start_services()

from ai4t.settings import *  # noqa: E402, F403
from ai4t.settings import STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
# Every test client starts the middleware anew: static files are looked for when asked for, not listed each time.
WHITENOISE_AUTOREFRESH = True
