"""A mail server to talk to, and two kinds of letter that need no other row."""

import pytest
from django.conf import settings

from ai4t import outbox
from ai4t.local.mailsink import MailSink
from ai4t.models import Letter
from ai4t.outbox import bell, kinds


@pytest.fixture
def sink(tmp_path):
    sink = MailSink(tmp_path / "mail", settings.EMAIL_PORT)
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture(autouse=True)
def broker_is_trusted_again():
    bell.forget_failure()


@pytest.fixture(autouse=True)
def kinds_of_these_tests(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds})
    outbox.register("mail.test", priority=Letter.Priority.CODE)
