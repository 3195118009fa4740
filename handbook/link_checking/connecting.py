"""A connection to the address that was looked at, and to no other, for as long as our patience lasts.

The name is resolved here, and the connection goes to the address that was looked at, so that a name cannot point
elsewhere a moment later.
"""

import io
import socket
import ssl
import time
from collections.abc import Callable, Container
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import SplitResult

from handbook.link_checking.open_network import is_public
from handbook.link_checking.spelling import host_of

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Manners:
    """Whom a question may contact, and how many ``seconds`` it may take in all, with every redirect."""

    may_contact: Callable[[str], bool] = is_public
    ports: Container[int] = frozenset(PORTS.values())
    seconds: float = 12


class NotContacted(Exception):
    """Nobody was asked; says why."""


class Patience:
    def __init__(self, seconds: float):
        self._ends_at = time.monotonic() + seconds

    def left(self) -> float:
        """In seconds; raises TimeoutError where none is left."""
        seconds = self._ends_at - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class Connection(HTTPConnection):
    def __init__(self, parts: SplitResult, manners: Manners, patience: Patience):
        super().__init__(host_of(parts), PORTS[parts.scheme] if parts.port is None else parts.port)
        self._is_secret, self._manners, self._patience = parts.scheme == "https", manners, patience

    def connect(self):
        sock = socket.create_connection((self._looked_at(), self.port), self._patience.left())
        if self._is_secret:
            sock.settimeout(self._patience.left())
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)
        self.sock = _Hurried(sock, self._patience)

    def _looked_at(self) -> str:
        """The first of its addresses, if all of them are public."""
        if self.port not in self._manners.ports:
            raise NotContacted("unusual port")
        found = [entry[4][0] for entry in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)]
        if not found or not all(self._manners.may_contact(address.partition("%")[0]) for address in found):
            raise NotContacted("private address")
        return found[0]


class _Hurried:
    """A socket as http.client uses one, that waits each time for no more than what is left in all."""

    def __init__(self, sock: socket.socket, patience: Patience):
        self._sock, self._patience = sock, patience

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._patience.left())
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Heard(self._sock, self._patience))

    def close(self) -> None:
        self._sock.close()


class _Heard(io.RawIOBase):
    def __init__(self, sock: socket.socket, patience: Patience):
        self._sock, self._patience = sock, patience

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self._sock.settimeout(self._patience.left())
        return self._sock.recv_into(buffer)
