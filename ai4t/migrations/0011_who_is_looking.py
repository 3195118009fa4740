"""What the policies of all apps ask: who is looking (``ai4t.walls``), and whether she sees everything."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION ai4t_viewer() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('ai4t.viewer', true), '')::bigint
$$;
CREATE FUNCTION ai4t_held(role_name text) RETURNS SETOF ai4t_responsibility
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT * FROM ai4t_responsibility
    WHERE user_id = ai4t_viewer() AND role = role_name AND since <= statement_timestamp()
        AND (until IS NULL OR until > statement_timestamp())
$$;
CREATE FUNCTION ai4t_no_wall() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT ai4t_viewer() IS NULL OR EXISTS (
        SELECT FROM (SELECT * FROM ai4t_held('operator') UNION ALL SELECT * FROM ai4t_held('consortium_coordinator')) AS held
        WHERE held.country = '' AND held.language = '' AND held.scope_id IS NULL
    )
$$;
"""

BACKWARDS = """
DROP FUNCTION ai4t_no_wall();
DROP FUNCTION ai4t_held(text);
DROP FUNCTION ai4t_viewer();
"""


class Migration(migrations.Migration):
    dependencies = [("ai4t", "0010_mail_choices_and_addresses_not_reached")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
