"""The worker's app with the parts taken out that ``BREAK`` names: what a proof must notice."""

import os
import time

import django

from ai4t.celery import app as app

django.setup()

from ai4t import outbox  # noqa: E402
from ai4t.outbox import delivering  # noqa: E402

BREAKAGES = {
    "no sweeper": lambda: setattr(outbox, "sweep", lambda: None),
    "stands still": lambda: setattr(delivering, "write", lambda letter: time.sleep(60)),
}

for name in os.environ["BREAK"].split(","):
    BREAKAGES[name]()
