"""Each process of tests has a database, a broker and a cache to itself; what a test starts shares its own."""

import json
import os
import subprocess
import sys

import pytest

from ai4t.local.places import ROOT
from tests.real_parts import STARTED_BY

ASK = """
import json, os
from tests.real_parts import make_database, start_services
services = start_services()
make_database()
import psycopg2
with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
    cursor.execute("SELECT current_database(), current_user, (SELECT count(*) FROM ai4t_user)")
    database = cursor.fetchone()
print(json.dumps([services is None, *database, os.environ["BROKER_URL"], os.environ["CACHE_URL"]]))
"""


def start(**environment):
    return subprocess.Popen(
        [sys.executable, "-c", ASK], cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    )


def answer(process):
    return json.loads(process.communicate()[0])


def test_two_runs_at_once_share_nothing_but_the_server():
    runs = [start(**{STARTED_BY: ""}), start(**{STARTED_BY: ""})]
    (_, *one), (_, *other) = [answer(run) for run in runs]
    assert one[1:3] == other[1:3] == ["ai4t", 0]
    assert {one[0], *one[3:]} & {other[0], *other[3:], os.environ["BROKER_URL"], os.environ["CACHE_URL"]} == set()


def test_worker_of_xdist_does_not_use_what_its_controller_started():
    inherited, _, _, _, broker, _ = answer(start(PYTEST_XDIST_WORKER="gw7"))
    assert (inherited, broker == os.environ["BROKER_URL"]) == (False, False)


@pytest.mark.django_db
def test_process_started_by_a_test_uses_the_services_of_the_test():
    from django.db import connection

    assert answer(start()) == [
        True,
        connection.settings_dict["NAME"],
        "ai4t",
        0,
        os.environ["BROKER_URL"],
        os.environ["CACHE_URL"],
    ]
