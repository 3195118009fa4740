"""The reports of the demo are read by the importer as reports of those who were there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.meeting_reports.looking import look_at
from courses.models import CohortMembership
from courses.showing import write_meeting_reports
from tests.factories.cohorts import create_cohort, create_member, create_session

pytestmark = pytest.mark.django_db


def test_report_of_a_past_webinar_can_be_brought_in(tmp_path):
    cohort = create_cohort()
    for number in range(8):
        create_member(cohort, name=f"Ana Novak {number}")
    CohortMembership.objects.unscoped("test").update(since=timezone.now() - timedelta(days=30))
    over = create_session(cohort, starts_at=timezone.now() - timedelta(days=9))
    create_session(cohort, starts_at=timezone.now() + timedelta(days=9))
    create_session(cohort, starts_at=timezone.now() - timedelta(days=2), kind="face_to_face")
    [path] = write_meeting_reports(tmp_path)
    look = look_at(path.read_bytes(), session=over, file_name=path.name, day_comes_first=False)
    assert look.reading.faults == []
    assert look.counts == {"people": 9, "matched": 5, "present": 4, "absent": 1, "unsettled": 4}
