"""How a child learns that its parent is gone, even when the parent was killed and could say nothing."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def ends_with_parent(sign: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """A ``preexec_fn``: the child gets its own process group and, on Linux, ``sign`` when its parent dies.

    Linux counts the *thread* that started the child as its parent: start children from the main thread.
    """
    parent = os.getpid()
    libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None

    def settle():
        os.setpgid(0, 0)
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, sign)
            if os.getppid() != parent:
                os._exit(1)

    return settle
