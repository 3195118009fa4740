"""Tells the common ground that editions of books are imported here; called from ``AppConfig.ready``."""

from ai4t.content import applying
from ai4t.content.manuscripts.site import SITE_FILE
from handbook.importing.applying import apply, read, stands
from handbook.models import Edition

# Raised when the same files give another book than before.
VERSION = 3


def register() -> None:
    importer = applying.Importer(version=VERSION, read=read, apply=apply, stands=stands, files_above=(SITE_FILE,))
    applying.register(Edition, importer)
