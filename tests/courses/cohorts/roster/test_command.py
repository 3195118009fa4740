"""The command says what the page says, and tells by its exit status how it went."""

import json

import pytest
from django.core.management import CommandError, call_command

from courses.models import CohortMembership, Invitation
from tests.factories.cohorts import create_cohort, create_member
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    """``run(text, cohort)`` gives the exit status and what was said."""

    def run(text, cohort, *options):
        file = tmp_path / "teachers.csv"
        file.write_text(text)
        status = 0
        try:
            call_command("import_roster", str(file), "--cohort", cohort.join_code, *options)
        except CommandError as error:
            status, sentence = error.returncode, str(error)
            return status, capsys.readouterr().err + sentence
        except SystemExit as end:
            status = end.code
        return status, capsys.readouterr().out

    return run


def test_everybody_comes_in(run):
    cohort = create_cohort()
    create_user(email="ana@example.org")
    status, said = run("email\nana@example.org\nbor@example.org\n", cohort)
    assert (status, said) == (0, "1 person got a place.\n1 person was invited.\n")
    assert CohortMembership.objects.unscoped("test").count() == Invitation.objects.unscoped("test").count() == 1


def test_dry_run_writes_nothing_but_its_report(run, tmp_path):
    cohort, report = create_cohort(), tmp_path / "report.json"
    status, said = run("email,x\nbor@example.org,1\n", cohort, "--dry-run", "--report", str(report))
    assert (status, Invitation.objects.unscoped("test").count()) == (0, 0)
    assert said.endswith("1 person is invited.\nA dry run: nothing was written.\n")
    assert json.loads(report.read_text()) == {
        "dry_run": True,
        "counts": {"invited": 1},
        "faults": [],
        "remarks": ["These columns are not used: x."],
        "lines": [{"line": 2, "outcome": "invited"}],
    }


def test_somebody_who_stays_elsewhere_is_status_one(run):
    cohort = create_cohort()
    create_member(create_cohort(course=cohort.course), learner=create_user(email="ana@example.org"))
    assert run("email\nana@example.org\n", cohort) == (1, "1 person stays in another cohort.\n")


def test_fault_is_status_two_with_its_line(run):
    status, said = run("email\nana@example.org\nbor\n", create_cohort())
    assert status == 2
    assert "teachers.csv:3: email: “bor” has no @." in said
    assert said.endswith("1 fault was found; nobody was added.")
    assert Invitation.objects.unscoped("test").count() == 0


def test_one_bad_line_of_five_thousand_keeps_everybody_out(run):
    addresses = [f"p{number}@example.org" for number in range(5_000)]
    addresses[4_997] = "nobody"
    status, said = run("\n".join(["email", *addresses]), create_cohort())
    assert status == 2
    assert "teachers.csv:4999: email: “nobody” has no @." in said
    assert Invitation.objects.unscoped("test").count() == 0


def test_unknown_cohort_and_missing_file_are_status_two():
    for arguments in (["nothing.csv", "--cohort", create_cohort().join_code], ["nothing.csv", "--cohort", "NOPE"]):
        with pytest.raises(CommandError) as refused:
            call_command("import_roster", *arguments)
        assert refused.value.returncode == 2
