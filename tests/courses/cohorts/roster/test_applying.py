"""A list does to a cohort what was shown of it, all or nothing, and a second time nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ai4t.models import AuditEntry, Letter
from courses.cohorts import answering, inviting, joining
from courses.cohorts.joining import join, leave
from courses.cohorts.roster import applying
from courses.cohorts.roster.applying import ApplyingRefused, PlanChanged, apply
from courses.cohorts.roster.checking import read_roster
from courses.cohorts.roster.outcomes import Outcome, sentence_for
from courses.cohorts.roster.planning import plan
from courses.models import CohortMembership, Enrolment, Invitation, WaitingPlace
from courses.states import CohortState, InvitationState, JoinedBy
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user

NOW = datetime(2038, 3, 2, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def rows_of(*addresses, country="SI"):
    text = "".join(f"{address},Person {number}\n" for number, address in enumerate(addresses, start=1))
    roster = read_roster(f"email,name\n{text}".encode(), country=country, language="sl")
    assert roster.faults == []
    return roster.rows


def outcomes(plan):
    return [step.outcome for step in plan.steps]


def places(cohort):
    held = CohortMembership.objects.unscoped("test").current().filter(cohort=cohort).order_by("pk")
    return [place.enrolment.learner.email for place in held]


def invitations(cohort):
    return list(Invitation.objects.unscoped("test").filter(cohort=cohort).values_list("address", flat=True))


def written():
    models = (CohortMembership, WaitingPlace, Invitation, Letter, Enrolment)
    return [model.objects.unscoped("test").count() for model in models] + [AuditEntry.objects.count()]


def test_who_has_an_account_gets_a_place_and_who_has_none_an_invitation():
    cohort, ana = create_cohort(), create_user(email="ana@example.org", language="sl")
    trainer = create_trainer(cohort)
    done = apply(rows_of("ana@example.org", "bor@example.org"), cohort=cohort, by=trainer, now=NOW, file="abc")
    assert outcomes(done) == [Outcome.PLACE, Outcome.INVITED]
    place = CohortMembership.objects.unscoped("test").get(cohort=cohort)
    assert (place.enrolment.learner, place.joined_by, place.added_by) == (ana, JoinedBy.FILE, trainer)
    invitation = Invitation.objects.unscoped("test").get()
    assert (invitation.address, invitation.name, invitation.language) == ("bor@example.org", "Person 2", "sl")
    noted = AuditEntry.objects.get(action="cohort.people_added")
    assert (noted.actor, noted.detail) == (trainer, {"place": 1, "invited": 1, "added_by": "file", "file": "abc"})


def test_account_whose_address_was_never_confirmed_counts_as_none():
    cohort = create_cohort()
    create_user(email="ana@example.org", confirmed=False)
    assert outcomes(plan(rows_of("ana@example.org"), cohort=cohort)) == [Outcome.INVITED]


def test_same_list_again_changes_nothing_and_writes_no_letter():
    cohort = create_cohort(capacity=1)
    addresses = [create_user(email=f"{name}@example.org").email for name in ("ana", "bor")] + ["new@example.org"]
    apply(rows_of(*addresses), cohort=cohort, by=None, now=NOW)
    before = written()
    again = apply(rows_of(*addresses), cohort=cohort, by=None)
    assert outcomes(again) == [Outcome.THERE, Outcome.IN_LINE, Outcome.INVITED_BEFORE]
    assert written() == before


def test_order_of_the_file_decides_who_gets_the_last_places():
    cohort = create_cohort(capacity=2)
    create_member(cohort)
    for name in ("ana", "bor", "cene"):
        create_user(email=f"{name}@example.org")
    rows = rows_of("cene@example.org", "ana@example.org", "bor@example.org")
    assert outcomes(apply(rows, cohort=cohort, by=None)) == [Outcome.PLACE, Outcome.WAITS, Outcome.WAITS]
    assert places(cohort)[1:] == ["cene@example.org"]
    assert WaitingPlace.objects.unscoped("test").filter(cohort=cohort).count() == 2


def test_one_person_under_two_addresses_takes_one_place():
    twice = [create_user(email=f"{name}@example.org") for name in ("ana", "cene")]
    for person, address in zip(twice, ("ana@home.example", "cene@home.example"), strict=True):
        EmailAddress.objects.create(user=person, email=address, verified=True)
    create_user(email="bor@example.org")
    cohort = create_cohort(capacity=2)
    addresses = ["ana@example.org", "ana@home.example", "bor@example.org", "cene@home.example", "cene@example.org"]
    planned = apply(rows_of(*addresses), cohort=cohort, by=create_trainer(cohort))
    assert outcomes(planned) == ["place", "there", "place", "waits", "in_line"]
    assert len(places(cohort)) == 2


def test_who_is_elsewhere_declined_or_closed_is_held_back_and_named():
    course = create_course()
    cohort, other = create_cohort(course=course), create_cohort(course=course)
    create_member(other, learner=create_user(email="ana@example.org"))
    create_invitation(other, address="bor@example.org", state=InvitationState.DECLINED)
    create_user(email="cene@example.org", is_active=False)
    done = apply(rows_of("ana@example.org", "bor@example.org", "cene@example.org"), cohort=cohort, by=None)
    assert outcomes(done) == [Outcome.ELSEWHERE, Outcome.DECLINED, Outcome.CLOSED]
    assert (places(cohort), invitations(cohort)) == ([], [])
    assert sentence_for(done.steps[1]) == "asked not to be invited; pass on the join link instead"


def test_invitation_taken_up_under_another_address_counts_as_being_there():
    cohort, ana = create_cohort(), create_user(email="ana.private@example.org")
    invitation = inviting.invite(cohort=cohort, address="ana@school.example", language="sl", by=None)
    answering.claim(invitation, learner=ana)
    assert outcomes(plan(rows_of("ana@school.example"), cohort=cohort)) == [Outcome.THERE]


def test_every_outcome_has_its_words():
    cohort = create_cohort()
    step = plan(rows_of("ana@example.org"), cohort=cohort).steps[0]
    for outcome in Outcome:
        assert sentence_for(type(step)(step.row, outcome))


def test_closed_cohort_takes_nobody():
    cohort = create_cohort(state=CohortState.CLOSED)
    with pytest.raises(ApplyingRefused, match="closed"):
        apply(rows_of("ana@example.org"), cohort=cohort, by=None)
    assert invitations(cohort) == []


def test_plan_that_would_come_out_otherwise_by_now_is_not_done():
    cohort = create_cohort(capacity=1)
    create_user(email="ana@example.org")
    rows = rows_of("ana@example.org")
    seen = plan(rows, cohort=cohort).digest
    create_member(cohort)
    with pytest.raises(PlanChanged, match="please look again"):
        apply(rows, cohort=cohort, by=None, shown=seen)
    assert outcomes(apply(rows, cohort=cohort, by=None, shown=plan(rows, cohort=cohort).digest)) == [Outcome.WAITS]


def test_nothing_is_written_when_a_line_fails_after_others_were_done(monkeypatch):
    cohort = create_cohort()
    create_user(email="ana@example.org")

    def fail(people, **said):
        raise inviting.InvitingRefused("no")

    monkeypatch.setattr(applying, "invite_all", fail)
    before = written()
    with pytest.raises(PlanChanged):
        apply(rows_of("ana@example.org", "bor@example.org"), cohort=cohort, by=None)
    assert written() == before


def test_looking_asks_no_more_for_many_than_for_few():
    cohort = create_cohort()

    def queries(count):
        rows = rows_of(*(f"p{number}@example.org" for number in range(count)))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            plan(rows, cohort=cohort)
        return len(asked)

    assert queries(2) == queries(500) <= 10


@pytest.mark.parametrize("capacity", [None, 10])
def test_doing_takes_no_more_statements_for_many_than_for_few(capacity):
    def statements(count):
        cohort = create_cohort(capacity=capacity)
        listed = [create_user(password="!").email for _number in range(count)]
        rows = rows_of(*listed, *(f"{cohort.pk}.{number}@example.org" for number in range(count)))
        with CaptureQueriesContext(connection) as asked:
            assert apply(rows, cohort=cohort, by=None).changes == 2 * count
        return len(asked)

    statements(20)
    assert statements(20) == statements(100)


def test_everybody_on_a_list_is_written_to_and_noted_as_if_she_had_come_alone():
    cohort = create_cohort(capacity=2)
    ana, bor, cene = (create_user(email=f"{name}@example.org", language="sl") for name in ("ana", "bor", "cene"))
    trainer = create_trainer(cohort)
    apply(rows_of(*(one.email for one in (bor, ana, cene)), "new@example.org"), cohort=cohort, by=trainer, now=NOW)
    held = {place.enrolment.learner: place for place in CohortMembership.objects.unscoped("test").all()}
    invitation = Invitation.objects.unscoped("test").get()
    letters = Letter.objects.unscoped("test").order_by("pk")
    assert [(one.kind, one.recipient, one.address, one.language, one.about, one.version) for one in letters] == [
        ("courses.cohort_joined", bor, "", "sl", held[bor], "1"),
        ("courses.cohort_joined", ana, "", "sl", held[ana], "1"),
        ("courses.cohort_waiting", cene, "", "sl", cohort, "2038-03-02T08:00:00+00:00"),
        ("courses.invitation", None, "new@example.org", "sl", invitation, "1"),
    ]
    noted = AuditEntry.objects.filter(about_id=cohort.pk, actor=trainer).order_by("pk").values_list("action", "detail")
    assert list(noted) == [
        ("cohort.joined", {"enrolment": held[bor].enrolment_id, "joined_by": "file"}),
        ("cohort.joined", {"enrolment": held[ana].enrolment_id, "joined_by": "file"}),
        ("invitation.listed", {"invitation": invitation.pk}),
        ("invitation.sent", {"invitation": invitation.pk}),
        ("cohort.people_added", {"place": 2, "waits": 1, "invited": 1, "added_by": "file"}),
    ]
    assert (invitation.times_sent, invitation.sent_at, invitation.invited_by) == (1, NOW, trainer)


def test_the_line_keeps_the_order_of_the_file():
    cohort = create_cohort(capacity=1)
    place = create_member(cohort)
    people = [create_user() for _number in range(4)]
    apply(rows_of(*(one.email for one in reversed(people))), cohort=cohort, by=None, now=NOW)
    leave(place, by=place.enrolment.learner)
    assert places(cohort) == [people[-1].email]


def test_list_brings_back_who_has_left_the_course():
    cohort, ana = create_cohort(), create_user(email="ana@example.org")
    gone = create_enrolment(learner=ana, course=cohort.course)
    gone.state, gone.withdrawn_at = "withdrawn", NOW
    gone.save()
    apply(rows_of("ana@example.org"), cohort=cohort, by=None)
    gone.refresh_from_db()
    assert (gone.state, gone.withdrawn_at) == ("active", None)


@pytest.mark.django_db(transaction=True)
def test_two_lists_of_the_same_people_for_two_cohorts_give_each_person_one_place():
    cohorts, people = [create_cohort(), create_cohort()], [create_user(password="!").email for _number in range(40)]
    lists = [rows_of(*people), rows_of(*reversed(people))]

    def upload(number):
        try:
            return apply(lists[number], cohort=cohorts[number], by=None).changes
        except PlanChanged:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        changes = sorted(threads.map(upload, range(2)))
    assert changes == [0, 40]
    assert sorted(len(places(cohort)) for cohort in cohorts) == [0, 40]


def test_people_are_enrolled_in_one_order_whatever_that_of_the_file():
    """Two lists of the same people for two cohorts would otherwise wait for each other without end."""
    people = [create_user(password="!") for _number in range(5)]
    apply(rows_of(*(one.email for one in reversed(people))), cohort=create_cohort(), by=None)
    enrolled = Enrolment.objects.unscoped("test").order_by("pk")
    assert [one.learner for one in enrolled] == people


def test_one_bad_line_of_five_thousand_is_named_and_nothing_can_be_done():
    addresses = [f"p{number}@example.org" for number in range(5_000)]
    addresses[4_997] = "nobody"
    raw = ("email\n" + "\n".join(addresses)).encode()
    roster = read_roster(raw, country="SI", language="sl")
    assert [(fault.line, fault.column) for fault in roster.faults] == [(4_999, "email")]


@pytest.mark.django_db(transaction=True)
def test_two_uploads_and_a_crowd_by_link_never_give_more_places_than_there_are():
    cohort = create_cohort(capacity=10)
    listed = [create_user(email=f"l{number}@example.org").email for number in range(12)]
    coming = [create_user() for number in range(6)]
    rows = rows_of(*listed)

    def upload(_number):
        try:
            apply(rows, cohort=cohort, by=None)
        finally:
            connection.close()

    def by_link(learner):
        try:
            join(learner=learner, cohort=cohort, joined_by=JoinedBy.LINK)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        work = [threads.submit(upload, 1), *(threads.submit(by_link, one) for one in coming), threads.submit(upload, 2)]
        for one in work:
            one.result()
    waiting = WaitingPlace.objects.unscoped("test").filter(cohort=cohort).count()
    letters = Letter.objects.unscoped("test").filter(kind__startswith="courses.cohort_").count()
    assert (len(places(cohort)), waiting, letters) == (10, 8, 18)


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_strangers_write_each_one_invitation():
    cohort = create_cohort()
    rows = rows_of(*(f"p{number}@example.org" for number in range(15)))

    def upload(_number):
        try:
            return apply(rows, cohort=cohort, by=None).changes
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        changes = sorted(threads.map(upload, range(3)))
    assert (changes, len(invitations(cohort))) == ([0, 0, 15], 15)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_uploads_would_give_too_many_places(monkeypatch):
    """The race is real: both look at the cohort before either has given its place."""
    cohort = create_cohort(capacity=1)
    lists = [rows_of(create_user(email=f"{name}@example.org").email) for name in ("ana", "bor")]
    both_have_looked = Barrier(2)

    def look(rows, *, cohort):
        seen = plan(rows, cohort=cohort)
        both_have_looked.wait(timeout=10)
        return seen

    for module in (applying, joining):
        monkeypatch.setattr(module, "locked", lambda cohort: cohort)
    monkeypatch.setattr(applying, "plan", look)
    monkeypatch.setattr(joining, "places_left", lambda cohort: None)

    def upload(rows):
        try:
            apply(rows, cohort=cohort, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(upload, lists))
    assert len(places(cohort)) == 2
