"""How long the lists of the administration take when the database holds years of use: each as its readers see it."""

import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import median, quantiles

from django.contrib import admin
from django.urls import reverse

from ai4t.models import User

ROUNDS = 20
GOAL_MS = 500


@dataclass
class ListMeasured:
    """Seconds of each answer to one address of one list, for one reader."""

    reader: str
    name: str
    seconds: list[float] = field(default_factory=list)

    @property
    def p50_ms(self) -> float:
        return median(self.seconds) * 1000

    @property
    def p95_ms(self) -> float:
        return quantiles(self.seconds, n=20)[-1] * 1000


def measure(port: int, readers: dict[str, tuple[User, str]]) -> list[ListMeasured]:
    """``readers``: what to call them -> person and cookie. Plain, searched, and the last of the first pages."""
    found = []
    for reader, (person, cookie) in readers.items():
        for name, path in _addresses(person):
            measured = ListMeasured(reader, name)
            for _round in range(ROUNDS):
                measured.seconds.append(_ask(port, path, cookie))
            found.append(measured)
    return found


def _addresses(person: User):
    person.has_shown_second_factor = True
    for model, its_list in sorted(admin.site._registry.items(), key=lambda item: item[0]._meta.label):
        if not person.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
            continue
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        yield model._meta.label, path
        if its_list.search_fields:
            yield f"{model._meta.label}, searched", f"{path}?q=novak"
        yield f"{model._meta.label}, page 5", f"{path}?p=5"


def _ask(port: int, path: str, cookie: str) -> float:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Host": "localhost", "Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    seconds = time.perf_counter() - began
    connection.close()
    if answer.status not in {200, 302}:
        raise RuntimeError(f"{path} answered {answer.status}: the measurement would mean nothing.")
    return seconds


def as_table(found: list[ListMeasured]) -> str:
    """The slowest first."""
    lines = ["| list | as | p50 ms | p95 ms | goal |", "| --- | --- | ---: | ---: | --- |"]
    for measured in sorted(found, key=lambda one: -one.p95_ms):
        verdict = "met" if measured.p95_ms < GOAL_MS else "missed"
        lines.append(
            f"| {measured.name} | {measured.reader} | {measured.p50_ms:.0f} | {measured.p95_ms:.0f} "
            f"| < {GOAL_MS} {verdict} |"
        )
    return "\n".join(lines)
