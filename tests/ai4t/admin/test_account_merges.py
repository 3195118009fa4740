"""The staff find, look at, merge and take apart two accounts."""

import pytest
from django.urls import reverse

from ai4t.models import AccountMerge, User
from courses.models import Enrolment
from tests.factories.cohorts import create_cohort, create_member
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db


def choose(person) -> str:
    return reverse("admin:ai4t_accountmerge_choose", args=[person.pk])


def look(kept, closed) -> str:
    return reverse("admin:ai4t_accountmerge_merge", args=[kept.pk, closed.pk])


def test_accounts_of_one_name_or_one_address_are_offered(client, operator):
    ana = create_user(name="Ana Kovač", country="SI", email="ana.kovac@school.example")
    same_name = create_user(name="Ana Kovač", country="SI")
    same_address = create_user(name="A. K.", email="ana.kovac@home.example")
    create_user(name="Ana Kovač", country="FR")
    create_user(name="Ana Kovač", country="SI", is_active=False)
    assert set(client.get(choose(ana)).context["alike"]) == {same_name, same_address}


def test_list_of_people_shows_those_who_may_be_there_twice(client, operator):
    twice = {create_user(name="Ana Kovač", country="SI"), create_user(name="Ana Kovač", country="SI")}
    create_user(name="Ana Kovač", country="FR")
    page = client.get(reverse("admin:ai4t_user_changelist"), {"twice": "yes"})
    assert set(page.context["cl"].result_list) == twice


def test_another_account_is_found_by_its_address(client, operator):
    ana, other = create_user(), create_user(email="ana@home.example")
    assert client.get(choose(ana), {"address": "Ana@home.example"}).url == look(ana, other)
    answer = client.get(choose(ana), {"address": "nobody@home.example"}).content.decode()
    assert "Nobody has an account under this address." in answer


def test_what_goes_over_is_shown_before_anything_is_changed(client, operator):
    kept, closed = create_user(), create_user()
    enrolment = create_enrolment(learner=closed, course=create_course())
    lines = client.get(look(kept, closed)).context["plan"].lines
    assert [(line.label, line.over, line.stays) for line in lines] == [("email addresses", 1, 0), ("enrolments", 1, 0)]
    assert not AccountMerge.objects.unscoped("test").exists()
    client.post(look(kept, closed))
    assert Enrolment.objects.unscoped("test").get(pk=enrolment.pk).learner == kept


def test_refused_merge_says_why_and_offers_no_button(client, operator):
    kept, trainer = create_user(), create_staff("author")
    page = client.get(look(kept, trainer)).content.decode()
    assert "The account to be closed holds a responsibility." in page
    assert "Make the two accounts one</" not in page
    client.post(look(kept, trainer))
    assert User.objects.get(pk=trainer.pk).is_active


def test_merge_is_undone_from_its_page(client, operator):
    kept, closed = create_user(), create_user()
    client.post(look(kept, closed))
    merge = AccountMerge.objects.unscoped("test").get()
    undo = reverse("admin:ai4t_accountmerge_undo", args=[merge.pk])
    assert undo in client.get(reverse("admin:ai4t_accountmerge_change", args=[merge.pk])).content.decode()
    client.post(undo)
    assert User.objects.get(pk=closed.pk).is_active
    again = client.post(undo, follow=True)
    assert again.redirect_chain == [(reverse("admin:ai4t_accountmerge_changelist"), 302)]
    assert "These two accounts were taken apart before." in again.content.decode()


def test_page_says_that_a_place_was_given_away_before_it_is_undone(client, operator):
    kept, closed, cohort = create_user(), create_user(), create_cohort(name="Small", capacity=1)
    create_member(cohort, learner=closed)
    create_member(create_cohort(), learner=kept)
    client.post(look(kept, closed))
    create_member(cohort)
    merge = AccountMerge.objects.unscoped("test").get()
    page = client.get(reverse("admin:ai4t_accountmerge_undo", args=[merge.pk])).content.decode()
    assert "All places in “Small” are taken by now" in page


def test_merging_asks_for_a_fresh_proof(client):
    kept, closed = create_user(), create_user()
    sign_in(client, create_staff("operator"), second_factor=True, minutes_ago=6)
    assert "reauthenticate" in client.post(look(kept, closed)).url
    assert User.objects.get(pk=closed.pk).is_active
