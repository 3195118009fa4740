"""Every page of the staff asks for a role and for a second factor shown in this session."""

from urllib.parse import quote

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse

from ai4t.accounts.staff_door import StaffDoorMiddleware, staff_page
from ai4t.appointing import appoint, dismiss
from ai4t.models import Responsibility
from tests.ai4t.accounts import steps
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db

ADMIN = "/en/admin/"
SET_UP = "/en/accounts/second-factor/set-up/?next=%2Fen%2Fadmin%2F"
SHOW_AGAIN = "/en/accounts/reauthenticate/code/?next=%2Fen%2Fadmin%2F"
ROLES = [role for role, _label in Responsibility.Role.choices]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_an_anonymous_visitor_is_asked_to_sign_in(client):
    page = "/en/admin/ai4t/letter/?state__exact=failed"

    last_step = client.get(page, follow=True).redirect_chain[-1]

    assert last_step == (f"/en/accounts/login/?next={quote(page)}", 302)


def test_the_administration_has_no_door_of_its_own(client):
    for ask in (client.get, client.post):
        assert ask("/en/admin/login/").headers["Location"] == "/en/accounts/login/?next=/en/admin/"


def test_for_a_learner_there_is_no_such_page():
    learner = signed_in(create_user())

    pages = [ADMIN, "/en/admin/ai4t/user/", "/en/admin/jsi18n/", "/sl/admin/", "/en/admin/nothing/"]
    assert [learner.get(page).status_code for page in pages] == [404] * 5


@pytest.mark.parametrize("role", ROLES)
def test_staff_without_a_factor_are_led_to_the_guided_page(role):
    response = signed_in(create_staff(role)).get(ADMIN)

    assert response.headers["Location"] == SET_UP


@pytest.mark.parametrize("role", ROLES)
def test_staff_who_showed_their_factor_come_in(role, client):
    staff = create_staff(role)
    steps.give_app(staff)

    steps.sign_in_with_app(client, staff)

    assert client.get(ADMIN).status_code == 200


def test_a_factor_that_was_not_shown_in_this_session_is_asked_for(client):
    """She became staff while she was signed in, and has had an app for long."""
    person = create_user()
    steps.give_app(person)
    client.force_login(person)
    appoint(user=person, role="trainer", by=None)

    assert client.get(ADMIN).headers["Location"] == SHOW_AGAIN

    steps.forget_last_code(person)
    before = client.session.session_key
    response = client.post(SHOW_AGAIN, {"code": steps.present_code(), "next": ADMIN})
    assert response.headers["Location"] == ADMIN
    assert client.get(ADMIN).status_code == 200
    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_the_password_alone_does_not_stand_in_for_the_factor(client):
    """Neither reset by mail, nor signing in by code, nor typing the password again."""
    staff = create_staff()
    steps.give_app(staff)

    client.post(reverse("account_request_login_code"), {"email": staff.email})
    code = steps.newest_letter("login_code").payload["code"]
    response = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert not steps.is_signed_in(client)

    other = signed_in(staff)
    other.post(reverse("account_reauthenticate"), {"password": steps.PASSWORD})
    assert other.get(ADMIN).headers["Location"] == SHOW_AGAIN


def test_the_second_factor_of_another_person_in_this_browser_counts_for_nothing(client):
    one, other = create_staff(), create_staff()
    steps.give_app(one)
    steps.sign_in_with_app(client, one)

    client.force_login(other)

    assert client.get(ADMIN).headers["Location"] == SET_UP


def test_a_form_that_is_sent_without_the_factor_does_nothing():
    staff = create_staff()
    person = create_user(name="Before")

    response = signed_in(staff).post(f"/en/admin/ai4t/user/{person.pk}/change/", {"name": "After"})

    assert response.headers["Location"] == SET_UP
    person.refresh_from_db()
    assert person.name == "Before"


def test_who_wanted_a_certain_page_comes_there_afterwards():
    response = signed_in(create_staff()).get("/en/admin/ai4t/letter/?state__exact=failed")

    assert response.headers["Location"].endswith("next=%2Fen%2Fadmin%2Fai4t%2Fletter%2F%3Fstate__exact%3Dfailed")


def test_who_lost_the_role_finds_no_such_page_at_the_next_request(client):
    staff = create_staff("trainer")
    steps.give_app(staff)
    steps.sign_in_with_app(client, staff)
    assert client.get(ADMIN).status_code == 200

    dismiss(staff.responsibilities.get(), by=None)

    assert client.get(ADMIN).status_code == 404


def test_who_was_closed_out_is_signed_out_at_the_next_request(client):
    staff = create_staff()
    steps.give_app(staff)
    steps.sign_in_with_app(client, staff)

    staff.is_active = False
    staff.save()

    assert not steps.is_signed_in_at(client, ADMIN)


def test_without_the_door_staff_without_a_factor_come_in(settings):
    """Negative control: the administration itself asks for no second factor."""
    staff = signed_in(create_staff())
    assert staff.get(ADMIN).status_code == 302

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "staff_door" not in name]

    without_door = signed_in(create_staff())
    assert without_door.get(ADMIN).status_code == 200


# Pages outside the administration


@staff_page
def figures(request):
    return HttpResponse("figures")


@staff_page
@login_not_required
def open_by_mistake(request):
    return HttpResponse("figures")


class Urls:
    from ai4t import urls

    urlpatterns = [path("figures/", figures), path("mistake/", open_by_mistake), *urls.urlpatterns]


@pytest.mark.parametrize("page", ["/figures/", "/mistake/"])
def test_a_page_that_is_marked_stands_behind_the_same_door(page, client, settings):
    settings.ROOT_URLCONF = Urls
    staff = create_staff("figures_reader")
    steps.give_app(staff)

    assert Client().get(page).headers["Location"].startswith("/en/accounts/login/?next=")
    assert signed_in(create_user()).get(page).status_code == 404
    assert signed_in(create_staff()).get(page).headers["Location"].startswith("/en/accounts/second-factor/set-up/")
    steps.sign_in_with_app(client, staff)
    assert client.get(page).content == b"figures"


def test_every_view_of_the_administration_is_behind_the_door():
    """Whatever the administration serves, in whatever language, by its address alone."""
    door = StaffDoorMiddleware(lambda request: None)
    request = RequestFactory().get("/en/admin/whatever/it/is/")
    request.user = create_staff()
    request.session = {}

    assert door.process_view(request, lambda request: None, (), {}).status_code == 302
