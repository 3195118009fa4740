"""The content server as a program of its own: ``gunicorn courses.packages.wsgi``."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4t.settings")
django.setup(set_prefix=False)

from courses.packages.serving import ContentServer  # noqa: E402

application = ContentServer()
