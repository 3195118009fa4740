import pytest

from courses.loading.ledger import Ledger
from courses.loading.reading import misses, read_together
from courses.models import Completion
from tests.factories.courses import create_course

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_receipt_of_a_crowd_has_its_row(live_server, settings):
    settings.SITE_URL = live_server.url
    ledger = read_together(create_course(), learners=3, per_second=20)
    assert (ledger.faults, len(ledger.seconds), misses(ledger)) == ([], 6, [])
    assert Completion.objects.unscoped("test").count() == 3


def test_a_receipt_without_its_row_is_told():
    ledger = Ledger()
    ledger.receipts[7, "U1"] += 1
    assert misses(ledger) == ["A receipt without its row: (7, 'U1')"]
