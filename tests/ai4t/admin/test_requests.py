import pytest
from django.urls import reverse

from ai4t import desk
from ai4t.models import AuditEntry, HelpRequest, Letter
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

QUEUE = "admin:ai4t_helprequest_changelist"


def ask(**said):
    return desk.ask(**{"kind": "question", "message": "Where is my code?", "language": "sl", **said})


def form_of(request):
    return reverse("admin:ai4t_helprequest_change", args=[request.pk])


def state_of(request):
    return HelpRequest.objects.unscoped("test").get(pk=request.pk).state


def letters():
    return Letter.objects.unscoped("test").count()


def test_answer_is_sent_and_noted(client, operator):
    request = ask(sender=create_user())
    page = client.post(form_of(request), {"answer": "In your mailbox."}, follow=True)
    assert "The answer is on its way." in page.content.decode()
    assert (state_of(request), letters()) == ("answered", 1)
    actions = AuditEntry.objects.exclude(action="responsibility.given").values_list("action", "actor")
    assert list(actions) == [("help_request.answered", operator.pk)]


def test_empty_answer_is_not_sent(client, operator):
    request = ask(sender=create_user())
    page = client.post(form_of(request), {"answer": " "})
    assert "Please write an answer" in page.content.decode()
    assert (state_of(request), letters()) == ("new", 0)


def test_request_is_closed_without_an_answer(client, operator):
    request = ask(sender=create_user())
    client.post(form_of(request), {"answer": "", "_close": "Close"})
    assert (state_of(request), letters()) == ("closed", 0)


def test_request_without_an_address_says_so_when_answered(client, operator):
    request = ask()
    page = client.post(form_of(request), {"answer": "Yes."})
    assert "There is no address to which an answer could go." in page.content.decode()
    assert state_of(request) == "new"


def test_answered_request_cannot_be_answered_again(client, operator):
    request = ask(sender=create_user())
    desk.answer(request, text="Once.", by=operator)
    assert client.post(form_of(request), {"answer": "Twice."}).status_code == 403
    assert letters() == 1


def test_queue_shows_what_waits_first_and_the_rest_when_asked(client, operator):
    waiting, closed = ask(email="a@example.org"), ask(email="b@example.org")
    desk.close(closed, by=operator)
    shown = {
        chosen: [row.pk for row in client.get(reverse(QUEUE), query).context["cl"].result_list]
        for chosen, query in {"first": {}, "closed": {"queue": "closed"}, "all": {"queue": "all"}}.items()
    }
    assert shown == {"first": [waiting.pk], "closed": [closed.pk], "all": [waiting.pk, closed.pk]}


def test_hostile_message_stays_text(client, operator):
    request = ask(message="<script>alert(1)</script>", name="<b>x", email="a@example.org")
    for where in (reverse(QUEUE), form_of(request)):
        page = client.get(where).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
