"""A learner answers: from an empty form to the result, with and without a program in the page."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from courses.models import Answer, Attempt, Completion, Unit
from tests.factories.activities import create_activity, each_kind, option, question, single
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db
PAGE = "/en/courses/first-steps/U1/"
ANSWERS = f"{PAGE}answers/quiz/"
RIGHT = {
    "single": "a",
    "multiple": ["a", "b"],
    "truth": "true",
    "number": "3,14",
    "short": " laibach ",
    "blanks.b1": "Puss",
    "blanks.b2": "mouse",
    "match.i1": "t1",
    "match.i2": "t2",
    "order.o1": "1",
    "order.o2": "2",
    "order.o3": "3",
    "thought": "It depends.",
}
KEYS = ["single", "multiple", "truth", "number", "short", "blanks", "match", "order", "thought"]


@pytest.fixture
def enrolment(client):
    learner = create_user()
    client.force_login(learner)
    return create_enrolment(learner=learner, course=create_course(units=2))


def unit() -> Unit:
    return Unit.objects.get(key="U1")


def form(number=1, shown=("q1",), **answers):
    return {"attempt": number, "shown": list(shown), **answers}


def attempts(enrolment):
    return list(Attempt.objects.unscoped("test").filter(enrolment=enrolment).order_by("number"))


def test_all_kinds_answered_rightly_bring_all_points_and_the_unit_is_done(client, enrolment):
    create_activity(unit(), *each_kind())
    assert client.get(PAGE).status_code == 200
    response = client.post(ANSWERS, {"attempt": 1, "shown": KEYS, **RIGHT})
    assert (response.status_code, response.url) == (302, f"{PAGE}#activity-quiz")
    [attempt] = attempts(enrolment)
    assert (attempt.points, attempt.points_possible) == (8, 8)
    page = client.get(PAGE).content.decode()
    assert "You have 8 of 8 points." in page
    assert "It depends." in page
    done = Completion.objects.unscoped("test").get(enrolment=enrolment)
    assert (done.unit_key, done.basis) == ("U1", "measured")


def test_all_kinds_left_empty_but_one_are_marked_wrong_and_the_answers_are_told(client, enrolment):
    create_activity(unit(), *each_kind())
    client.post(ANSWERS, {"attempt": 1, "shown": KEYS, "single": "b"})
    page = client.get(PAGE).content.decode()
    assert "You have 0 of 8 points." in page
    assert "Your answer, not right" in page
    for solution in ("Ljubljana", "3.14", "cat", "France"):
        assert solution in page


def test_a_part_of_the_page_is_given_to_the_program(client, enrolment):
    create_activity(unit(), single())
    answer = client.post(ANSWERS, form(q1="a"), headers={"accept": "text/html+part"})
    part = answer.content.decode()
    assert part.startswith('<section class="activity"')
    assert "data-unit-done" in part


def test_an_empty_form_is_not_an_attempt(client, enrolment):
    create_activity(unit(), single(), attempts_allowed=1)
    response = client.post(ANSWERS, form())
    assert (response.status_code, attempts(enrolment)[0].state) == (400, "open")
    assert "Answer at least one question first." in response.content.decode()


def test_what_is_no_number_is_told_kept_and_not_marked(client, enrolment):
    create_activity(unit(), *each_kind())
    response = client.post(ANSWERS, {"attempt": 1, "shown": KEYS, **RIGHT, "number": "about three"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "This could not be read as a number." in page
    assert 'value="about three"' in page
    assert attempts(enrolment)[0].state == "open"


def test_half_an_attempt_is_there_again_after_signing_in_anew(client, enrolment):
    create_activity(unit(), *each_kind())
    client.post(f"{ANSWERS}keep/", {"attempt": 1, "shown": ["single", "short"], "single": "b", "short": "Lju"})
    client.logout()
    client.force_login(enrolment.learner)
    page = client.get(PAGE).content.decode()
    assert 'value="b" checked' in page
    assert 'value="Lju"' in page
    assert "You began this attempt earlier." in page


def test_keeping_some_answers_leaves_the_others(client, enrolment):
    create_activity(unit(), *each_kind())
    client.post(f"{ANSWERS}keep/", {"attempt": 1, "shown": ["single"], "single": "a"})
    client.post(f"{ANSWERS}keep/", {"attempt": 1, "shown": ["short"], "short": "x"})
    assert Answer.objects.unscoped("test").count() == 2


def test_what_another_tab_sends_after_handing_in_is_said_not_to_count(client, enrolment):
    create_activity(unit(), single())
    client.post(ANSWERS, form(1, q1="a"))
    kept = client.post(f"{ANSWERS}keep/", form(1, q1="b"), headers={"accept": "application/json"})
    other = client.post(ANSWERS, form(1, q1="b"))
    same = client.post(ANSWERS, form(1, q1="a"))
    assert (kept.status_code, other.status_code, same.status_code) == (409, 409, 302)
    assert "What you sent now was not counted" in other.content.decode()
    assert [attempt.points for attempt in attempts(enrolment)] == [1]


def test_first_best_and_last_are_kept(client, enrolment):
    create_activity(unit(), single("q1"), single("q2"))
    both = ["q1", "q2"]
    client.post(ANSWERS, form(1, both, q1="a", q2="b"))
    client.post(ANSWERS, form(2, both, q1="a", q2="a"))
    client.post(ANSWERS, form(3, both, q1="b", q2="b"))
    assert [attempt.points for attempt in attempts(enrolment)] == [1, 2, 0]
    page = client.get(PAGE).content.decode()
    assert "first: 1/2, best: 2/2" in page


def test_limited_attempts_end_and_only_then_tell_the_right_answer(client, enrolment):
    create_activity(unit(), single(), attempts_allowed=2)
    client.post(ANSWERS, form(1, q1="b"))
    assert "The right answer" not in client.get(PAGE).content.decode()
    client.post(ANSWERS, form(2, q1="b"))
    assert "The right answer" in client.get(PAGE).content.decode()
    response = client.post(ANSWERS, form(3, q1="a"))
    assert (response.status_code, len(attempts(enrolment))) == (409, 2)
    assert "You have used all attempts at these questions." in response.content.decode()


def test_a_unit_is_done_only_with_the_points_it_asks_for(client, enrolment):
    create_activity(unit(), single(), pass_percent=60)
    client.post(ANSWERS, form(1, q1="b"))
    assert not Completion.objects.unscoped("test").exists()
    client.post(ANSWERS, form(2, q1="a"))
    assert Completion.objects.unscoped("test").exists()


def test_shuffling_is_stored_and_stays(client, enrolment):
    options = [option(f"o{n}", f"Option {n}", int(n == 3)) for n in range(8)]
    create_activity(unit(), question("single", *options, shuffles_options=True))
    before = client.get(PAGE).content.decode()
    shown = sorted(range(8), key=lambda n: before.index(f'value="o{n}"'))
    client.post(f"{ANSWERS}keep/", form(1, q1="o3"))
    assert attempts(enrolment)[0].order == {"q1": [f"o{n}" for n in shown]}
    assert shown != list(range(8))


def test_somebody_without_a_place_cannot_answer(client):
    create_course()
    create_activity(unit(), single())
    client.force_login(create_user())
    assert client.post(ANSWERS, form(q1="a")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_hundred_identical_forms_at_once_are_one_attempt_with_equal_receipts(client, enrolment):
    create_activity(unit(), single())
    client.get(PAGE)

    def send(_turn):
        try:
            answer = client.__class__(headers={"accept": "text/html+part"})
            answer.cookies = client.cookies
            response = answer.post(ANSWERS, form(q1="a"))
            return response.status_code, response.content.decode().replace(" data-unit-done", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        receipts = set(threads.map(send, range(100)))
    assert len(receipts) == 1
    assert len(attempts(enrolment)) == 1
    assert Completion.objects.unscoped("test").count() == 1
