import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import translation
from redis import client

from ai4t import outbox
from ai4t.celery import app
from ai4t.models import Letter
from ai4t.outbox import bell
from tests.ai4t.outbox.workers import bells, wipe
from tests.factories.people import create_user

PATIENCE = 2.0


def letters():
    return Letter.objects.unscoped("a test")


@pytest.mark.django_db
def test_post_writes_a_letter_in_the_language_of_its_reader():
    ana = create_user(language="sl")
    letter = outbox.post(kind="mail.test", recipient=ana, about=ana)
    letter.refresh_from_db()
    assert (letter.recipient, letter.language, letter.state, letter.priority, letter.about) == (
        ana,
        "sl",
        Letter.State.QUEUED,
        Letter.Priority.CODE,
        ana,
    )


@pytest.mark.django_db
def test_post_to_an_address_speaks_the_language_of_the_page():
    with translation.override("it"):
        assert outbox.post(kind="mail.test", address="ana@example.org").language == "it"


@pytest.mark.django_db
def test_post_repeated_gives_the_letter_that_exists_and_leaves_the_transaction_whole():
    ana = create_user()
    first = outbox.post(kind="mail.test", recipient=ana, about=ana)
    again = outbox.post(kind="mail.test", recipient=ana, about=ana)
    other = outbox.post(kind="mail.test", recipient=ana, about=ana, version="2")
    assert (again, letters().count()) == (first, 2)
    assert other != first


@pytest.mark.django_db
def test_posting_many_writes_each_once_as_post_would():
    ana, bor = create_user(language="sl"), create_user(language="fr")
    first = outbox.post(kind="mail.test", recipient=ana, about=ana)
    outbox.post_all({"kind": "mail.test", "recipient": one, "about": one} for one in (ana, bor))
    assert [(one.recipient, one.language, one.about) for one in letters().order_by("pk")] == [
        (ana, "sl", ana),
        (bor, "fr", bor),
    ]
    assert letters().filter(pk=first.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_one_bell_rings_for_many_and_none_for_nobody(broker):
    people = [create_user() for _number in range(3)]
    outbox.post_all({"kind": "mail.test", "recipient": one, "about": one} for one in people)
    outbox.post_all([])
    assert bells(broker) == 1


@pytest.mark.django_db
def test_post_about_nothing_writes_a_letter_each_time():
    ana = create_user()
    for _time in range(2):
        outbox.post(kind="mail.test", recipient=ana)
    assert letters().count() == 2


@pytest.mark.django_db
def test_post_costs_two_queries(django_assert_num_queries):
    ana = create_user()
    outbox.post(kind="mail.test", recipient=ana, about=ana)
    with django_assert_num_queries(2):
        outbox.post(kind="mail.test", recipient=ana, about=ana, version="2")


@pytest.mark.django_db
def test_post_of_a_kind_that_nobody_registered_fails_at_once():
    with pytest.raises(KeyError):
        outbox.post(kind="mail.unheard_of", address="ana@example.org")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        *["a@b.org\nBcc: all@example.org", "a@b.org\r\nSubject: x", "a@b.org\0", "a@b.org, c@d.org", "ana"],
        *['"very odd"@example.org'],
        *["ana\u200d@example.org", "šola@example.org", f"{'a' * 245}@b.org.com"],
    ],
)
def test_post_refuses_what_is_not_one_address(address):
    with pytest.raises(ValidationError):
        outbox.post(kind="mail.test", address=address)


@pytest.mark.django_db(transaction=True)
def test_posts_of_one_cause_at_once_make_one_letter():
    ana = create_user()

    def post(_number):
        with transaction.atomic():
            letter = outbox.post(kind="mail.test", recipient=ana, about=ana)
            time.sleep(0.05)
        connection.close()
        return letter.pk

    with ThreadPoolExecutor(4) as people:
        posted = set(people.map(post, range(8)))
    assert (len(posted), letters().count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_bell_rings_after_commit_and_never_for_what_was_rolled_back(broker):
    with transaction.atomic():
        outbox.post(kind="mail.test", address="ana@example.org")
        assert bells(broker) == 0
    assert bells(broker) == 1

    with transaction.atomic():
        outbox.post(kind="mail.test", address="ana@example.org")
        transaction.set_rollback(True)
    assert (bells(broker), letters().count()) == (1, 1)


@pytest.fixture
def silent_port():
    """A port that takes connections and never says a word."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door.getsockname()[1]


@pytest.fixture
def closed_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        yield door.getsockname()[1]


def seconds_of_two_rings() -> list[float]:
    seconds = []
    for _time in range(2):
        began = time.monotonic()
        bell.ring(1)
        seconds.append(time.monotonic() - began)
    return seconds


@pytest.mark.parametrize("port", ["silent_port", "closed_port"])
def test_nobody_waits_long_for_a_dead_broker_and_the_next_one_not_at_all(port, request, monkeypatch):
    monkeypatch.setattr(app.conf, "broker_url", f"redis://127.0.0.1:{request.getfixturevalue(port)}/0")
    first, second = seconds_of_two_rings()
    assert first < PATIENCE
    assert second < 0.05


def test_everybody_waits_for_a_silent_broker_where_the_bell_takes_no_rest(silent_port, monkeypatch):
    monkeypatch.setattr(app.conf, "broker_url", f"redis://127.0.0.1:{silent_port}/0")
    monkeypatch.setattr(bell, "REST_SECONDS", 0)
    assert min(seconds_of_two_rings()) > 0.1


@pytest.mark.django_db(transaction=True)
def test_post_succeeds_while_the_broker_is_stopped_and_the_bell_rings_again_afterwards(broker):
    outbox.post(kind="mail.test", address="ana@example.org")
    broker.stop()
    outbox.post(kind="mail.test", address="ana@example.org")
    broker.start()
    assert (bells(broker), letters().count()) == (1, 2)

    bell._rests_until = 0.0
    outbox.post(kind="mail.test", address="ana@example.org")
    assert (bells(broker), letters().count()) == (2, 3)


def test_bell_rings_at_once_after_a_restart_of_the_broker_that_nobody_noticed(broker):
    bell.ring(1)
    broker.stop()
    broker.start()
    wipe(broker)
    bell.ring(2)
    assert bells(broker) == 1


@pytest.mark.django_db(transaction=True)
def test_post_succeeds_while_the_broker_has_no_memory_left(broker):
    with client.Redis.from_url(broker.url) as line:
        line.config_set("maxmemory", "1")
        try:
            outbox.post(kind="mail.test", address="ana@example.org")
            assert letters().count() == 1
        finally:
            line.config_set("maxmemory", "0")
