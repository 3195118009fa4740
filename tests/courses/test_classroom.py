from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from ai4t.models import Letter, Trace
from courses import outline, visiting
from courses.completing import complete
from courses.models import Completion, Unit
from tests.factories.courses import create_course, create_enrolment, create_unit, create_unit_file
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client):
    learner = create_user()
    client.force_login(learner)
    return learner


def open_unit(client, key="U1", language="en", slug="first-steps"):
    return client.get(f"/{language}/courses/{slug}/{key}/")


def opened_earlier(enrolment, key="U1", *, minutes=5) -> str:
    """The signed visit of a page that has been open for some minutes."""
    line = outline.of(enrolment.release, "en").unit(key)
    return visiting.Visit.opened(enrolment, line, now=timezone.now() - timedelta(minutes=minutes)).signed()


def completions(enrolment):
    return list(Completion.objects.unscoped("test").filter(enrolment=enrolment).values_list("unit_key", "basis"))


def test_unit_shows_its_text_the_path_and_the_next_step(client, learner):
    create_enrolment(learner=learner, course=create_course())
    page = open_unit(client).content.decode()
    assert "<p>Text of U1 in en</p>" in page
    assert 'href="/en/courses/first-steps/U2/" rel="next"' in page


def test_stranger_is_led_from_a_unit_to_the_course(client):
    create_course()
    response = open_unit(client)
    assert (response.status_code, response.url) == (302, "/en/courses/first-steps/")


def test_unit_in_a_language_without_text_falls_back_with_a_notice_and_the_right_lang(client, learner):
    create_enrolment(learner=learner, course=create_course(languages=("en",)))
    page = open_unit(client, language="sl").content.decode()
    assert '<div class="reading" lang="en" dir="ltr">' in page
    assert '<p class="note">' in page


def test_unit_without_any_text_says_so_and_can_be_declared(client, learner):
    course = create_course(units=1)
    section = Unit.objects.get(key="U1").section
    create_unit(section=section, key="U2", position=2, languages=())
    enrolment = create_enrolment(learner=learner, course=course)
    response = open_unit(client, "U2")
    assert response.context["unit"]["has_body"] is False
    client.post(response.context["declare_url"], {"visit": response.context["visit_id"]})
    assert completions(enrolment) == [("U2", "declared")]


def test_declaring_every_unit_finishes_the_course_and_writes_once(client, learner):
    enrolment = create_enrolment(learner=learner, course=create_course(units=2))
    for key in ("U1", "U2"):
        page = open_unit(client, key)
        response = client.post(page.context["declare_url"], {"visit": page.context["visit_id"]})
    enrolment.refresh_from_db()
    assert response.url == "/en/courses/first-steps/finished/"
    assert client.get(response.url).status_code == 200
    assert enrolment.finished_at is not None
    assert [letter.kind for letter in Letter.objects.unscoped("test")] == ["courses.finished"]


def test_declaring_twice_is_one_completion_and_one_trace(client, learner):
    enrolment = create_enrolment(learner=learner, course=create_course())
    page = open_unit(client)
    for _again in range(2):
        client.post(page.context["declare_url"], {"visit": page.context["visit_id"]})
    assert completions(enrolment) == [("U1", "declared")]
    traces = sorted(Trace.objects.values_list("verb", "basis"))
    assert traces == [("completed", "declared"), ("experienced", "imputed")]


def test_visit_reported_in_parts_counts_its_total_once(client, learner):
    enrolment = create_enrolment(learner=learner, course=create_course())
    page, visit = open_unit(client), opened_earlier(enrolment)
    answers = [
        client.post(page.context["visit_url"], {"visit": visit, "seconds": seconds}).json() for seconds in (20, 10, 75)
    ]
    assert answers == [{"done": False}, {"done": False}, {"done": True}]
    assert completions(enrolment) == [("U1", "measured")]
    assert list(Trace.objects.filter(verb="experienced").values_list("seconds", "basis")) == [(75, "measured")]


def test_nobody_has_read_for_longer_than_the_page_was_open(client, learner):
    enrolment = create_enrolment(learner=learner, course=create_course())
    page = open_unit(client)
    answer = client.post(page.context["visit_url"], {"visit": page.context["visit_id"], "seconds": 600})
    assert (answer.json(), completions(enrolment)) == ({"done": False}, [])
    assert Trace.objects.get().seconds < 10


def test_time_of_an_earlier_visit_counts_where_it_was_measured(client, learner):
    enrolment = create_enrolment(learner=learner, course=create_course())
    earlier = {"learner_id": learner.pk, "app": "courses", "verb": "experienced", "when": timezone.now()}
    Trace.objects.create(**earlier, object_key=f"{enrolment.course_id}/U1", seconds=500, basis="imputed")
    Trace.objects.create(**earlier, object_key=f"{enrolment.course_id}/U2", seconds=500, basis="measured")
    page, visit = open_unit(client), opened_earlier(enrolment)
    report = {"visit": visit, "seconds": 20}
    assert client.post(page.context["visit_url"], report).json() == {"done": False}
    Trace.objects.create(**earlier, object_key=f"{enrolment.course_id}/U1", seconds=500, basis="measured")
    assert client.post(page.context["visit_url"], report).json() == {"done": True}


