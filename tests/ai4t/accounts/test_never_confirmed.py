"""An address that nobody confirmed within a month is forgotten, without a letter to whoever it belongs to."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from ai4t import erasing, tasks
from ai4t.accounts import never_confirmed
from ai4t.models import User
from tests.ai4t.accounts import steps
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LONG_AGO, LATELY = NOW - timedelta(days=31), NOW - timedelta(days=29)


def test_only_accounts_that_were_never_confirmed_within_a_month_are_erased():
    forgotten = create_user(confirmed=False, joined_at=LONG_AGO)
    changing = create_user(joined_at=LONG_AGO)
    EmailAddress.objects.create(user=changing, email="new@example.org", verified=False)
    create_user(confirmed=False, joined_at=LATELY)
    create_staff("operator", confirmed=False, joined_at=LONG_AGO)

    tasks.erase_never_confirmed()
    erasing.erase_those_who_asked()

    assert list(User.objects.exclude(erased_at=None)) == [forgotten]
    assert not EmailAddress.objects.filter(user=forgotten).exists()
    assert steps.letters() == []


def test_erasing_them_again_finds_nobody():
    create_user(confirmed=False, joined_at=LONG_AGO)
    assert (never_confirmed.ask_to_erase_all(now=NOW), never_confirmed.ask_to_erase_all(now=NOW)) == (1, 0)
