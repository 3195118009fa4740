import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from ai4t.erasing import erase
from ai4t.models import AuditEntry, ErasureRequest, Letter, User
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db


def asked():
    return ErasureRequest.objects.unscoped("test").count()


@pytest.fixture
def learner(client):
    person = create_user(name="Ana Novak", email="ana@example.org", language="sl")
    sign_in(client, person)
    return person


def test_copy_is_one_file(client, learner):
    answer = client.post(reverse("my_data"))
    archive = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert (answer["Content-Type"], archive.testzip()) == ("application/zip", None)
    assert b"Ana Novak" in archive.read("data.json")
    assert AuditEntry.objects.get(action="person.copy_taken").actor == learner


def test_looking_at_the_page_takes_no_copy_and_deletes_nothing(client, learner):
    for name in ("my_data", "delete_account"):
        assert client.get(reverse(name)).status_code == 200
    assert (AuditEntry.objects.count(), asked()) == (0, 0)


@pytest.mark.parametrize("name", ["my_data", "delete_account"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_signed_in_some_time_ago_proves_herself_again(client, learner, name, method):
    sign_in(client, learner, minutes_ago=6)
    answer = getattr(client, method)(reverse(name), {"is_understood": "on"})
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_reauthenticate"))
    assert asked() == 0


def test_page_names_the_account_that_would_be_deleted(client, learner):
    assert "This is the account of ana@example.org." in client.get(reverse("delete_account")).content.decode()


def test_account_is_closed_only_after_she_says_that_she_understood(client, learner):
    page = client.post(reverse("delete_account"))
    assert list(page.context["form"].errors) == ["is_understood"]
    assert asked() == 0


def test_account_is_closed_at_once_and_erased_by_the_task(client, learner):
    page = client.post(reverse("delete_account"), {"is_understood": "on"})
    assert (page.status_code, page["Clear-Site-Data"]) == (200, '"cache"')
    assert client.get(reverse("my_data")).status_code == 302
    assert not User.objects.get(pk=learner.pk).is_active
    erase(learner.pk)
    assert User.objects.get(pk=learner.pk).name == ""
    letter = Letter.objects.unscoped("test").get()
    assert (letter.kind, letter.address, letter.recipient, letter.language) == (
        "account.deleted",
        "ana@example.org",
        None,
        "sl",
    )


def test_other_browsers_are_signed_out(client, learner):
    elsewhere = type(client)()
    sign_in(elsewhere, learner)
    client.post(reverse("delete_account"), {"is_understood": "on"})
    assert elsewhere.get(reverse("courses:learning")).status_code == 302


def test_last_operator_is_told_why_not(client):
    operator = create_staff("operator")
    sign_in(client, operator, second_factor=True)
    page = client.post(reverse("delete_account"), {"is_understood": "on"})
    assert "please appoint another one first" in page.content.decode()
    assert (User.objects.get(pk=operator.pk).is_active, asked()) == (True, 0)
