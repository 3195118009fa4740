"""Two accounts made one and apart again, with all that a course keeps about them."""

import pytest
from allauth.account.models import EmailAddress
from django.core import serializers
from django.utils import timezone

from ai4t import merging
from ai4t.erasing import ask_to_erase, erase
from ai4t.models import AccountMerge, AuditEntry, Letter, Trace, User
from courses.cohorts.joining import leave
from courses.completing import complete
from courses.models import (
    Attempt,
    AttendanceMark,
    Cohort,
    CohortMembership,
    Completion,
    Enrolment,
    Invitation,
    SessionSeat,
    WaitingPlace,
)
from courses.states import AttemptState
from tests.factories.cohorts import create_cohort, create_member, create_session
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_school, create_staff, create_user

pytestmark = pytest.mark.django_db

TOUCHED = [Attempt, AttendanceMark, CohortMembership, Completion, EmailAddress, Enrolment, Invitation, SessionSeat]
TOUCHED += [Trace, User, WaitingPlace]


def everything() -> dict:
    """All rows that a merge may touch, as they stand."""
    return {
        model.__name__: sorted(
            (str(row.pk), sorted((k, str(v)) for k, v in row.__dict__.items() if k != "_state"))
            for row in model._base_manager.all()
        )
        for model in TOUCHED
    }


def attempt(enrolment, number, **fields):
    handed_in = {"state": AttemptState.HANDED_IN, "handed_in_at": timezone.now(), "points": 1, "points_possible": 2}
    defaults = {"unit_key": "u", "activity_key": "a", **handed_in, **fields}
    return Attempt.objects.unscoped("test").create(enrolment=enrolment, number=number, **defaults)


@pytest.fixture
def operator():
    return create_staff("operator")


@pytest.fixture
def kept():
    return create_user(email="kept@example.org")


@pytest.fixture
def closed():
    return create_user(email="closed@example.org", country="SI", school=create_school())


def done_by(enrolment) -> set[str]:
    return set(Completion.objects.unscoped("test").filter(enrolment=enrolment).values_list("unit_key", flat=True))


def test_a_course_that_only_one_took_goes_over_whole(operator, kept, closed):
    enrolment = create_enrolment(learner=closed, course=create_course())
    merging.merge(kept=kept, closed=closed, by=operator)
    enrolment.refresh_from_db()
    assert enrolment.learner == kept


def test_in_a_course_of_both_every_unit_is_done_once(operator, kept, closed):
    course = create_course()
    hers, other = create_enrolment(learner=kept, course=course), create_enrolment(learner=closed, course=course)
    for enrolment, keys in ((hers, "ab"), (other, "bc")):
        for key in keys:
            complete(enrolment=enrolment, unit_key=key, basis="measured", language="sl")
    merging.merge(kept=kept, closed=closed, by=operator)
    assert (done_by(hers), done_by(other)) == ({"a", "b", "c"}, {"b"})
    assert Trace.objects.filter(learner=kept).count() == 4


def test_attempts_are_counted_on_and_one_open_attempt_stays_behind(operator, kept, closed):
    course = create_course()
    hers, other = create_enrolment(learner=kept, course=course), create_enrolment(learner=closed, course=course)
    open_one = {"state": AttemptState.OPEN, "handed_in_at": None, "points": None, "points_possible": None}
    attempt(hers, 1)
    attempt(hers, 2, **open_one)
    attempt(other, 1)
    attempt(other, 2, **open_one)
    attempt(other, 1, activity_key="b", **open_one)
    merging.merge(kept=kept, closed=closed, by=operator)
    rows = Attempt.objects.unscoped("test").order_by("enrolment", "activity_key", "number")
    assert list(rows.filter(enrolment=hers).values_list("activity_key", "number", "state")) == [
        ("a", 1, "handed_in"),
        ("a", 2, "open"),
        ("a", 3, "handed_in"),
        ("b", 1, "open"),
    ]
    assert list(rows.filter(enrolment=other).values_list("activity_key", "number")) == [("a", 2)]


def test_of_two_places_in_a_course_hers_stays_and_the_plan_says_so(operator, kept, closed):
    here, there = create_cohort(name="Here"), create_cohort(name="There")
    create_member(here, learner=kept)
    create_member(there, learner=closed)
    assert merging.plan(kept=kept, closed=closed).remarks == [
        "The place in “There” ends: the account that is kept has one in “Here”."
    ]
    merging.merge(kept=kept, closed=closed, by=operator)
    of_kept = CohortMembership.objects.unscoped("test").filter(enrolment__learner=kept)
    assert [place.cohort for place in of_kept.current()] == [here]
    assert {place.cohort for place in of_kept} == {here, there}


