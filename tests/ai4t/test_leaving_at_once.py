"""Two operators leave at the same moment: one goes, the other stays, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from ai4t.erasing import ErasingRefused, ask_to_erase
from ai4t.models import Responsibility
from tests.factories.people import create_staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("who_asks", ["each for herself", "each for the other"])
def test_of_two_operators_who_leave_at_once_one_stays(who_asks):
    for _round in range(8):
        operators = [create_staff("operator"), create_staff("operator")]
        together = Barrier(2)

        def leave(number, operators=operators, together=together):
            person = operators[number]
            together.wait()
            try:
                ask_to_erase(person, by=person if who_asks == "each for herself" else operators[1 - number])
            except ErasingRefused:
                return "refused"
            finally:
                connection.close()
            return "gone"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(leave, range(2))) == ["gone", "refused"]
        Responsibility.objects.unscoped("test").all().delete()
