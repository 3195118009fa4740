"""A ledger of what was asked for, and a broker to stop."""

import pytest

from ai4t.outbox import bell
from tests.ai4t.outbox.ledger import Ledger
from tests.ai4t.outbox.workers import wipe
from tests.real_parts import start_services


@pytest.fixture
def ledger(sink) -> Ledger:
    return Ledger(sink)


@pytest.fixture
def broker():
    """The Redis that carries the bell of this process, empty; it is there again after a test that stopped it."""
    broker = start_services().broker
    wipe(broker)
    yield broker
    broker.stop()
    broker.start()
    wipe(broker)


@pytest.fixture(autouse=True)
def the_bell_has_not_failed():
    bell._rests_until = 0.0
    yield
    bell._rests_until = 0.0
