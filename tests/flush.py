"""Emptying the test database after tests that commit: the work of the owner, because the application may not.

Rows that came with the migrations stay.
"""

import os

import psycopg2
from django.db import connection

REFERENCE_TABLES = {"django_migrations", "django_content_type", "auth_permission", "ai4t_language"}


def flush_as_owner():
    connection.close()
    owner = psycopg2.connect(os.environ["DATABASE_OWNER_URL"])
    with owner, owner.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()} - REFERENCE_TABLES
        cursor.execute("ALTER TABLE ai4t_auditentry DISABLE TRIGGER audit_log_stays")
        cursor.execute(f"TRUNCATE {', '.join(sorted(tables))}")
        cursor.execute("ALTER TABLE ai4t_auditentry ENABLE TRIGGER audit_log_stays")
        cursor.execute("INSERT INTO ai4t_mailswitch (id, paused, reason, changed_at) VALUES (1, false, '', now())")
        cursor.execute("UPDATE ai4t_language SET opened = (code IN ('en', 'fr', 'de', 'it', 'sl'))")
    owner.close()
