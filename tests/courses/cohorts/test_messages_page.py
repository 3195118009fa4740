"""The tab “Messages”: from the filter to the letters, step by step, each by a form."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ai4t import to_do
from ai4t.models import AddressTrouble, AuditEntry, Letter
from ai4t.outbox import troubles
from courses.cohorts import addressing, writing
from courses.models import CohortMessage
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_message, create_trainer
from tests.factories.people import create_staff, sign_in

pytestmark = pytest.mark.django_db
WORDS = {"subject": "Our webinar moves", "body": "It begins at 17:00.", "stuck_days": "14"}


@pytest.fixture
def cohort():
    return create_cohort()


@pytest.fixture
def trainer(cohort, client):
    trainer = create_trainer(cohort)
    sign_in(client, trainer, second_factor=True)
    return trainer


def address(page, *arguments) -> str:
    return reverse(f"admin:courses_cohort_{page}", args=[getattr(one, "pk", one) for one in arguments])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def written(client, cohort, **fields) -> CohortMessage:
    answer = client.post(address("message_write", cohort), {"standings": ["not_started"], **WORDS, **fields})
    assert answer.status_code == 302
    return CohortMessage.objects.unscoped("test").latest("pk")


def letters() -> int:
    return Letter.objects.unscoped("test").filter(kind=addressing.KIND).count()


def test_way_from_the_filter_to_the_letters(client, cohort, trainer):
    for _number in range(3):
        create_member(cohort)
    create_invitation(cohort)
    page = client.get(address("message_write", cohort) + "?standing=not_started&days=7")
    assert re.findall(r'value="(\w+)"[^>]* checked', page.content.decode()) == ["not_started"]
    assert "not started (3)" in text(page)
    message = written(client, cohort)
    there = address("message", cohort, message)
    before = text(client.get(there))
    assert ('value="try"' in before, 'value="send"' in before, "It begins at 17:00." in before) == (True, False, True)
    client.post(there, {"what": "send"})
    assert letters() == 0
    client.post(there, {"what": "try"})
    assert "Send it to 3 people" in text(client.get(there))
    client.post(there, {"what": "send"})
    client.post(there, {"what": "send"})
    assert letters() == 3
    assert "It leaves in less than 5 minutes." in text(client.get(there))
    client.post(there, {"what": "recall"})
    assert "nobody got it" in text(client.get(address("messages", cohort)))
    assert set(Letter.objects.unscoped("test").filter(kind=addressing.KIND).values_list("state", flat=True)) == {
        "cancelled"
    }


def test_preview_names_who_gets_it_and_who_does_not(client, cohort, trainer):
    reached, unreached = create_member(cohort, name="Ana Reached"), create_member(cohort, name="Ben Unreached")
    troubles.note(unreached.enrolment.learner.email, "refused", "550 No such mailbox")
    page = text(client.get(address("message", cohort, written(client, cohort))))
    assert "2 people are found now by: not started." in page
    assert f"Ana Reached <bdi>{reached.enrolment.learner.email}</bdi>" in page
    assert f"<bdi>{unreached.enrolment.learner.email}</bdi>: is not reached under this address" in page
    assert reverse("decline_letters", args=["-"]) in page  # nobody else's way out is shown


def test_every_tick_means_everybody(client, cohort, trainer):
    page = client.get(address("message_write", cohort))
    ticked = re.findall(r'value="(\w+)"[^>]* checked', page.content.decode())
    assert written(client, cohort, standings=ticked).standings == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"standings": []},
        {"standings": ["not_reached"]},
        {"standings": ["nobody"]},
        {"subject": "x" * 151},
        {"subject": ""},
        {"body": "x" * 10_001},
        {"body": " \n "},
        {"stuck_days": "0"},
        {"stuck_days": "9" * 50},
        {"stuck_days": "٣x"},
        {"body": "nul\0"},
    ],
)
def test_wrong_input_is_told_and_nothing_is_kept(client, cohort, trainer, wrong):
    answer = client.post(address("message_write", cohort), {"standings": ["done"], **WORDS, **wrong})
    assert (answer.status_code, "errorlist" in answer.content.decode()) == (200, True)
    assert not CohortMessage.objects.unscoped("test").exists()


@pytest.mark.parametrize("query", ["?standing=x&days=-1", "?days=" + "9" * 500, "?standing=&days=²", "?days=\0"])
def test_odd_query_is_taken_for_none(client, cohort, trainer, query):
    assert 'name="stuck_days" value="14"' in text(client.get(address("message_write", cohort) + query))


def test_draft_is_changed_and_must_be_tried_again(client, cohort, trainer):
    create_member(cohort)
    message = written(client, cohort)
    client.post(address("message", cohort, message), {"what": "try"})
    client.post(address("message_edit", cohort, message), {"standings": ["not_started"], **WORDS, "body": "At 18:00."})
    page = text(client.get(address("message", cohort, message)))
    assert ("At 18:00." in page, 'value="send"' in page) == (True, False)


def test_draft_is_discarded_by_its_author_and_once(client, cohort, trainer):
    message = written(client, cohort)
    there = address("message", cohort, message)
    assert 'value="discard"' in text(client.get(there))
    client.post(there, {"what": "try"})
    assert "The draft is discarded." in text(client.post(there, {"what": "discard"}, follow=True))
    assert not CohortMessage.objects.unscoped("test").exists()
    again = client.post(there, {"what": "discard"}, follow=True)
    assert again.redirect_chain == [(address("messages", cohort), 302)]
    assert "There is no such draft of yours any more." in text(again)


def test_what_was_sent_and_drafts_of_others_are_not_discarded(client, cohort, trainer):
    sent = create_message(cohort, author=trainer, is_sent=True)
    foreign = create_message(cohort, author=create_trainer(cohort))
    for message in (sent, foreign):
        client.post(address("message", cohort, message), {"what": "discard"})
    assert set(CohortMessage.objects.unscoped("test")) == {sent, foreign}


def test_draft_of_another_trainer_is_not_shown_but_what_was_sent_may_be_called_back(client, cohort, trainer):
    create_member(cohort)
    other = create_trainer(cohort, name="Olga")
    message = create_message(cohort, author=other, subject="A secret draft", tried_at=timezone.now())
    assert client.get(address("message", cohort, message)).status_code == 404
    assert "A secret draft" not in text(client.get(address("messages", cohort)))
    writing.send(message, by=other)
    assert "A secret draft" in text(client.get(address("messages", cohort)))
    client.post(address("message", cohort, message), {"what": "recall"})
    message.refresh_from_db()
    assert message.recalled_at


def test_recall_after_its_time_says_so(client, cohort, trainer):
    message = create_message(cohort, author=trainer, is_sent=True, now=timezone.now() - timedelta(minutes=6))
    there = address("message", cohort, message)
    assert 'value="recall"' not in text(client.get(there))
    assert "The five minutes are over" in text(client.post(there, {"what": "recall"}, follow=True))


def test_address_in_trouble_is_listed_with_what_was_said_and_tried_again(client, cohort, trainer):
    ana = create_member(cohort, name="Ana").enrolment.learner
    elsewhere = create_member(create_cohort()).enrolment.learner
    for person in (ana, elsewhere):
        troubles.note(person.email, "bounced", "550 5.1.1 <b>No such mailbox")
    page = text(client.get(address("messages", cohort)))
    assert (ana.email in page, elsewhere.email in page, "550 5.1.1 &lt;b&gt;No such mailbox" in page) == (
        True,
        False,
        True,
    )
    for trouble in AddressTrouble.objects.all():
        client.post(address("message_try_again", cohort), {"trouble": trouble.pk})
    assert list(AddressTrouble.objects.values_list("address", flat=True)) == [elsewhere.email]
    assert AuditEntry.objects.get(action="cohort.address_tried_again").detail == {"person": ana.pk}
    for odd in ("", "x", "9" * 400, "-1", "²"):
        assert client.post(address("message_try_again", cohort), {"trouble": odd}).status_code == 302


def test_trainer_is_told_of_addresses_that_are_not_reached_and_of_her_own_only(cohort, trainer):
    troubles.note(create_member(cohort).enrolment.learner.email, "bounced", "550")
    troubles.note(create_invitation(cohort).address, "bounced", "550")
    troubles.note(create_member(create_cohort(country="FR")).enrolment.learner.email, "bounced", "550")
    told = {(one.sentence, one.address) for one in to_do.for_person(trainer)}
    assert told == {("2 addresses in your cohorts are not reached.", address("messages", cohort))}
    coordinator = create_staff("national_coordinator", country="FR")
    assert "1 address in your cohorts is not reached." in {one.sentence for one in to_do.for_person(coordinator)}


def test_log_costs_the_same_for_many_messages(client, cohort, trainer, django_assert_max_num_queries):
    for _number in range(12):
        create_message(cohort, author=trainer, is_sent=True)
    with django_assert_max_num_queries(30):
        client.get(address("messages", cohort))
