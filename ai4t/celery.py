"""The hands: PostgreSQL is the truth, a task is a doorbell that may ring twice or never."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4t.settings")

app = Celery("ai4t")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()
app.autodiscover_tasks()
