import pytest
from django.db import DatabaseError, connection, transaction

from ai4t import auditing
from ai4t.models import AuditEntry, Language
from tests.flush import flush_as_owner

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ai4t_auditentry SET action = 'x'",
        "DELETE FROM ai4t_auditentry",
        "TRUNCATE ai4t_auditentry",
        "ALTER TABLE ai4t_auditentry DISABLE TRIGGER audit_entry_stays",
        "DROP TABLE ai4t_user",
        "CREATE TABLE mine (id int)",
    ],
)
def test_application_role_is_refused_what_only_the_owner_may(statement):
    auditing.record("test.done", by=None)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_audit_log_and_keeps_reference_rows():
    auditing.record("test.done", by=None)
    languages = Language.objects.count()
    flush_as_owner()
    assert (AuditEntry.objects.count(), Language.objects.count()) == (0, languages)


def test_partitions_of_traces_are_made_by_the_application_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT ai4t_prepare_trace_partitions('2031-01-15', 2)")
        assert cursor.fetchone() == (2,)
        cursor.execute("SELECT ai4t_prepare_trace_partitions('2031-01-15', 2)")
        assert cursor.fetchone() == (0,)
