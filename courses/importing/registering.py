"""Tells the common ground that releases of courses are imported here; called from ``AppConfig.ready``."""

from ai4t.content import applying
from ai4t.content.manuscripts.site import SITE_FILE
from courses.importing.applying import apply, read, stands
from courses.models import Release

# Raised when the same files give another course than before.
VERSION = 4


def register() -> None:
    importer = applying.Importer(version=VERSION, read=read, apply=apply, stands=stands, files_above=(SITE_FILE,))
    applying.register(Release, importer)
