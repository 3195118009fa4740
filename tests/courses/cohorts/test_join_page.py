"""The page behind the join link, what it says in each state, and the way out of a cohort."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from courses.cohorts import join_code
from courses.models import CohortMembership, WaitingPlace
from courses.states import CohortState, JoinedBy
from tests.ai4t.accounts import steps
from tests.factories.cohorts import create_cohort, create_member
from tests.factories.people import create_user

NOW = datetime(2038, 3, 2, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client):
    learner = create_user()
    client.force_login(learner)
    return learner


def wait_for(cohort, person):
    place = WaitingPlace(cohort=cohort, learner=person)
    place.save()
    return place


def text(client, cohort) -> str:
    return client.get(cohort.get_absolute_url()).content.decode()


def places(cohort):
    return list(CohortMembership.objects.unscoped("test").current().filter(cohort=cohort))


def test_a_visitor_reads_what_it_is_and_how_to_come_in(client):
    cohort = create_cohort(name="Ljubljana, spring", capacity=30)
    page = text(client, cohort)
    assert "Ljubljana, spring" in page
    assert "First steps (en)" in page
    assert "1 March 2038" in page
    assert "Slovenian" in page
    assert "30 places are left." in page
    assert f"/en/accounts/signup/?for=cohort%3A{cohort.join_code}" in page
    assert f"/en/accounts/login/?next=%2Fen%2Fcohorts%2F{cohort.join_code}%2F" in page


def test_the_page_names_nobody(client):
    cohort = create_cohort()
    create_member(cohort, name="Secret Member")
    assert "Secret" not in text(client, cohort)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"state": CohortState.PLANNED}, "is not open yet"),
        ({"state": CohortState.CLOSED}, "This cohort is closed"),
        ({"capacity": 1}, "You can wait in line"),
        ({"capacity": 2}, "1 place is left."),
        ({}, "Take a place"),
    ],
)
def test_each_state_has_its_sentence(client, learner, fields, sentence):
    cohort = create_cohort(**fields)
    create_member(cohort)
    assert sentence in text(client, cohort)


def test_who_is_in_or_in_another_cohort_is_told_so(client, learner):
    one, other = create_cohort(), create_cohort()
    create_member(one, learner=learner)
    assert "You have a place in this cohort." in text(client, one)
    assert "You are in another cohort of this course." in text(client, other)


def test_who_waits_reads_her_number_and_does_so_on_her_own_pages(client, learner):
    cohort = create_cohort(capacity=1)
    create_member(cohort)
    wait_for(cohort, create_user())
    wait_for(cohort, learner)
    assert "You are number 2 in line" in text(client, cohort)
    for page in (reverse("courses:learning"), reverse("courses:course", args=[cohort.course.slug])):
        assert f"“{cohort.name}”: number 2 in line." in client.get(page).content.decode()


def test_who_has_a_place_reads_its_cohort_on_her_own_pages(client, learner):
    cohort = create_cohort()
    create_member(cohort, learner=learner)
    for page in (reverse("courses:learning"), reverse("courses:course", args=[cohort.course.slug])):
        assert f"You are in the cohort “{cohort.name}”." in client.get(page).content.decode()


def test_joining_lands_on_the_course_with_a_word_of_it(client, learner):
    cohort = create_cohort()
    response = client.post(cohort.get_absolute_url(), follow=True)
    assert response.redirect_chain[-1][0] == reverse("courses:course", args=[cohort.course.slug])
    assert f"You have a place in the cohort “{cohort.name}”." in response.content.decode()
    assert [place.joined_by for place in places(cohort)] == [JoinedBy.LINK]


def test_joining_a_full_cohort_lands_on_the_number_in_line(client, learner):
    cohort = create_cohort(capacity=1)
    create_member(cohort)
    page = client.post(cohort.get_absolute_url(), follow=True).content.decode()
    assert "You are number 1 in line" in page


def test_joining_too_early_is_refused_in_words(client, learner):
    cohort = create_cohort(state=CohortState.PLANNED)
    page = client.post(cohort.get_absolute_url(), follow=True).content.decode()
    assert "This cohort is not open yet" in page
    assert places(cohort) == []


@pytest.mark.parametrize("typed", ["{lower}", "{spaced}", "{dashed}"])
def test_a_code_is_found_as_people_type_it(client, typed):
    cohort = create_cohort()
    code = cohort.join_code
    typed = typed.format(lower=code.lower(), spaced=f" {code[:5]} {code[5:]} ", dashed=f"{code[:5]}-{code[5:]}")
    by_form = client.get(reverse("cohorts:find"), {"code": typed})
    by_address = client.get(reverse("cohorts:join", args=[typed]))
    assert [by_form.url, by_address.url] == [cohort.get_absolute_url()] * 2


@pytest.mark.parametrize("code", ["ABCDEFGHJK", "--", "Ž", "x" * 300])
def test_an_unknown_code_gets_a_page_that_says_what_to_do(client, code):
    response = client.get(reverse("cohorts:join", args=[code]), follow=True)
    assert response.status_code == 404
    assert "No cohort has this code." in response.content.decode()
    assert 'name="code"' in response.content.decode()


def test_trying_codes_without_end_is_stopped(client, monkeypatch):
    monkeypatch.setattr("courses.views.cohorts.WRONG_CODES_AN_HOUR", 1)
    answers = [client.get(reverse("cohorts:join", args=["ABCDEFGHJK"])).status_code for _number in range(2)]
    assert answers == [404, 429]


def test_signing_up_from_the_page_lands_in_the_cohort_on_the_course(client):
    cohort = create_cohort()
    steps.sign_up(client, **{"for": f"cohort:{cohort.join_code}"})
    code = steps.newest_letter("email_confirmation_signup").payload["code"]
    assert steps.type_code(client, code).url == reverse("courses:course", args=[cohort.course.slug])
    assert [(place.enrolment.learner.email, place.joined_by) for place in places(cohort)] == [
        (steps.ADDRESS, JoinedBy.LINK)
    ]


def test_signing_up_for_a_full_cohort_lands_where_the_line_is(client):
    cohort = create_cohort(capacity=1)
    create_member(cohort)
    steps.sign_up(client, **{"for": f"cohort:{cohort.join_code}"})
    code = steps.newest_letter("email_confirmation_signup").payload["code"]
    assert steps.type_code(client, code).url == cohort.get_absolute_url()


def test_leaving_asks_first_and_the_next_in_line_gets_the_place(client, learner):
    cohort, next_one = create_cohort(capacity=1), create_user()
    create_member(cohort, learner=learner)
    wait_for(cohort, next_one)
    address = reverse("cohorts:leave", args=[cohort.join_code])
    assert "Leave the cohort" in client.get(address).content.decode()
    assert [place.enrolment.learner for place in places(cohort)] == [learner]
    client.post(address)
    assert [place.enrolment.learner for place in places(cohort)] == [next_one]


def test_who_waits_can_wait_no_longer(client, learner):
    cohort = create_cohort(capacity=1)
    wait_for(cohort, learner)
    address = reverse("cohorts:leave", args=[cohort.join_code])
    assert "Wait no longer" in client.get(address).content.decode()
    client.post(address)
    assert not WaitingPlace.objects.unscoped("test").exists()


def test_after_a_new_code_the_old_link_leads_nowhere(client):
    cohort = create_cohort()
    old = cohort.get_absolute_url()
    join_code.renew(cohort, by=None)
    assert client.get(old).status_code == 404
    assert client.get(cohort.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("code", ["%00", "%0a", "X" * 300])
def test_code_with_odd_signs_is_no_fault(client, code):
    assert client.get(f"/en/cohorts/{code}/").status_code == 404
