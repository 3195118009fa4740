import pytest

from ai4t.models import AuditEntry, School, User
from ai4t.schools.proposing import MergeRefused, accept, merge, propose, take
from tests.factories.people import create_school, create_staff, create_user

pytestmark = pytest.mark.django_db


def school_of(person):
    return User.objects.get(pk=person.pk).school


def test_proposed_school_is_hers_at_once_and_nobody_else_finds_it():
    teacher = create_user(country="SI")
    school = propose(name="Gimnazija Vič", town="Ljubljana", country="SI", by=teacher)
    assert school_of(teacher) == school
    assert (school.state, school.proposed_by, list(School.objects.listed())) == ("proposed", teacher, [])


def test_proposal_of_a_listed_school_gives_that_school():
    listed, teacher = create_school(name="Gimnazija Vič", town="Ljubljana"), create_user(country="SI")
    assert propose(name="gimnazija vic", town="LJUBLJANA", country="SI", by=teacher) == listed
    assert (school_of(teacher), School.objects.count()) == (listed, 1)


def test_second_proposal_replaces_the_first_that_nobody_uses():
    teacher = create_user(country="SI")
    propose(name="Gimnazija Vic", town="Ljubljana", country="SI", by=teacher)
    second = propose(name="Gimnazija Vič", town="Ljubljana", country="SI", by=teacher)
    assert (list(School.objects.all()), school_of(teacher)) == ([second], second)


def test_own_proposal_goes_when_she_takes_a_listed_school():
    teacher, listed = create_user(country="SI"), create_school()
    propose(name="Gimnazija Vič", town="Ljubljana", country="SI", by=teacher)
    take(listed, person=teacher)
    assert (list(School.objects.all()), school_of(teacher)) == ([listed], listed)


def test_accepted_school_is_listed_and_noted():
    staff = create_staff()
    school = propose(name="Gimnazija Vič", town="Ljubljana", country="SI", by=create_user())
    accept(school, by=staff)
    assert list(School.objects.listed()) == [school]
    entry = AuditEntry.objects.filter(action="school.accepted").get()
    assert (entry.actor, entry.about_id) == (staff, school.pk)


def test_merging_moves_the_people_and_is_noted():
    staff, teachers, listed = create_staff(), [create_user(), create_user()], create_school(name="Gimnazija Vič")
    proposal = propose(name="Vič", town="Lj.", country="SI", by=teachers[0])
    take(proposal, person=teachers[1])
    number = proposal.pk
    assert merge(proposal, into=listed, by=staff) == 2
    assert [school_of(teacher) for teacher in teachers] == [listed, listed]
    assert list(School.objects.all()) == [listed]
    entry = AuditEntry.objects.filter(action="school.merged").get()
    assert (entry.actor, entry.about_id, entry.detail) == (staff, listed.pk, {"proposal": number, "people": 2})


def test_merging_listed_schools_or_across_countries_is_refused():
    staff, listed, other = create_staff(), create_school(), create_school(name="Gymnasium", country="AT")
    proposal = propose(name="Vič", town="Ljubljana", country="SI", by=create_user())
    for school, into in [(listed, other), (proposal, other), (proposal, proposal)]:
        with pytest.raises(MergeRefused):
            merge(school, into=into, by=staff)
    assert School.objects.count() == 3
