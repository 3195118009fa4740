import pytest

from ai4t.desk import limits
from ai4t.models import HelpRequest
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

ADDRESS = "/sl/courses/first-steps/U2/problem/"


@pytest.fixture
def learner(client):
    learner = create_user(language="sl")
    create_enrolment(learner=learner, course=create_course())
    client.force_login(learner)
    return learner


def test_problem_reaches_the_queue_with_page_language_unit_and_release(client, learner):
    response = client.post(ADDRESS, {"message": "Slika manjka."})
    assert (response.status_code, response.url) == (302, f"{ADDRESS}?sent")
    assert client.get(response.url).status_code == 200
    fields = ["kind", "message", "language", "page", "object_key", "release", "sender_id"]
    asked = HelpRequest.objects.unscoped("test").values(*fields).get()
    assert asked == {
        "kind": "problem",
        "message": "Slika manjka.",
        "language": "sl",
        "page": "/sl/courses/first-steps/U2/",
        "object_key": "U2",
        "release": "V1",
        "sender_id": learner.pk,
    }


def test_empty_report_says_what_to_do_and_keeps_the_page(client, learner):
    response = client.post(ADDRESS, {"message": " "})
    assert (response.status_code, list(response.context["form"].errors)) == (400, ["message"])


def test_report_on_a_unit_that_does_not_exist_is_not_found(client, learner):
    assert client.post("/sl/courses/first-steps/U9/problem/", {"message": "x"}).status_code == 404


def test_flood_of_reports_is_refused_and_the_report_kept(client, learner, monkeypatch):
    monkeypatch.setattr(limits, "MESSAGES_AN_HOUR", 1)
    client.post(ADDRESS, {"message": "Slika manjka."})
    response = client.post(ADDRESS, {"message": "Zvok manjka."})
    assert (response.status_code, HelpRequest.objects.unscoped("test").count()) == (429, 1)
    assert "Zvok manjka." in response.content.decode()
