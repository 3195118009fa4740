"""The table of a run: printed, kept as JSON, and written to docs/bench.md."""

import inspect
import json
import os
import platform
import time
from hashlib import pbkdf2_hmac
from pathlib import Path

from ai4t.benching import bare
from ai4t.benching.measuring import Measured

NAMES = ["cpu_ms", "rps", "p50_ms", "p95_ms"]


def as_json(found: list[Measured]) -> dict[str, dict[str, float]]:
    yardstick = found[0].cpu_ms
    return {
        measured.scenario.name: {
            **{name: round(getattr(measured, name), 3) for name in NAMES},
            "ratio": round(measured.cpu_ms / yardstick, 3),
        }
        for measured in found
    }


def as_table(found: list[Measured]) -> str:
    lines = [
        "| page | CPU-ms | x bare | goal | requests/s | p50 ms | p95 ms | bytes |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    yardstick = found[0].cpu_ms
    for measured in found:
        ratio = measured.cpu_ms / yardstick
        lines.append(
            f"| {measured.scenario.name} | {measured.cpu_ms:.2f} | {ratio:.2f} | {_verdict(measured, ratio)} "
            f"| {measured.rps:.0f} | {measured.p50_ms:.1f} | {measured.p95_ms:.1f} | {measured.bytes:,} |"
        )
    return "\n".join(lines)


def _verdict(measured: Measured, ratio: float) -> str:
    scenario = measured.scenario
    if scenario.goal_ms is not None:
        return f"<= {scenario.goal_ms:g} CPU-ms {'met' if measured.cpu_ms <= scenario.goal_ms else 'missed'}"
    if scenario.goal is not None:
        return f"<= {scenario.goal} {'met' if ratio <= scenario.goal else 'missed'}"
    return ""


def machine_line() -> str:
    """What ran, and how long a fixed piece of work took on it, so that figures of two machines can be compared."""
    began = time.process_time()
    pbkdf2_hmac("sha256", b"machine", b"line", 1_000_000)
    work = time.process_time() - began
    python = platform.python_version()
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {python}, PBKDF2 1M rounds {work:.2f} s"


def bare_code() -> str:
    return inspect.getsource(bare)


def keep(found: list[Measured], *, folder: Path):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.json").write_text(json.dumps(as_json(found), indent=2) + "\n")
