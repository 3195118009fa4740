"""Nothing about people is kept undeclared."""

import csv
import io
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps

from ai4t import personal
from ai4t.models import HelpRequest, User
from ai4t.personal import Overwritten


def test_every_field_of_every_model_is_declared():
    assert personal.faults() == []


@isolate_apps("ai4t")
def test_model_that_nobody_declared_is_found():
    class Visitor(models.Model):
        shoe_size = models.IntegerField()

        class Meta:
            app_label = "ai4t"

        def __str__(self):
            return "a visitor"

    assert personal.faults([Visitor]) == ["ai4t.Visitor is not declared."]


def test_field_that_nobody_declared_is_found(monkeypatch):
    record = personal.record_of(User)
    fields = {name: field for name, field in record.fields.items() if name != "gender"}
    monkeypatch.setitem(personal._records, User, replace(record, fields=fields))
    assert personal.faults() == ["ai4t.User.gender is neither personal nor impersonal."]


def test_field_that_is_gone_is_found(monkeypatch):
    record = personal.record_of(User)
    monkeypatch.setitem(personal._records, User, replace(record, impersonal=record.impersonal | {"shoe_size"}))
    assert personal.faults() == ["ai4t.User.shoe_size is declared but does not exist."]


def test_link_to_a_person_is_never_impersonal(monkeypatch):
    record = personal.record_of(HelpRequest)
    fields = {name: field for name, field in record.fields.items() if name != "sender"}
    weaker = replace(record, fields=fields, impersonal=record.impersonal | {"sender"})
    monkeypatch.setitem(personal._records, HelpRequest, weaker)
    assert personal.faults() == ["ai4t.HelpRequest.sender leads to a person."]


def test_everything_that_is_overwritten_or_removed_has_an_owner_or_an_eraser_of_its_own():
    without = {"sessions.Session"}
    for record in personal.records():
        kept = all(isinstance(field.when_erased, personal.Kept) for field in record.fields.values())
        assert record.of or kept or record.model._meta.label in without, record.model


def test_every_purpose_and_retention_is_a_sentence():
    for record in personal.records():
        for name, field in record.fields.items():
            sentences = [str(field.why.purpose), str(field.why.retention)]
            assert [text[-1] for text in sentences] == [".", "."], (record.model, name)


@pytest.mark.parametrize("format", ["markdown", "csv"])
def test_record_of_processing_names_every_personal_field(format):
    out = io.StringIO()
    call_command("personal_record", f"--format={format}", stdout=out)
    expected = sum(len(record.fields) for record in personal.records())
    if format == "csv":
        lines = list(csv.reader(io.StringIO(out.getvalue())))
        assert {len(line) for line in lines} == {6}
        assert len(lines) == expected + 1
    else:
        lines = [line for line in out.getvalue().splitlines() if line.startswith("| ") and "---" not in line]
        assert len(lines) == expected + len([record for record in personal.records() if record.fields])


def test_record_tells_what_erasing_does():
    assert isinstance(personal.record_of(User).fields["email"].when_erased, Overwritten)
    out = io.StringIO()
    call_command("personal_record", "--format=csv", stdout=out)
    told = {(line[0], line[1]): line[5] for line in csv.reader(io.StringIO(out.getvalue()))}
    assert told["people (ai4t.User)", "e-mail (email)"] == "Overwritten."
    assert told["letters (ai4t.Letter)", "address (address)"] == "Removed."
