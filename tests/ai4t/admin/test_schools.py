import pytest
from django.urls import reverse

from ai4t.models import School, User
from ai4t.schools.proposing import propose
from tests.factories.people import create_school, create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db

LIST = "admin:ai4t_school_changelist"


def address(school, page="change"):
    return reverse(f"admin:ai4t_school_{page}", args=[school.pk])


def create_proposal(**fields):
    return propose(**{"name": "Gimn. Vič", "town": "Ljubljana", "country": "SI", **fields}, by=create_user())


@pytest.fixture
def coordinator(client):
    """Keeps the schools of Slovenia."""
    person = create_staff("national_coordinator", country="SI")
    sign_in(client, person, second_factor=True)
    return person


def test_proposals_are_accepted_by_the_action(client, operator):
    proposal, closed = create_proposal(), create_school(state=School.State.CLOSED)
    client.post(reverse(LIST), {"action": "accept", "_selected_action": [proposal.pk, closed.pk]})
    states = set(School.objects.values_list("pk", "state"))
    assert states == {(proposal.pk, "listed"), (closed.pk, "closed")}


def test_proposal_is_merged_into_the_school_that_was_meant(client, operator):
    proposal, meant = create_proposal(), create_school(name="Gimnazija Vič", town="Ljubljana")
    teacher = User.objects.get(school=proposal)
    assert client.get(address(proposal, "merge"), {"q": "gimnazija vic"}).context["schools"] == [meant]
    client.post(address(proposal, "merge"), {"into": meant.pk})
    teacher.refresh_from_db()
    assert (teacher.school, list(School.objects.all())) == (meant, [meant])


@pytest.mark.parametrize("number", ["", "x", "0", "99999999"])
def test_merging_into_nothing_is_not_found(client, operator, number):
    assert client.post(address(create_proposal(), "merge"), {"into": number}).status_code == 404


def test_listed_school_is_not_merged_away(client, operator):
    assert client.get(address(create_school(), "merge")).status_code == 404


def test_state_of_a_proposal_is_not_edited(client, operator):
    proposal = create_proposal()
    client.post(address(proposal), {"name": "Vič", "town": "Ljubljana", "kind": "other", "state": "listed"})
    assert School.objects.get(pk=proposal.pk).state == "proposed"


def test_national_id_of_another_school_is_refused_with_a_sentence(client, operator):
    create_school(national_id="7")
    school = create_school(national_id="8")
    data = {"name": "Vič", "town": "", "kind": "other", "state": "listed", "national_id": "7"}
    page = client.post(address(school), data)
    assert "Another school of this country has this national id." in page.content.decode()


def test_renamed_school_is_found_by_its_new_name(client, operator):
    school = create_school(name="Gimnazija Center", national_id="8")
    data = {"name": "Gimnazija Prešernova", "town": "", "kind": "other", "state": "listed", "national_id": "8"}
    client.post(address(school), data)
    assert list(School.objects.matching("presern")) == [school]


def test_list_is_searched_like_the_directory(client, operator):
    school = create_school(name="Gimnazija Šentvid")
    create_school(name="Gimnazija Vič")
    assert list(client.get(reverse(LIST), {"q": "sentv"}).context["cl"].result_list) == [school]


def test_coordinator_keeps_the_schools_of_her_country_and_sees_no_others(client, coordinator):
    own, foreign = create_proposal(), create_proposal(name="Lycée", town="Lyon", country="FR")
    listed_abroad = create_school(country="FR")
    assert [row.pk for row in client.get(reverse(LIST)).context["cl"].result_list] == [own.pk]
    assert client.get(address(own)).status_code == 200
    for page in ("change", "merge", "history"):
        assert client.get(address(foreign, page)).status_code in {302, 403, 404}
    client.post(reverse(LIST), {"action": "accept", "_selected_action": [own.pk, foreign.pk], "select_across": "1"})
    assert School.objects.get(pk=foreign.pk).state == "proposed"
    proposal = create_proposal(name="Another")
    assert client.post(address(proposal, "merge"), {"into": listed_abroad.pk}).status_code == 404
