"""Celery's broker in a folder, made safe for several processes: a message is there as a whole or not at all.

The transport it builds on writes a message in place, where a reader may take it half written, and empties the table
of queues before it locks it.
"""

import fcntl
import time
import uuid
from contextlib import contextmanager
from pathlib import Path
from queue import Empty

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **_options):
        name = f"{time.time_ns():020}-{uuid.uuid4().hex}.{queue}"
        unfinished = self._folder / f"{name}.unfinished"
        unfinished.write_text(dumps(payload))
        unfinished.rename(self._folder / f"{name}.msg")

    def _get(self, queue):
        for path in sorted(self._folder.glob(f"*.{queue}.msg")):
            try:
                payload = path.read_text()
                path.unlink()
            except FileNotFoundError:  # another reader was faster
                continue
            return loads(payload)
        raise Empty

    def _queue_bind(self, *binding):
        with self._alone():
            super()._queue_bind(*binding)

    def get_table(self, exchange):
        with self._alone():
            return super().get_table(exchange)

    @property
    def _folder(self) -> Path:
        return Path(self.data_folder_in)

    @contextmanager
    def _alone(self):
        with (self.control_folder / "lock").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield


class Transport(filesystem.Transport):
    Channel = Channel
    default_connection_params: dict = {}  # there is no host to name
