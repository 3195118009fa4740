"""Many tries of one code at the same moment: one of them counts."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from ai4t.accounts import one_time_codes, second_factor
from tests.ai4t.accounts import steps
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times, do):
    def once(_number):
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        return list(pool.map(once, range(times)))


@pytest.fixture
def slow_comparing(monkeypatch):
    """Between reading the row and writing it there is time for others."""
    counter_of = one_time_codes.counter_of

    def slowly(*args):
        time.sleep(0.02)
        return counter_of(*args)

    monkeypatch.setattr(one_time_codes, "counter_of", slowly)


def test_fifty_tries_of_one_code_of_the_app_are_one(slow_comparing):
    app = steps.give_app(create_user())
    code = steps.present_code()

    taken = at_once(50, lambda: one_time_codes.take(app, code))

    assert sum(taken) == 1


def test_fifty_tries_of_one_recovery_code_are_one():
    user = create_user()
    steps.give_app(user)
    code = second_factor.codes_of(user)[0]
    kept = second_factor.code_factors(user)[-1]

    taken = at_once(50, lambda: second_factor.code_factors(user)[-1].wrap().validate_code(code))

    assert kept.type == second_factor.CODES
    assert sum(taken) == 1


def test_without_the_lock_more_than_one_would_count(slow_comparing, monkeypatch):
    """Negative control: reading, comparing and writing without a lock lets several through."""
    from django.db.models import QuerySet

    app = steps.give_app(create_user())
    code = steps.present_code()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **more: rows.all())

    taken = at_once(50, lambda: one_time_codes.take(app, code))

    assert sum(taken) > 1
