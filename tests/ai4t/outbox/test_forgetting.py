from datetime import timedelta

import pytest
from django.utils import timezone

from ai4t import outbox
from ai4t.models import Letter
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def letters():
    return Letter.objects.unscoped("a test")


def test_old_letters_go_and_those_that_still_wait_stay(settings):
    settings.LETTER_RETENTION_DAYS = 30
    kept = []
    for days, state in [
        (31, "sent"),
        (31, "failed"),
        (31, "cancelled"),
        (31, "unknown"),
        (31, "queued"),
        (29, "sent"),
        (29, "unknown"),
    ]:
        letter = letters().create(
            kind="mail.test",
            address="ana@example.org",
            language="en",
            state=state,
            sent_at=NOW if state == "sent" else None,
            created_at=NOW - timedelta(days=days),
        )
        if days < 30 or state == "queued":
            kept.append(letter.pk)

    assert outbox.forget_old(now=NOW) == 4
    assert list(letters().order_by("pk").values_list("pk", flat=True)) == kept


def test_letters_of_a_person_go_however_they_were_addressed():
    ana, bor = create_user(email="ana@example.org"), create_user(email="bor@example.org")
    outbox.post(kind="mail.test", recipient=ana)
    outbox.post(kind="mail.test", recipient=ana, address="ana@elsewhere.example")
    outbox.post(kind="mail.test", address="Ana@example.org")
    others = outbox.post(kind="mail.test", recipient=bor)
    outbox.forget(ana)
    assert list(letters()) == [others]
