"""What a package says is checked anew on the server, and kept as a claim of the learner who has it before her."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ai4t.models import AuditEntry
from courses.models import Completion, PackageClaim, Unit
from courses.packages import claiming, settling
from courses.packages.settling import SettlingRefused
from courses.visiting import Visit
from tests.factories.courses import create_course, create_enrolment
from tests.factories.packages import create_claim, create_package
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return create_course()


@pytest.fixture
def unit(course):
    return Unit.objects.get(key="U1")


@pytest.fixture
def package(unit):
    return create_package(unit)


@pytest.fixture
def enrolment(course):
    return create_enrolment(learner=create_user(), course=course)


@pytest.fixture
def learner(client, enrolment):
    sign_in(client, enrolment.learner)
    return client


def address(name, key="quiz", unit="U1"):
    return reverse(f"courses:{name}", args=["first-steps", unit, key])


def open_page(client):
    return re.search(r'data-opening="([^"]+)"', client.get(address("package")).content.decode())[1]


def say(client, opening=None, **word):
    return client.post(address("claim"), {"opening": opening or open_page(client), **word})


def claim():
    return PackageClaim.objects.unscoped("test").get()


def completions():
    return list(Completion.objects.unscoped("test").values_list("unit_key", "basis"))


def test_opening_is_told_as_such(learner, package):
    page = learner.get(address("package")).content.decode()
    assert "Opened, no status received" in page
    assert (claim().state, claim().scaled, claim().unit_key) == ("opened", None, "U1")
    assert completions() == []
    assert "Opened, no status received" in learner.get("/en/courses/first-steps/U1/").content.decode()


def test_completion_and_score_are_claims_and_complete_the_unit_as_declared(learner, package):
    answer = say(learner, state="completed", raw="8", least="0", most="10", scaled="0.8", seconds="65")
    assert answer.json() == {"state": "Completed", "score": "80 % by its own count", "done": True}
    kept = claim()
    assert (kept.state, kept.raw, kept.least, kept.most, kept.scaled, kept.seconds) == ("completed", 8, 0, 10, 0.8, 65)
    assert completions() == [("U1", "declared")]


def test_hundred_equal_words_are_one_claim_and_one_completion(learner, package):
    opening = open_page(learner)
    answers = {say(learner, opening, state="passed", scaled="1").content for _ in range(20)}
    assert (len(answers), len(completions())) == (1, 1)


def test_what_was_reached_stays(learner, package):
    opening = open_page(learner)
    say(learner, opening, state="passed", scaled="0.9")
    say(learner, opening, state="failed", scaled="0.2", suspended="again")
    assert (claim().state, claim().scaled, claim().suspended) == ("passed", 0.9, "again")


def test_not_passed_is_not_done(learner, package):
    assert say(learner, state="failed", scaled="0.2").json()["done"] is False
    assert completions() == []


def test_unit_is_done_when_all_its_packages_say_so(learner, package, unit):
    create_package(unit, key="second")
    assert say(learner, state="completed").json()["done"] is False
    second = learner.get(address("package", "second")).content.decode()
    opening = re.search(r'data-opening="([^"]+)"', second)[1]
    learner.post(address("claim", "second"), {"opening": opening, "state": "completed"})
    assert completions() == [("U1", "declared")]


@pytest.mark.parametrize(
    "word",
    [
        {"scaled": "9.99"},
        {"scaled": "-0.1"},
        {"scaled": "NaN"},
        {"scaled": "Infinity"},
        {"scaled": "1e400"},
        {"scaled": "٣"},
        {"scaled": ""},
        {"raw": "999"},
        {"raw": "-1"},
        {"raw": "NaN"},
        {"raw": "11", "least": "0", "most": "10"},
        {"raw": "1", "least": "5", "most": "10"},
        {"raw": "5", "least": "10", "most": "0"},
        {"least": "-5"},
        {"seconds": "-1"},
        {"seconds": "1.5"},
        {"seconds": "99999999"},
        {"state": "opened"},
        {"state": "graduated"},
        {"state": ""},
        {"suspended": "x" * 65_537},
        {"suspended": "č" * 33_000},
        {"suspended": "a\0b"},
        {"location": "x" * 1_001},
    ],
)
def test_what_cannot_be_is_refused_and_not_kept(learner, package, word):
    opening = open_page(learner)
    before = PackageClaim.objects.unscoped("test").values().get()
    answer = say(learner, opening, **{"state": "completed", **word})
    assert (answer.status_code, list(answer.json())) == (400, ["error"])
    assert PackageClaim.objects.unscoped("test").values().get() == before
    assert completions() == []


def test_word_too_long_for_any_form_is_refused(learner, package):
    assert say(learner, suspended="x" * 3_000_000).status_code == 413


def test_word_of_somebody_else_is_not_taken(client, course, package, enrolment):
    other = create_enrolment(learner=create_user(), course=course)
    sign_in(client, enrolment.learner)
    opening = open_page(client)
    sign_in(client, other.learner)
    assert say(client, opening, state="completed").status_code == 404
    assert completions() == []


def test_word_for_another_package_or_with_a_made_up_sign_is_not_taken(learner, package, unit):
    create_package(unit, key="other")
    opening = open_page(learner)
    assert learner.post(address("claim", "other"), {"opening": opening, "state": "completed"}).status_code == 404
    for wrong in ("", "x", opening[:-1], opening + "x"):
        assert learner.post(address("claim"), {"opening": wrong, "state": "completed"}).status_code == 404
    assert completions() == []


def test_word_a_day_later_is_not_taken(learner, package, monkeypatch):
    opening = open_page(learner)
    later = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(claiming.timezone, "now", lambda: later)
    assert say(learner, opening, state="completed").status_code == 404


def test_word_without_the_token_of_the_page_is_not_taken(enrolment, package):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, enrolment.learner)
    assert say(client, open_page(client), state="completed").status_code == 403


def test_withdrawn_learner_is_not_heard(learner, package, enrolment):
    opening = open_page(learner)
    enrolment.state, enrolment.withdrawn_at = "withdrawn", timezone.now()
    enrolment.save()
    assert say(learner, opening, state="completed").status_code == 404


def test_package_of_an_archived_unit_is_gone(learner, package, unit):
    Unit.objects.filter(pk=unit.pk).update(archived_at=timezone.now(), section=None)
    assert learner.get(address("package")).status_code == 404


def test_visitor_is_led_to_the_course_and_reader_of_an_open_course_runs_it_unkept(client, package, course):
    assert client.get(address("package")).url == "/en/courses/first-steps/"
    type(course).objects.filter(pk=course.pk).update(reads_without_enrolment=True)
    page = client.get(address("package")).content.decode()
    assert "<iframe" in page
    assert "data-say-url" not in page
    assert PackageClaim.objects.unscoped("test").count() == 0


def test_earlier_visit_is_given_back_to_the_package(learner, package, enrolment):
    create_claim(enrolment, package, state="incomplete", suspended='{"a": "<b>"}', location="page 3", seconds=40)
    page = learner.get(address("package")).content.decode()
    assert "&quot;location&quot;: &quot;page 3&quot;" in page
    assert "&quot;{\\&quot;a\\&quot;: \\&quot;&lt;b&gt;\\&quot;}&quot;" in page


def test_without_a_second_host_the_page_says_so_and_can_be_declared(learner, package, settings):
    settings.CONTENT_URL = ""
    page = learner.get(address("package")).content.decode()
    assert ("<iframe" in page, "cannot be shown here at the moment" in page, "I have done this" in page) == (
        False,
        True,
        True,
    )


def test_rule_counts_an_opened_package(learner, enrolment, unit):
    create_package(unit, settles_as="opened")
    page = learner.get(address("package")).content.decode()
    assert "Counts as done: the rule of the package: it was opened" in page
    assert completions() == [("U1", "imputed")]
    entry = AuditEntry.objects.get(action="package.settled")
    assert (entry.actor, entry.detail) == (None, {"package": "quiz", "reason": "opened"})
    learner.get(address("package"))
    assert AuditEntry.objects.filter(action="package.settled").count() == 1


def test_rule_counts_minutes_that_our_own_page_measured(learner, enrolment, unit):
    create_package(unit, settles_as="minutes", settles_after=2)
    page = learner.get(address("package")).content.decode()
    assert 'data-read-seconds="120"' in page
    assert completions() == []
    visit = re.search(r'data-visit-id="([^"]+)"', page)[1]
    opened = timezone.now() - timedelta(minutes=3)
    token = replace(Visit.read(visit), opened_at=opened).signed()
    learner.post("/en/courses/first-steps/U1/visit/", {"visit": token, "seconds": "130"})
    assert "used long enough" in learner.get(address("package")).content.decode()
    assert completions() == [("U1", "measured")]


def test_rule_leaves_a_package_that_speaks_alone(learner, enrolment, unit):
    package = create_package(unit, settles_as="never")
    say(learner, state="incomplete")
    type(package).objects.filter(pk=package.pk).update(settles_as="opened")
    learner.get(address("package"))
    assert (claim().state, claim().settled_at, completions()) == ("incomplete", None, [])


def test_person_settles_with_a_reason_that_is_noted(enrolment, package):
    settled = create_claim(enrolment, package)
    operator = create_staff()
    settling.settle(settled, by=operator, reason="fault")
    kept = claim()
    assert (kept.state, kept.settled_by, kept.settled_reason, kept.settled_at is None) == (
        "opened",
        operator,
        "fault",
        False,
    )
    assert completions() == [("U1", "declared")]
    entry = AuditEntry.objects.get(action="package.settled")
    assert (entry.actor, entry.detail) == (operator, {"package": "quiz", "reason": "fault"})
    with pytest.raises(SettlingRefused, match="already"):
        settling.settle(settled, by=operator, reason="seen")


@pytest.mark.parametrize("reason", ["", "because", "opened"])
def test_nobody_settles_without_a_reason_of_the_list(enrolment, package, reason):
    with pytest.raises(SettlingRefused, match="choose a reason"):
        settling.settle(create_claim(enrolment, package), by=create_staff(), reason=reason)


def test_settling_in_the_administration(client, enrolment, package):
    settled = create_claim(enrolment, package)
    operator = create_staff()
    sign_in(client, operator, second_factor=True)
    form = reverse("admin:courses_packageclaim_change", args=[settled.pk])
    assert b"opened, no status received" in client.get(form).content
    assert b"This field is required" in client.post(form, {"reason": ""}).content
    assert client.post(form, {"reason": "seen"}).status_code == 302
    assert claim().settled_by == operator
    assert b'name="reason"' not in client.get(form).content
    assert client.post(form, {"reason": "fault"}).status_code == 403


def test_share_beyond_one_is_refused_by_the_database(enrolment, package):
    with pytest.raises(IntegrityError), transaction.atomic():
        create_claim(enrolment, package, scaled=9.99)


def test_claims_are_seen_by_their_learner_alone(enrolment, package):
    create_claim(enrolment, package)
    assert PackageClaim.objects.visible_to(enrolment.learner).count() == 1
    assert PackageClaim.objects.visible_to(create_user()).count() == 0


def test_unit_page_without_packages_asks_nothing_more(learner, course):
    learner.get("/en/courses/first-steps/U2/")
    learner.get("/en/courses/first-steps/U2/")
    with CaptureQueriesContext(connection) as asked:
        learner.get("/en/courses/first-steps/U2/")
    assert [query["sql"] for query in asked if "courses_package" in query["sql"]] == []
