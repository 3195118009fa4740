"""What surrounds a unit is drawn once, and yet for each reader as it is for her."""

import pytest
from django.db.models import F

from courses.models import Release, Unit
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db


def page(client, learner=None, *, key="U2", language="en"):
    client.logout()
    if learner:
        client.force_login(learner)
    return client.get(f"/{language}/courses/first-steps/{key}/").content.decode()


def test_last_unit_leads_a_learner_on_and_a_visitor_back(client):
    course = create_course(units=2, reads_without_enrolment=True)
    learner = create_enrolment(learner=create_user(), course=course).learner
    for _time in range(2):
        assert 'href="/en/learning/">Go to My learning' in page(client, learner)
        assert 'href="/en/courses/first-steps/">Back to the course' in page(client)


def test_title_that_has_changed_shows_at_once_on_the_page_and_beside_it(client):
    learner = create_enrolment(learner=create_user(), course=create_course(units=2)).learner
    assert "Renamed" not in page(client, learner, key="U1") + page(client, learner)
    Unit.objects.filter(key="U2").update(title_en="Renamed")
    Release.objects.update(content_version=F("content_version") + 1)
    assert "<h1>Renamed</h1>" in page(client, learner)
    assert 'rel="next"><bdi>Renamed</bdi>' in page(client, learner, key="U1")


def test_navigation_marks_the_place_and_shows_what_is_open_to_whom(client):
    create_enrolment(learner=(learner := create_user()), course=create_course())
    staff = create_staff()
    for _time in range(2):
        client.force_login(learner)
        in_unit, at_learning = page(client, learner, key="U1"), client.get("/en/learning/").content.decode()
        assert '<a href="/en/#courses" aria-current="true">Courses</a>' in in_unit
        assert '<a href="/en/learning/">My learning</a>' in in_unit
        assert '<a href="/en/learning/" aria-current="page">My learning</a>' in at_learning
        assert "/en/admin/" not in in_unit
        client.force_login(staff)
        assert '<a href="/en/admin/">Administration</a>' in client.get("/en/learning/").content.decode()
        client.logout()
        assert "/en/learning/" not in client.get("/en/").content.decode()
        assert '<nav aria-label="Hauptmenü">' in client.get("/de/").content.decode()
