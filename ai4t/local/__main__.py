"""``python -m ai4t.local COMMAND``: what ``./run`` calls once the virtual environment stands."""

import shlex
import signal
import sys

from ai4t.local.places import VAR, CannotRun


def services() -> None:
    """Keep PostgreSQL and two Redis for tests running and write their addresses to var/test/env (for developers)."""
    from tests.services import make_database, start_services

    environment = start_services().environment()
    make_database()
    lines = [f"export {name}={shlex.quote(value)}" for name, value in environment.items()]
    lines.append("export AI4T_TEST_SERVICES=main")
    (VAR / "test" / "env").write_text("\n".join(lines) + "\n")
    print("\n".join(lines), flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})


COMMANDS = {"services": services}

if __name__ == "__main__":
    try:
        COMMANDS[sys.argv[1]](*sys.argv[2:])
    except CannotRun as reason:
        sys.exit(str(reason))
