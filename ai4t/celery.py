"""The hands: PostgreSQL is the truth, a task is a doorbell that may ring twice or never."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4t.settings")

app = Celery("ai4t")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()
app.autodiscover_tasks()


@app.on_after_configure.connect
def hang_up_the_timetable(sender, **_signal):
    """In UTC. What is due daily is asked for four times a day, so that a restart at the wrong minute costs no day."""
    from django.conf import settings  # not there yet when this module is imported

    sender.conf.beat_schedule = {
        "sweep": {
            "task": "ai4t.tasks.sweep",
            "schedule": settings.SWEEP_SECONDS,
            "options": {"expires": settings.SWEEP_SECONDS},
        },
        "prepare trace partitions": {
            "task": "ai4t.tasks.prepare_trace_partitions",
            "schedule": crontab(minute=10, hour="*/6"),
        },
        "erase those who asked": {
            "task": "ai4t.tasks.erase_those_who_asked",
            "schedule": crontab(minute="*/5"),
            "options": {"expires": 300},
        },
        "remind of sessions": {
            "task": "courses.tasks.remind_of_sessions",
            "schedule": crontab(minute="*/5"),
            "options": {"expires": 300},
        },
        "call up to seats": {
            "task": "courses.tasks.call_up_to_seats",
            "schedule": crontab(minute="*/15"),
            "options": {"expires": 900},
        },
        "erase never confirmed": {
            "task": "ai4t.tasks.erase_never_confirmed",
            "schedule": crontab(minute=50, hour="*/6"),
        },
        "forget old requests": {
            "task": "ai4t.tasks.forget_old_requests",
            "schedule": crontab(minute=30, hour="*/6"),
        },
        "remove unused files": {
            "task": "ai4t.tasks.remove_unused_files",
            "schedule": crontab(minute=5, hour=2, day_of_week="sunday"),
        },
        "forget ended sessions": {
            "task": "ai4t.tasks.forget_ended_sessions",
            "schedule": crontab(minute=40, hour="*/6"),
        },
        "forget unanswered invitations": {
            "task": "courses.tasks.forget_unanswered_invitations",
            "schedule": crontab(minute=45, hour="*/6"),
        },
        "check outside links": {
            "task": "handbook.tasks.check_outside_links",
            "schedule": crontab(minute=25, hour="*/6"),
            "options": {"expires": 3600},
        },
        "sweep builds": {
            "task": "handbook.tasks.sweep_builds",
            "schedule": crontab(minute="*/5"),
            "options": {"expires": 300},
        },
        "ask for files of all": {
            "task": "handbook.tasks.ask_for_files_of_all",
            "schedule": crontab(minute=35, hour=2),
        },
        "forget old letters": {
            "task": "ai4t.tasks.forget_old_letters",
            "schedule": crontab(minute=20, hour="*/6"),
        },
    }


@setup_logging.connect
def keep_our_logs(**_signal):
    """Celery sets up no logging of its own once somebody answers this signal: Django's stands."""