def test_attendance_of_both_is_one(operator, kept, closed):
    cohort = create_cohort()
    first, second = create_session(cohort), create_session(cohort)
    for learner, session in ((kept, first), (closed, first), (closed, second)):
        AttendanceMark(session=session, learner=learner, source="tick", presence="present").save()
    merging.merge(kept=kept, closed=closed, by=operator)
    there = AttendanceMark.objects.unscoped("test").filter(learner=kept)
    assert {mark.session for mark in there} == {first, second}
    assert there.count() == 2


def test_the_other_address_leads_to_the_kept_account_and_its_password_does_not(operator, kept, closed, client):
    merging.merge(kept=kept, closed=closed, by=operator)
    assert EmailAddress.objects.get(email="closed@example.org").user == kept
    closed.refresh_from_db()
    kept.refresh_from_db()
    assert (closed.is_active, kept.email, kept.country) == (False, "kept@example.org", "SI")
    assert kept.school == closed.school


def test_both_addresses_are_written_to(operator, kept, closed):
    merging.merge(kept=kept, closed=closed, by=operator)
    letters = Letter.objects.unscoped("test").filter(kind="account.merged")
    assert {letter.address or letter.recipient.email for letter in letters} == {kept.email, closed.email}


@pytest.mark.parametrize("kind", ["account.merged", "account.merge_undone"])
def test_each_address_is_written_to_in_the_language_of_its_account(operator, kind):
    kept = create_user(email="kept@example.org", language="sl")
    closed = create_user(email="closed@example.org", language="fr")
    merging.undo(merging.merge(kept=kept, closed=closed, by=operator), by=operator)
    letters = Letter.objects.unscoped("test").filter(kind=kind)
    assert {(letter.address or letter.recipient.email, letter.language) for letter in letters} == {
        ("kept@example.org", "sl"),
        ("closed@example.org", "fr"),
    }


def test_undoing_gives_back_every_row_as_it_was(operator, kept, closed):
    course = create_course()
    cohort, other_cohort = create_cohort(course=course), create_cohort(course=course)
    hers = create_member(cohort, learner=kept).enrolment
    theirs = create_member(other_cohort, learner=closed).enrolment
    create_enrolment(learner=closed, course=create_course(slug="another"))
    complete(enrolment=theirs, unit_key="a", basis="measured", language="sl")
    attempt(hers, 1)
    attempt(theirs, 1)
    AttendanceMark(session=create_session(cohort), learner=closed, source="tick", presence="present").save()
    before = everything()
    done = merging.merge(kept=kept, closed=closed, by=operator)
    assert everything() != before
    merging.undo(done, by=operator)
    assert everything() == before
    assert merging.undo(done, by=operator).undone_at
    actions = AuditEntry.objects.filter(action__startswith="account.merge").values_list("action", flat=True)
    assert sorted(actions) == ["account.merge_undone", "account.merged"]


def test_what_somebody_changed_since_is_not_undone(operator, kept, closed):
    create_member(create_cohort(), learner=closed)
    done = merging.merge(kept=kept, closed=closed, by=operator)
    User.objects.filter(pk=kept.pk).update(country="IT")
    merging.undo(done, by=operator)
    kept.refresh_from_db()
    assert kept.country == "IT"


def test_refused_merges_change_nothing(operator, kept, closed):
    trainer = create_staff("trainer", scope=create_cohort())
    gone = create_user()
    ask_to_erase(gone, by=gone)
    before = everything()
    for pair in ((kept, kept), (kept, trainer), (kept, gone), (gone, kept)):
        with pytest.raises(merging.MergeRefused):
            merging.merge(kept=pair[0], closed=pair[1], by=operator)
    assert everything() == before
    merging.merge(kept=trainer, closed=kept, by=operator)


def test_a_closed_account_is_not_merged_again(operator, kept, closed):
    merging.merge(kept=kept, closed=closed, by=operator)
    with pytest.raises(merging.MergeRefused):
        merging.merge(kept=create_user(), closed=closed, by=operator)


def test_whoever_is_erased_is_erased_under_both_names(operator, kept, closed):
    done = merging.merge(kept=kept, closed=closed, by=operator)
    ask_to_erase(kept, by=kept)
    erase(kept.pk)
    erase(closed.pk)
    assert set(User.objects.filter(pk__in=[kept.pk, closed.pk]).values_list("name", flat=True)) == {""}
    assert not EmailAddress.objects.filter(email__in=["kept@example.org", "closed@example.org"]).exists()
    with pytest.raises(merging.MergeRefused):
        merging.undo(done, by=operator)


def test_the_row_holds_numbers_and_dates_only(operator, kept, closed):
    create_member(create_cohort(), learner=closed)
    merging.merge(kept=kept, closed=closed, by=operator)
    written = serializers.serialize("json", AccountMerge.objects.unscoped("test").all())
    assert "example.org" not in written
    assert kept.name not in written


