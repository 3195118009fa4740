"""A person with a unique marker in everything we keep about her is erased: afterwards nothing holds the marker."""

from dataclasses import replace

import pytest
from django.conf import settings

from ai4t import erasing, outbox, personal
from ai4t.erasing import ask_to_erase, erase
from ai4t.models import Agreement, HelpRequest, Trace, User
from ai4t.outbox import bell
from courses.models import Completion, Enrolment
from tests.ai4t.outbox.workers import wait_until, working
from tests.factories.canary import (
    CANARY,
    create_canary,
    marks_in_dump,
    marks_in_files,
    marks_in_redis,
    marks_in_sessions,
    unmarked_fields,
)

pytestmark = pytest.mark.django_db(transaction=True)


def counts() -> dict:
    models_that_count = [User, Enrolment, Completion, Trace, Agreement, HelpRequest]
    return {model.__name__: model._base_manager.count() for model in models_that_count}


def test_nothing_is_left_of_a_person_after_erasing(sink, caplog):
    person = create_canary()
    assert unmarked_fields(person) == []
    assert (len(marks_in_dump()) > 10, len(marks_in_sessions())) == (True, 2)
    numbers = counts()
    ask_to_erase(person, by=person)
    assert erase(person.pk)
    assert [line.split("\t")[1] for line in marks_in_dump()] == [f"{CANARY}@example.org"], "only the last letter"
    outbox.sweep()
    assert {
        "dump": marks_in_dump(),
        "files": marks_in_files(settings.CONTENT_ROOT),
        "sessions": marks_in_sessions(),
        "redis": marks_in_redis(),
        "logs": [message for message in caplog.messages if CANARY in message],
    } == {"dump": [], "files": [], "sessions": [], "redis": [], "logs": []}
    assert counts() == numbers


@pytest.mark.parametrize(("model", "name"), [(User, "arrived_for"), (HelpRequest, "answer")])
def test_field_that_erasing_skips_is_found_in_the_dump(sink, monkeypatch, model, name):
    record = personal.record_of(model)
    skipped = replace(record.fields[name], when_erased=personal.NOBODY_ANY_MORE)
    monkeypatch.setitem(personal._records, model, replace(record, fields={**record.fields, name: skipped}))
    person = create_canary()
    ask_to_erase(person, by=person)
    erase(person.pk)
    outbox.sweep()
    assert len(marks_in_dump()) == 1


class Killed(BaseException):
    """The worker dies here."""


def steps() -> int:
    return 3 + len(erasing._erasers)


def killed_before(step: int, monkeypatch, person):
    """Run erasing with a worker that dies before its step of this number, counted from 0."""
    done = []

    def mortal(do):
        def maybe(*arguments):
            if len(done) == step:
                raise Killed
            done.append(do)
            return do(*arguments)

        return maybe

    with monkeypatch.context() as patch:
        for name in ("sign_out_everywhere", "_erase_records", "_part_with"):
            patch.setattr(erasing, name, mortal(getattr(erasing, name)))
        patch.setattr(erasing, "_erasers", [mortal(eraser) for eraser in erasing._erasers])
        with pytest.raises(Killed):
            erase(person.pk)


def test_erasing_that_was_killed_at_each_step_is_finished_by_the_sweeper(sink, monkeypatch):
    person = create_canary()
    ask_to_erase(person, by=person)
    for step in range(steps()):
        killed_before(step, monkeypatch, person)
        assert marks_in_dump() != []
    erasing.erase_those_who_asked()
    outbox.sweep()
    assert (marks_in_dump(), marks_in_sessions()) == ([], [])


def test_real_worker_that_hears_the_bell_erases_and_sends_the_last_letter(sink, monkeypatch):
    monkeypatch.setattr(bell, "_rests_until", 0.0)
    person = create_canary()
    with working():
        ask_to_erase(person, by=person)
        assert wait_until(lambda: marks_in_dump() == [])
    assert (marks_in_sessions(), marks_in_redis()) == ([], [])
    assert [message["To"] for message in sink.messages()][-1] == f"{CANARY}@example.org"
