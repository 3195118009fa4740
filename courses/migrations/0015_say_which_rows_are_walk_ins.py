from django.db import migrations

# A row set aside by hand stands for a walk-in where one of its address or name is noted in the session.
_SAY = """
UPDATE courses_meetingattendee attendee SET matched_by = 'walk_in' FROM courses_meetingreport report
WHERE report.id = attendee.report_id AND attendee.matched_by = 'hand' AND NOT attendee.is_participant AND EXISTS (
    SELECT FROM courses_walkin walk_in WHERE walk_in.session_id = report.session_id
    AND lower(walk_in.address) = lower(attendee.address)
    AND (attendee.address <> '' OR walk_in.name = left(attendee.name, 150)))
"""
_UNSAY = "UPDATE courses_meetingattendee SET matched_by = 'hand' WHERE matched_by = 'walk_in'"


class Migration(migrations.Migration):
    dependencies = [("courses", "0014_rows_noted_as_walk_ins")]

    operations = [migrations.RunSQL(_SAY, _UNSAY)]
