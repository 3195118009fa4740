"""The broker of the demo: many write and read at once, and each message arrives whole, once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection
from kombu.transport import filesystem

from ai4t.local import folder_broker

WRITERS, READERS, MESSAGES = 3, 2, 40


@pytest.fixture
def connect(tmp_path):
    """A new connection to one and the same folder."""
    folders = {"data_folder_in": "queue", "data_folder_out": "queue", "control_folder": "control"}
    options = {name: str(tmp_path / folder) for name, folder in folders.items()}
    for folder in options.values():
        Path(folder).mkdir(exist_ok=True)
    return lambda transport=folder_broker.Transport: Connection(
        "filesystem://", transport=transport, transport_options=options
    )


def test_each_message_arrives_once_where_many_write_and_read(connect):
    def write(writer):
        with connect() as connection:
            producer = connection.Producer()
            for number in range(MESSAGES):
                producer.publish([writer, number], exchange="", routing_key="work")  # as Celery does

    def read(_reader):
        found = []
        with connect() as connection:
            queue = connection.SimpleQueue("work")
            while True:
                try:
                    message = queue.get(timeout=1)
                except Empty:
                    return found
                message.ack()
                found.append(tuple(message.payload))

    with ThreadPoolExecutor(WRITERS + READERS) as people:
        readers = [people.submit(read, number) for number in range(READERS)]
        list(people.map(write, range(WRITERS)))
        arrived = Counter(message for reader in readers for message in reader.result())
    assert arrived == {(writer, number): 1 for writer in range(WRITERS) for number in range(MESSAGES)}


def write_and_die_half_way(connection, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", interrupt)
        patch.setattr(filesystem, "dumps", interrupt)
        with pytest.raises(KeyboardInterrupt):
            connection.default_channel._put("work", {"half": "written"})


def interrupt(*_arguments):
    raise KeyboardInterrupt


def test_message_of_a_writer_that_died_half_way_is_never_read(connect, monkeypatch):
    with connect() as connection:
        write_and_die_half_way(connection, monkeypatch)
        with pytest.raises(Empty):
            connection.default_channel._get("work")


def test_stock_transport_stumbles_over_a_message_half_written(connect, monkeypatch):
    with connect(filesystem.Transport) as connection:
        write_and_die_half_way(connection, monkeypatch)
        with pytest.raises(ValueError):
            connection.default_channel._get("work")
