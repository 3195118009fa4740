"""The audit log can be written and read, and nothing else, by anybody."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION ai4t_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON ai4t_auditentry
    FOR EACH ROW EXECUTE FUNCTION ai4t_refuse_change();
CREATE TRIGGER audit_log_stays BEFORE TRUNCATE ON ai4t_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION ai4t_refuse_change();
"""

BACKWARDS = """
DROP TRIGGER audit_entry_stays ON ai4t_auditentry;
DROP TRIGGER audit_log_stays ON ai4t_auditentry;
DROP FUNCTION ai4t_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("ai4t", "0002_trace_partitioned")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
