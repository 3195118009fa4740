"""The timetable and the bell: every name leads to a task, every task to its verb."""

import pytest
from django.conf import settings
from django.db import connection

from ai4t import tasks
from ai4t.celery import app
from ai4t.models import Letter


def test_timetable_names_tasks_that_exist_and_sweeps_as_often_as_the_settings_say():
    app.loader.import_default_modules()
    named = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert named <= set(app.tasks)
    assert app.conf.beat_schedule["sweep"]["schedule"] == settings.SWEEP_SECONDS


def test_worker_keeps_what_was_measured():
    conf = app.conf
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost, conf.worker_prefetch_multiplier) == (True, True, 1)


@pytest.mark.django_db
def test_tasks_send_the_letters(ledger):
    first, *_others = ledger.post(3)
    tasks.deliver(first.pk)
    assert ledger.faults() == {}
    ledger.post(2)
    tasks.sweep()
    assert (ledger.faults(), ledger.states()) == ({}, {Letter.State.SENT: 5})


@pytest.mark.django_db
def test_task_about_a_letter_that_has_gone_does_nothing(sink):
    tasks.deliver(4711)
    assert sink.messages() == []


@pytest.mark.django_db
def test_traces_have_their_tables_ahead_of_time():
    tasks.prepare_trace_partitions()
    with connection.cursor() as cursor:
        cursor.execute("SELECT ai4t_prepare_trace_partitions(current_date, 4)")
        assert cursor.fetchone() == (0,)
