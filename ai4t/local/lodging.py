"""PostgreSQL refuses to run as root: it lodges with another account of the machine, in a place that account can reach.

An ordinary user keeps the server in ``var/``. Root lends ``var/<name>/postgres`` to ``postgres``, ``nobody`` or
whoever exists; where that account cannot come in (a checkout below ``/root``, a mount that refuses ``chown``), the data
and a copy of the program live in ``/var/lib/ai4t/<fingerprint of the path>``, which survives restarts of the machine.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from ai4t.local.places import CannotRun

APART = Path("/var/lib/ai4t")
# The address of a unix socket holds about 100 bytes, of which the server adds 20.
LONGEST_SOCKET_FOLDER = 80


@dataclass(frozen=True)
class Lodging:
    folder: Path
    socket_folder: Path
    # Arguments for subprocess: empty for an ordinary user, the other account for root.
    account: dict = field(default_factory=dict)


def find_lodging(folder: Path) -> Lodging:
    """A private folder for a server that belongs to ``folder``, and the account that runs it."""
    if os.geteuid() != 0:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.stat().st_uid != os.geteuid():
            raise CannotRun(f"{folder} belongs to another account: run as that account, or delete the folder.")
        return Lodging(folder, _socket_folder(folder, {}))
    account = _account_for(folder)
    lodged = folder if _lend(folder, account) else APART / _fingerprint(folder)
    if lodged != folder and not _lend(lodged, account):
        raise CannotRun(f"Neither {folder} nor {lodged} can be used by the account that runs PostgreSQL.")
    return Lodging(lodged, _socket_folder(lodged, account), account)


def bring_program(binaries: Path, package: str, account: dict) -> Path:
    """The folder of binaries as the account can run them, copied where it cannot come to them.

    The wheel's libraries lie beside the package and are found by a relative path, so both folders move together.
    """
    if not account or _reaches(binaries / "postgres", "-x", account):
        return binaries
    site = next(parent for parent in binaries.parents if parent.name == package).parent
    copy = APART / f"program-{_fingerprint(binaries)}"
    if not copy.exists():
        unfinished = copy.with_suffix(f".{os.getpid()}")
        for source in site.glob(f"{package}*"):
            if not source.name.endswith(".dist-info"):
                shutil.copytree(source, unfinished / source.name, symlinks=True)
        for part in (APART, unfinished):
            part.chmod(0o755)
        unfinished.rename(copy)
    return copy / binaries.relative_to(site)


def _account_for(folder: Path) -> dict:
    people = pwd.getpwall()
    owner = folder.stat().st_uid if folder.exists() else 0
    preferred = [person for person in people if person.pw_uid == owner]
    preferred += [person for name in ("postgres", "nobody") for person in people if person.pw_name == name]
    for person in [*preferred, *people]:
        account = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
        if person.pw_uid != 0 and _succeeds(["true"], account):
            return account
    raise CannotRun("PostgreSQL does not run as root and no other account can be used here: run as an ordinary user.")


def _lend(folder: Path, account: dict) -> bool:
    """Whether ``folder`` is now a private folder of the account that it can come to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.chown(folder, account["user"], account["group"])
        folder.chmod(0o700)
    except OSError:
        return False
    if folder.is_relative_to(APART):
        APART.chmod(0o755)
    return _reaches(folder, "-w", account)


def _socket_folder(folder: Path, account: dict) -> Path:
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    short = Path("/tmp") / f"ai4t-{_fingerprint(folder)}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.lstat().st_uid not in {os.geteuid(), account.get("user", os.geteuid())} or short.is_symlink():
        raise CannotRun(f"{short} belongs to another account: delete it.")
    if account:
        os.chown(short, account["user"], account["group"])
    return short


def _reaches(path: Path, how: str, account: dict) -> bool:
    return _succeeds(["test", how, str(path)], account)


def _succeeds(command: list[str], account: dict) -> bool:
    try:
        return subprocess.run(command, cwd="/", stderr=subprocess.DEVNULL, **account).returncode == 0
    except OSError:
        return False


def _fingerprint(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
