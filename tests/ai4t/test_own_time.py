from datetime import UTC, datetime

import pytest

from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Auckland", "1 May 2026"), ("Europe/Dublin", "30 April 2026"), ("no/where", "30 April 2026")],
)
def test_dates_are_shown_by_the_clock_of_the_reader(client, zone, day):
    learner = create_user(time_zone=zone)
    enrolment = create_enrolment(learner=learner, course=create_course())
    enrolment.finished_at = datetime(2026, 4, 30, 13, tzinfo=UTC)
    enrolment.save()
    client.force_login(learner)
    assert day in client.get("/en/courses/first-steps/finished/").content.decode()


def test_pages_of_somebody_signed_in_stay_between_her_and_us(client):
    client.force_login(create_user())
    create_course()
    for path in ("/en/learning/", "/en/courses/first-steps/"):
        assert client.get(path).headers["Cache-Control"] == "private, no-cache"
