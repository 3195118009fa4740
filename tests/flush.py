"""Emptying the test database after tests that commit: the work of the owner, because the application may not.

Rows that came with the migrations stay.
"""

import os
import time

import psycopg2
from django.db import connection
from psycopg2.errors import DeadlockDetected

REFERENCE_TABLES = {"django_migrations", "django_content_type", "auth_permission", "ai4t_language"}
_TRIES = 20


def flush_as_owner():
    connection.close()
    for further_tries in reversed(range(_TRIES)):
        owner = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
        try:
            _wait_for_others(owner)
            _empty(owner)
            return
        except DeadlockDetected:  # a last word of a page that was closed came in between
            if not further_tries:
                raise
        finally:
            owner.close()


def _empty(owner):
    with owner, owner.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()} - REFERENCE_TABLES
        cursor.execute("ALTER TABLE ai4t_auditentry DISABLE TRIGGER audit_log_stays")
        cursor.execute(f"TRUNCATE {', '.join(sorted(tables))}")
        cursor.execute("ALTER TABLE ai4t_auditentry ENABLE TRIGGER audit_log_stays")
        cursor.execute("INSERT INTO ai4t_mailswitch (id, paused, reason, changed_at) VALUES (1, false, '', now())")
        cursor.execute("UPDATE ai4t_language SET opened = (code IN ('en', 'fr', 'de', 'it', 'sl'))")


def _wait_for_others(owner):
    """A server or a worker of the test may still be at its last request."""
    owner.autocommit = True
    for _turn in range(500):
        with owner.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                break
        time.sleep(0.02)
    owner.autocommit = False
