"""Where one machine keeps what it makes: everything under ``var/``, or the folder that AI4T_VAR names."""

import os
import socket
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("AI4T_VAR") or ROOT / "var").absolute()


class CannotRun(Exception):
    """This machine lacks something; the text is meant for the person at the terminal and says what to do."""


def free_port(wanted: int = 0) -> int:
    """The wanted port of this machine or the next free one; without a wish, any."""
    for port in range(wanted, wanted + 100) if wanted else [0]:
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind(("127.0.0.1", port))
            except OSError:
                continue
            return door.getsockname()[1]
    raise CannotRun(f"No port is free between {wanted} and {wanted + 99}.")


def folder_url(scheme: str, folder: Path) -> str:
    return f"{scheme}://{quote(str(folder))}"
