"""Rounds of requests, interleaved over the scenarios so that a busy minute of the machine falls on all of them."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import median, quantiles

from ai4t.benching import Request, Scenario
from ai4t.benching.server import Server

CLIENTS = 2
# A server in use has drawn most paths and texts before; measured is what a page costs then.
WARM_UP_ROUNDS = 6


@dataclass
class Measured:
    scenario: Scenario
    cpu_seconds: float = 0
    wall_seconds: float = 0
    latencies: list[float] = field(default_factory=list)
    bytes: int = 0

    @property
    def cpu_ms(self) -> float:
        return self.cpu_seconds * 1000 / len(self.latencies)

    @property
    def rps(self) -> float:
        return len(self.latencies) / self.wall_seconds

    @property
    def p50_ms(self) -> float:
        return median(self.latencies) * 1000

    @property
    def p95_ms(self) -> float:
        return quantiles(self.latencies, n=20)[-1] * 1000


def measure(scenarios: list[Scenario], servers: dict[str, Server], *, rounds: int) -> list[Measured]:
    """Warm-up rounds, which are thrown away, then ``rounds`` rounds of every scenario in turn."""
    for scenario in scenarios * WARM_UP_ROUNDS:
        _round(scenario, servers[scenario.application], Measured(scenario))
    found = [Measured(scenario) for scenario in scenarios]
    for _round_number in range(rounds):
        for measured in found:
            _round(measured.scenario, servers[measured.scenario.application], measured)
    return found


def _round(scenario: Scenario, server: Server, measured: Measured):
    requests = scenario.requests()
    before, began = server.cpu_seconds(), time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        for latencies, size in clients.map(lambda share: _ask(server.port, share), _shares(requests)):
            measured.latencies += latencies
            measured.bytes = size
    measured.wall_seconds += time.perf_counter() - began
    measured.cpu_seconds += server.cpu_seconds() - before


def _shares(requests: list[Request]) -> list[list[Request]]:
    return [requests[client::CLIENTS] for client in range(CLIENTS)]


def _ask(port: int, requests: list[Request]) -> tuple[list[float], int]:
    """The latencies in seconds, and the size of the last answer in bytes as transferred."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    latencies, size = [], 0
    for request in requests:
        headers = {"Host": "localhost", "Accept-Encoding": "gzip", "Accept": request.accept}
        if request.cookies:
            headers["Cookie"] = request.cookies
        if request.body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = "http://localhost"
        began = time.perf_counter()
        connection.request("POST" if request.body is not None else "GET", request.path, request.body, headers)
        answer = connection.getresponse()
        size = len(answer.read())
        latencies.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{request.path} answered {answer.status}: the measurement would mean nothing.")
    return latencies, size
