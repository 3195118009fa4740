"""Shared by all tests: the database of this process, a flush by its owner, the real files where they are at hand."""

import gc
import logging
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from ai4t import languages, limits
from ai4t.local.mailsink import MailSink
from ai4t.searching.sources import forget_source_languages
from tests.flush import flush_as_owner
from tests.real_parts import make_database

MATERIALS = Path(os.environ.get("AI4T_MATERIALS") or Path(__file__).parent.parent.parent / "shared" / "materials")

collect_ignore = [] if MATERIALS.is_dir() else ["real_files"]

# The same examples in every run; with --full, others each time.
hypothesis_settings.register_profile("same", derandomize=True, database=None)
hypothesis_settings.load_profile("default" if os.environ.get("AI4T_FULL") else "same")

TransactionTestCase._fixture_teardown = lambda self: flush_as_owner()


def pytest_collection_finish():
    """What is loaded stays for the whole run; the collector need not walk over it time and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """The migrated database of this process, connected as the application's role."""
    with django_db_blocker.unblock():
        make_database()


@pytest.fixture(autouse=True)
def nothing_kept_from_the_last_test():
    cache.clear()
    languages.forget_opened()
    limits.forget_tallies()
    forget_source_languages()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def sink(tmp_path):
    """The mail server that the settings name: what was sent stands in ``sink.messages()``."""
    sink = MailSink(tmp_path / "mail", settings.EMAIL_PORT)
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture(scope="session")
def materials() -> Path:
    """The folder with the real files of the course; tests that ask for it are collected only where it exists."""
    return MATERIALS


class _Undefined(logging.Handler):
    """Collects the names of variables that one of our templates used and no view gave."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.names: list[str] = []

    def emit(self, record):
        if record.args and not re.match(r"(admin|django|unknown)\b", str(record.args[1])):
            self.names.append("{} in {}".format(*record.args))


@pytest.fixture(autouse=True)
def undefined_template_variables():
    """A template variable that does not exist fails the test that rendered it."""
    log, undefined = logging.getLogger("django.template"), _Undefined()
    log.addHandler(undefined)
    log.setLevel(logging.DEBUG)
    yield undefined.names
    log.removeHandler(undefined)
    assert undefined.names == []
