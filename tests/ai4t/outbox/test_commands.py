from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ai4t import outbox
from tests.factories.people import create_staff

pytestmark = pytest.mark.django_db


def said(*command) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue().strip()


def test_test_letter_is_taken_by_the_mail_server_without_a_worker_and_during_a_pause(sink):
    outbox.pause(by=create_staff())
    answer = said("send_test_mail", "ana@example.org", "--language", "sl")
    assert answer == "The mail server has taken the letter for ana@example.org."
    assert [(message["To"], message["Content-Language"]) for message in sink.messages()] == [("ana@example.org", "sl")]


def test_test_letter_that_is_refused_says_with_which_words(sink):
    sink.behave(unknown=frozenset(["ana@example.org"]))
    with pytest.raises(CommandError, match=r"refuses the letter for ana@example\.org: 550 No such mailbox"):
        said("send_test_mail", "ana@example.org")


def test_test_letter_waits_where_no_mail_server_answers():
    with pytest.raises(CommandError, match=r"ana@example\.org waits and will be tried again: .*Connection refused"):
        said("send_test_mail", "ana@example.org")


def test_test_letter_waits_where_the_rate_is_used_up(ledger, settings):
    settings.MAILS_PER_MINUTE = 1
    ledger.post()
    outbox.sweep()
    with pytest.raises(CommandError, match="too many letters left in the last minute"):
        said("send_test_mail", "ana@example.org")


def test_test_letter_to_no_address_is_refused():
    with pytest.raises(CommandError, match="ana is not an e-mail address"):
        said("send_test_mail", "ana")


def test_sweep_by_hand_sends_what_is_due_and_counts_what_waits(ledger):
    ledger.post(2)
    assert said("sweep") == "0 letters wait."
    assert ledger.faults() == {}