def test_visit_of_yesterday_is_not_taken(client, learner):
    enrolment = create_enrolment(learner=learner, course=create_course())
    page, visit = open_unit(client), opened_earlier(enrolment, minutes=25 * 60)
    assert client.post(page.context["visit_url"], {"visit": visit, "seconds": 5}).status_code == 404


def test_measured_time_replaces_the_imputed_time_of_the_same_visit(client, learner):
    enrolment = create_enrolment(learner=learner, course=create_course())
    page, visit = open_unit(client), opened_earlier(enrolment)
    client.post(page.context["declare_url"], {"visit": visit})
    client.post(page.context["visit_url"], {"visit": visit, "seconds": 9})
    assert list(Trace.objects.filter(verb="experienced").values_list("seconds", "basis")) == [(9, "measured")]


@pytest.mark.parametrize(
    ("rule", "report", "done"),
    [
        ("played", {"played": "film.mp4"}, True),
        ("downloaded", {"opened": "film.mp4"}, True),
        ("played", {"opened": "film.mp4"}, False),
        ("played", {"played": "other.mp4"}, False),
        ("read", {"played": "film.mp4"}, False),
        ("declared", {"played": "film.mp4", "opened": "film.mp4"}, False),
    ],
)
def test_playing_or_opening_a_file_of_the_unit_fulfils_its_own_rule_only(client, learner, rule, report, done):
    enrolment = create_enrolment(learner=learner, course=create_course())
    unit = Unit.objects.get(key="U1")
    Unit.objects.filter(pk=unit.pk).update(completion_rule=rule)
    create_unit_file(unit, name="film.mp4", media_type="video/mp4")
    page = open_unit(client)
    client.post(page.context["visit_url"], {"visit": page.context["visit_id"], "seconds": 1, **report})
    assert completions(enrolment) == ([("U1", "measured")] if done else [])


def test_taking_captions_away_is_not_opening_the_download(client, learner):
    enrolment = create_enrolment(learner=learner, course=create_course())
    unit = Unit.objects.get(key="U1")
    Unit.objects.filter(pk=unit.pk).update(completion_rule="downloaded")
    create_unit_file(unit, name="film.en.vtt", media_type="text/vtt", role="captions")
    page = open_unit(client)
    report = {"visit": page.context["visit_id"], "seconds": 1, "opened": "film.en.vtt"}
    client.post(page.context["visit_url"], report)
    assert completions(enrolment) == []


@pytest.mark.parametrize("seconds", ["", "-1", "1e9", "٣", "99999999", "x"])
def test_visit_with_an_unreadable_time_is_refused(client, learner, seconds):
    create_enrolment(learner=learner, course=create_course())
    page = open_unit(client)
    answer = client.post(page.context["visit_url"], {"visit": page.context["visit_id"], "seconds": seconds})
    assert (answer.status_code, Trace.objects.count()) == (400, 0)


def test_visit_of_somebody_else_is_not_taken(client, learner):
    course = create_course()
    create_enrolment(learner=learner, course=course)
    page = open_unit(client)
    other = create_user()
    create_enrolment(learner=other, course=course)
    client.force_login(other)
    answer = client.post(page.context["visit_url"], {"visit": page.context["visit_id"], "seconds": 5})
    assert answer.status_code == 404


def test_continue_opens_the_last_unit_on_any_device(client, learner):
    create_enrolment(learner=learner, course=create_course())
    open_unit(client, "U2")
    assert client.get("/sl/courses/first-steps/continue/").url == "/sl/courses/first-steps/U2/"


@pytest.mark.parametrize("units", [1, 3])
def test_unit_costs_the_same_for_any_length_of_course(client, learner, units, django_assert_num_queries):
    create_enrolment(learner=learner, course=create_course(units=units))
    open_unit(client)
    with django_assert_num_queries(3):  # session, person, place
        open_unit(client)


@pytest.mark.parametrize("learners", [1, 3])
def test_course_costs_the_same_for_any_number_of_learners(client, learner, learners, django_assert_num_queries):
    course = create_course()
    create_enrolment(learner=learner, course=course)
    for _other in range(learners - 1):
        create_enrolment(learner=create_user(), course=course)
    address = reverse("courses:course", args=["first-steps"])
    client.get(address)
    with django_assert_num_queries(5):  # session, person, place, cohort, meetings
        client.get(address)


def test_kept_course_page_of_a_stranger_costs_no_query(client, django_assert_num_queries):
    create_course()
    client.get("/en/courses/first-steps/")
    with django_assert_num_queries(0):
        assert client.get("/en/courses/first-steps/").status_code == 200


def test_reader_without_a_place_in_an_open_course_reads_and_reports_problems_to_the_desk(client):
    create_course(reads_without_enrolment=True)
    response = open_unit(client)
    assert (response.status_code, response.context["problem_url"]) == (200, "/en/help/?kind=problem")
    assert response.context["visit_url"] == ""


@pytest.mark.django_db(transaction=True)
def test_the_last_two_units_done_at_once_finish_the_course_once():
    enrolment = create_enrolment(learner=create_user(), course=create_course(units=8))
    keys = [f"U{number}" for number in range(1, 9)]

    def do(key):
        complete(enrolment=enrolment, unit_key=key, basis="measured", language="en")
        connection.close()

    with ThreadPoolExecutor(8) as tabs:
        list(tabs.map(do, keys))
    enrolment.refresh_from_db()
    assert enrolment.finished_at is not None
    assert [letter.kind for letter in Letter.objects.unscoped("test")] == ["courses.finished"]