def test_addresses_of_accounts_closed_before_come_along(operator, kept, closed):
    third = create_user(email="third@example.org")
    merging.merge(kept=closed, closed=third, by=operator)
    before = everything()
    later = merging.merge(kept=kept, closed=closed, by=operator)
    addresses = EmailAddress.objects.filter(user=kept)
    assert dict(addresses.values_list("email", "primary")) == {
        "kept@example.org": True,
        "closed@example.org": False,
        "third@example.org": False,
    }
    merging.undo(later, by=operator)
    assert everything() == before


def test_merges_are_undone_the_last_one_first(operator, kept, closed):
    third = create_user(email="third@example.org")
    enrolment = create_enrolment(learner=third, course=create_course())
    first = merging.merge(kept=closed, closed=third, by=operator)
    later = merging.merge(kept=kept, closed=closed, by=operator)
    with pytest.raises(merging.MergeRefused):
        merging.undo(first, by=operator)
    merging.undo(later, by=operator)
    merging.undo(first, by=operator)
    enrolment.refresh_from_db()
    assert enrolment.learner == third


def test_place_that_ends_is_given_to_the_next_in_line(operator, kept, closed):
    cohort, other = create_cohort(capacity=1), create_cohort()
    create_member(cohort, learner=closed)
    create_member(other, learner=kept)
    waiting = create_user()
    WaitingPlace(cohort=cohort, learner=waiting).save()
    merging.merge(kept=kept, closed=closed, by=operator)
    now_there = CohortMembership.objects.unscoped("test").current().filter(cohort=cohort)
    assert [place.enrolment.learner for place in now_there] == [waiting]


@pytest.fixture
def given_away(operator, kept, closed):
    """The place of the closed account ended with the merge, and went to the first of two in line."""
    cohort = create_cohort(name="Small", capacity=1)
    cohort.place = create_member(cohort, learner=closed)
    create_member(create_cohort(), learner=kept)
    cohort.line = [create_user(), create_user()]
    for person in cohort.line:
        WaitingPlace(cohort=cohort, learner=person).save()
    cohort.merge = merging.merge(kept=kept, closed=closed, by=operator)
    return cohort


def people_and_line(cohort):
    places = CohortMembership.objects.unscoped("test").current().filter(cohort=cohort)
    line = WaitingPlace.objects.unscoped("test").filter(cohort=cohort).order_by("since", "pk")
    return [place.enrolment.learner for place in places.order_by("pk")], [place.learner for place in line]


def test_it_is_said_before_that_one_of_two_places_in_a_cohort_ends(kept, closed):
    cohort = create_cohort(name="Small", capacity=2)
    for learner in (kept, closed):
        create_member(cohort, learner=learner)
    assert merging.plan(kept=kept, closed=closed).remarks == [
        "Both accounts have a place in “Small”: the one of the account that is closed ends and becomes free."
    ]


def test_undoing_puts_whose_place_was_given_away_first_in_line(operator, closed, given_away):
    first, second = given_away.line
    ended = CohortMembership.objects.unscoped("test").get(pk=given_away.place.pk).until
    merging.undo(given_away.merge, by=operator)
    assert people_and_line(given_away) == ([first], [closed, second])
    given_away.place.refresh_from_db()
    assert (given_away.place.until, given_away.place.enrolment.learner) == (ended, closed)
    written = Letter.objects.unscoped("test").filter(recipient=closed, kind="courses.cohort_waiting")
    assert [letter.about for letter in written] == [given_away]
    noted = AuditEntry.objects.get(action="cohort.lined_up_first")
    assert (noted.actor, noted.about_id, noted.detail) == (operator, given_away.pk, {"learner": closed.pk})
    leave(CohortMembership.objects.unscoped("test").current().get(enrolment__learner=first), by=first)
    assert people_and_line(given_away) == ([closed], [second])


def test_undoing_gives_back_the_place_where_one_is_free_again(operator, closed, given_away):
    Cohort.objects.unscoped("test").filter(pk=given_away.pk).update(capacity=2)
    assert merging.remarks_on(given_away.merge) == []
    merging.undo(given_away.merge, by=operator)
    assert people_and_line(given_away) == ([closed, given_away.line[0]], [given_away.line[1]])


def test_it_is_said_before_undoing_that_a_place_was_given_away(given_away):
    assert merging.remarks_on(given_away.merge) == [
        "All places in “Small” are taken by now: the account that comes back is first in line there."
    ]


def test_nobody_waits_for_a_place_that_she_has(operator, kept, closed):
    cohort = create_cohort(capacity=1)
    create_member(cohort, learner=kept)
    waiting = WaitingPlace(cohort=cohort, learner=closed)
    waiting.save()
    merging.merge(kept=kept, closed=closed, by=operator)
    waiting.refresh_from_db()
    assert waiting.learner == closed
