import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from ai4t import desk, erasing
from ai4t.erasing import ErasingRefused, ask_to_erase, erase
from ai4t.models import Agreement, AuditEntry, ErasureRequest, HelpRequest, Letter, School, User
from ai4t.schools.proposing import propose
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db


def test_asking_closes_the_account_at_once_and_ends_every_responsibility():
    create_staff("operator")
    trainer = create_staff("trainer")
    ask_to_erase(trainer, by=trainer)
    trainer = User.objects.get(pk=trainer.pk)
    assert (trainer.is_active, trainer.is_staff, trainer.responsibilities_in_force) == (False, False, [])


def test_asking_and_erasing_twice_is_once():
    person = create_user()
    assert ask_to_erase(person, by=person) == ask_to_erase(person, by=person)
    assert (erase(person.pk), erase(person.pk)) == (True, False)
    noted = AuditEntry.objects.filter(action__startswith="person.").order_by("pk").values_list("action", flat=True)
    assert list(noted) == ["person.erasure_asked", "person.erased"]
    assert Letter.objects.unscoped("test").filter(kind="account.deleted").count() == 1


def test_nobody_is_erased_who_did_not_ask():
    person = create_user(name="Ana Novak")
    assert not erase(person.pk)
    assert User.objects.get(pk=person.pk).name == "Ana Novak"


def test_last_operator_is_not_erased():
    operator = create_staff("operator")
    with pytest.raises(ErasingRefused):
        ask_to_erase(operator, by=operator)
    create_staff("operator")
    ask_to_erase(operator, by=operator)
    assert ErasureRequest.objects.unscoped("test").count() == 1


def test_erased_row_says_nothing_but_its_country_and_its_dates():
    person = create_user(name="Ana Novak", country="SI", language="sl", education_role="teacher", subjects=["maths"])
    now = timezone.now()
    ask_to_erase(person, by=person, now=now)
    erase(person.pk, now=now)
    row = User.objects.values().get(pk=person.pk)
    assert row == {
        "id": person.pk,
        "password": "!",
        "last_login": None,
        "email": f"erased-{person.pk}@erased.invalid",
        "name": "",
        "language": "en",
        "country": "SI",
        "education_role": "",
        "subjects": [],
        "gender": "",
        "school_id": None,
        "time_zone": "UTC",
        "arrived_for": "",
        "is_active": False,
        "joined_at": person.joined_at,
        "erased_at": now,
        "is_made_up": False,
        "sort_key": "",
    }


def test_erased_person_can_come_back_as_somebody_new():
    person = create_user(email="ana@example.org")
    ask_to_erase(person, by=person)
    erase(person.pk)
    assert create_user(email="ana@example.org").pk != person.pk


def test_answers_to_the_question_of_research_stay_with_the_row():
    person = create_user()
    for given in (True, False):
        Agreement.objects.unscoped("test").create(user=person, kind="research", given=given, version="1", language="sl")
    ask_to_erase(person, by=person)
    erase(person.pk)
    said = Agreement.objects.unscoped("test").filter(user=person).values_list("given", flat=True)
    assert sorted(said) == [False, True]


def test_waiting_requests_of_an_erased_person_wait_no_longer():
    person = create_user()
    desk.ask(kind="question", message="Help", language="sl", sender=person)
    ask_to_erase(person, by=person)
    erase(person.pk)
    assert not HelpRequest.objects.unscoped("test").waiting().exists()


def test_proposed_school_goes_with_the_person_unless_somebody_else_is_there():
    first, second, colleague = create_user(), create_user(), create_user()
    propose(name="Gimnazija Vič", town="Ljubljana", country="SI", by=first)
    shared = propose(name="Gimnazija Ptuj", town="Ptuj", country="SI", by=second)
    User.objects.filter(pk=colleague.pk).update(school=shared)
    for person in (first, second):
        ask_to_erase(person, by=person)
        erase(person.pk)
    assert list(School.objects.values_list("name", "proposed_by")) == [("Gimnazija Ptuj", None)]


def test_session_of_somebody_whose_address_only_ends_alike_goes_on():
    ana = create_user(email="ana@example.org")
    for address in ("joana@example.org", "Ana@Example.org"):
        session = SessionStore()
        session.update({"account_stash": {"email": [address]}})
        session.create()
    erasing.sign_out_everywhere(ana)
    assert [row.get_decoded()["account_stash"]["email"] for row in Session.objects.all()] == [["joana@example.org"]]


def test_one_who_cannot_be_erased_stops_nobody_else(monkeypatch, caplog):
    first, second = create_user(), create_user()
    for person in (first, second):
        ask_to_erase(person, by=person)

    def fails_for_the_first(person):
        if person == first:
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(erasing, "_erasers", [fails_for_the_first])
    erasing.erase_those_who_asked()
    erased = [User.objects.get(pk=person.pk).erased_at is not None for person in (first, second)]
    assert erased == [False, True]
    assert [(each.message, each.fields) for each in caplog.records if each.levelname == "ERROR"] == [
        ("erasing failed", {"user": first.pk})
    ]


def test_sessions_of_others_go_on(client):
    person, other = create_user(), create_user()
    client.force_login(other)
    erasing.sign_out_everywhere(person)
    assert Session.objects.count() == 1
