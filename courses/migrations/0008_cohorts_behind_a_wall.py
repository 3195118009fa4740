"""Rows of cohorts, and of the learners in them, behind the wall of ``ai4t.walls``; says what ``visible_to`` says."""

from django.db import migrations

SEEN = """
CREATE FUNCTION courses_cohorts_seen() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT scope_id FROM ai4t_held('trainer')
    WHERE scope_type_id = (SELECT id FROM django_content_type WHERE app_label = 'courses' AND model = 'cohort')
    UNION
    SELECT cohort.id FROM courses_cohort AS cohort, ai4t_held('national_coordinator') AS held
    WHERE held.country IN ('', cohort.country) AND held.language = '' AND held.scope_id IS NULL
$$;
"""

# What each table's rows are known by; a table named inside is read behind its own wall.
_COHORT = "cohort_id IN (SELECT courses_cohorts_seen())"
_SESSION = "session_id IN (SELECT id FROM courses_session)"
_ENROLMENT = "enrolment_id IN (SELECT id FROM courses_enrolment)"
BEHIND_THE_WALL = {
    "courses_cohort": "id IN (SELECT courses_cohorts_seen())",
    "courses_cohortmembership": _COHORT,
    "courses_waitingplace": _COHORT,
    "courses_invitation": _COHORT,
    "courses_cohortmessage": _COHORT,
    "courses_rememberedname": _COHORT,
    "courses_session": _COHORT,
    "courses_sessionseat": _SESSION,
    "courses_sessionguest": _SESSION,
    "courses_attendancemark": _SESSION,
    "courses_walkin": _SESSION,
    "courses_meetingreport": _SESSION,
    "courses_meetingattendee": "report_id IN (SELECT id FROM courses_meetingreport)",
    "courses_enrolment": "learner_id = ai4t_viewer()"
    " OR id IN (SELECT enrolment_id FROM courses_cohortmembership WHERE until IS NULL)",
    "courses_completion": _ENROLMENT,
    "courses_attestation": _ENROLMENT,
    "courses_packageclaim": _ENROLMENT,
}


def wall(table: str, seen: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY wall ON {table} USING ((SELECT ai4t_no_wall()) OR {seen}) WITH CHECK (true);",
        f"DROP POLICY wall ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


class Migration(migrations.Migration):
    dependencies = [("courses", "0007_cohorts_and_sessions"), ("ai4t", "0011_who_is_looking")]

    operations = [
        migrations.RunSQL(SEEN, "DROP FUNCTION courses_cohorts_seen();"),
        *(wall(table, seen) for table, seen in BEHIND_THE_WALL.items()),
    ]
