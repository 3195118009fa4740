"""The project and the common ground; knows no other app."""

from ai4t.celery import app as celery_app

__all__ = ["celery_app"]
