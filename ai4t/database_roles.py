"""What the application's role may do with the tables that the owner's role made.

The application reads and writes rows, and can neither change the schema nor remove what must stay (append-only
tables). Issued after every ``migrate``, so that new tables are covered.
"""

from django.conf import settings
from django.db import connections
from psycopg2.extensions import quote_ident

APPEND_ONLY_TABLES = ["ai4t_auditentry"]


def grant_to_application(*, using: str, **kwargs):
    connection = connections[using]
    if connection.settings_dict["USER"] == settings.DATABASE_APPLICATION_ROLE:
        return
    with connection.cursor() as cursor:
        role = quote_ident(settings.DATABASE_APPLICATION_ROLE, cursor.cursor.connection)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in APPEND_ONLY_TABLES:
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}")
