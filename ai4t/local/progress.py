"""One line per step with its seconds, on standard error: what a command prints stays clean."""

import sys
import time
from contextlib import contextmanager

WIDTH = 46


@contextmanager
def step(what: str):
    """Say what is being done while it is, and how long it took."""
    started = time.monotonic()
    print(f"  {what} ".ljust(WIDTH, "."), end=" ", file=sys.stderr, flush=True)
    try:
        yield
    except BaseException:
        print("failed", file=sys.stderr)
        raise
    print(f"{time.monotonic() - started:5.1f} s", file=sys.stderr)
