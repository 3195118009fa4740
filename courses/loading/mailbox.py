"""The mails of a load run, as the mail sink of this machine keeps them: one file a message."""

import re
import time
from collections import defaultdict
from email.message import EmailMessage
from pathlib import Path
from threading import Lock

from ai4t.local.mailsink import ENVELOPE_TO, message_files, read_message

_CODE = re.compile(r"^\W*([A-Z0-9-]{5,12})\b")


class Mailbox:
    """Reads each file once, however many people wait for theirs; what lay there before is nobody's."""

    def __init__(self, folder: Path):
        self._folder, self._lock = folder, Lock()
        self._read = {path.name for path in message_files(folder)}
        self._mails: dict[str, list[EmailMessage]] = defaultdict(list)

    def code_for(self, address: str, *, within: float) -> str:
        """The code at the beginning of the subject; TimeoutError after ``within`` seconds."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            for mail in self.mails_to(address):
                if found := _CODE.match(mail["Subject"]):
                    return found[1]
            time.sleep(0.25)
        raise TimeoutError(f"no code for {address} within {within:.0f} s")

    def mails_to(self, address: str) -> list[EmailMessage]:
        with self._lock:
            for path in message_files(self._folder):
                if path.name not in self._read:
                    self._read.add(path.name)
                    mail = read_message(path)
                    self._mails[str(mail[ENVELOPE_TO]).lower()].append(mail)
            return [*self._mails[address]]
