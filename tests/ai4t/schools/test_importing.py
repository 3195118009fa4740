from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from ai4t.models import AuditEntry, School
from tests.factories.people import create_school, create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    """Import ``text`` as a file and answer what the command said."""

    def run(text, *options, country="SI"):
        file = tmp_path / "schools.csv"
        file.write_text(text)
        out = StringIO()
        call_command("import_schools", file, "--country", country, *options, stdout=out, stderr=out)
        return out.getvalue().splitlines()

    return run


def schools():
    return list(School.objects.order_by("national_id").values_list("country", "national_id", "name", "state"))


def test_second_run_changes_nothing(run):
    text = "national_id;name\n1;Gimnazija Vič\n2;Gimnazija Ledina\n"
    assert run(text) == ["Added: 2. Changed: 0. Unchanged: 0. Not in the file any more: 0."]
    before = schools()
    assert run(text) == ["Added: 0. Changed: 0. Unchanged: 2. Not in the file any more: 0."]
    assert schools() == before == [("SI", "1", "Gimnazija Vič", "listed"), ("SI", "2", "Gimnazija Ledina", "listed")]
    assert [entry.detail for entry in AuditEntry.objects.all()] == [{"country": "SI", "added": 2, "changed": 0}]


def test_renamed_school_keeps_its_people_and_is_found_by_its_new_name(run):
    teacher = create_user(school=create_school(name="Gimnazija Center", national_id="1"))
    assert run("national_id,name\n1,Gimnazija Prešernova\n")[-1].startswith("Added: 0. Changed: 1.")
    assert list(School.objects.matching("presern")) == [teacher.school]


def test_school_that_vanished_is_told_and_stays(run):
    create_school(name="Gimnazija Center", town="Maribor", national_id="7")
    create_school(name="Lycée", country="FR", national_id="8")
    said = run("national_id,name\n1,Gimnazija Vič\n")
    assert said[0] == "Not in the file any more, and kept: 7 Gimnazija Center, Maribor"
    assert School.objects.count() == 3


def test_file_with_a_fault_changes_nothing(run):
    with pytest.raises(CommandError, match="1 fault was found; nothing was imported"):
        run("national_id,name\n1,Gimnazija Vič\n2,\n")
    assert schools() == []


def test_dry_run_writes_nothing(run):
    said = run("national_id,name\n1,Gimnazija Vič\n", "--dry-run")
    assert said[-1] == "This was a dry run: nothing was written."
    assert (schools(), AuditEntry.objects.count()) == ([], 0)


def test_proposed_school_is_listed_once_the_register_names_it(run):
    create_school(name="Vič", national_id="1", state=School.State.PROPOSED)
    run("national_id,name\n1,Gimnazija Vič\n")
    assert schools() == [("SI", "1", "Gimnazija Vič", "listed")]


@pytest.mark.parametrize("country", ["si", "SVN", "", "XX", "ZZ"])
def test_country_that_nobody_can_choose_is_refused(run, country):
    with pytest.raises(CommandError, match=f"“{country}” is no country that people can choose here.* one of AL, AM, "):
        run("national_id,name\n1,Vič\n", country=country)
    assert schools() == []


def test_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        call_command("import_schools", "nowhere.csv", "--country", "SI")
