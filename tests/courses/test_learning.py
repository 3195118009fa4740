import pytest
from django.utils import timezone

from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client):
    learner = create_user()
    client.force_login(learner)
    return learner


@pytest.mark.parametrize("courses", [1, 3])
def test_my_learning_costs_the_same_for_any_number_of_courses(client, learner, courses, django_assert_num_queries):
    for number in range(courses):
        create_enrolment(learner=learner, course=create_course(slug=f"course-{number}"))
    client.get("/en/learning/")
    with django_assert_num_queries(6):  # session, person, enrolments, completions, cohorts, meetings
        page = client.get("/en/learning/")
    assert len(page.context["courses"]) == courses


@pytest.mark.parametrize("courses", [1, 3])
def test_home_costs_the_same_for_any_number_of_courses(client, learner, courses, django_assert_num_queries):
    for number in range(courses):
        create_course(slug=f"course-{number}")
    client.get("/en/")
    with django_assert_num_queries(4):  # session, person, courses, releases
        page = client.get("/en/")
    assert len(page.context["courses"]) == courses


def test_without_a_course_the_page_says_what_to_do(client, learner):
    page = client.get("/en/learning/").content.decode()
    assert "You have not taken a course yet." in page


def test_who_has_left_a_course_comes_back_to_where_she_was(client, learner):
    enrolment = create_enrolment(learner=learner, course=create_course())
    enrolment.state, enrolment.withdrawn_at, enrolment.last_unit_key = "withdrawn", timezone.now(), "U2"
    enrolment.save()
    assert client.post("/en/courses/first-steps/enrol/").url == "/en/courses/first-steps/U2/"
