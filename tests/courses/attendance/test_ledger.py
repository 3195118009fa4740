"""One ledger of hours: each minute once, each line with what it rests on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ai4t import tracing
from courses.attendance.declaring import PracticeRefused, correct, declare
from courses.attendance.ledger import ledger, ledgers
from courses.attendance.marking import mark
from courses.models import DeclaredPractice
from tests.factories.cohorts import TEN_O_CLOCK, create_cohort, create_member, create_session
from tests.factories.courses import create_course
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db
AFTER = TEN_O_CLOCK + timedelta(days=1)


def use(learner, course, seconds, basis="measured", unit="U1"):
    key = f"{course.pk}/{unit}"
    now = timezone.now()
    fields = {"seconds": seconds, "basis": basis, "language": "en", "visit_id": tracing.random_id()}
    tracing.visit(learner_id=learner.pk, app="courses", object_key=key, opened_at=now, **fields)


def create_learner(**fields):
    cohort = create_cohort()
    learner = create_member(cohort).enrolment.learner
    type(learner).objects.filter(pk=learner.pk).update(joined_at=TEN_O_CLOCK - timedelta(days=100), **fields)
    learner.refresh_from_db()
    return cohort, learner


def shown(found) -> list[tuple[str, int]]:
    return sorted((str(line.basis), line.minutes) for line in found.lines)


def test_ledger_adds_up_time_in_use_sessions_and_practice():
    cohort, learner = create_learner()
    use(learner, cohort.course, 20 * 60 + 20)
    use(learner, cohort.course, 9 * 60 + 20, unit="U2")
    use(learner, cohort.course, 600, "imputed")
    session = create_session(cohort)
    mark(session=session, learner=learner, source="report", presence="present", by=None, minutes=70)
    mark(session=session, learner=learner, source="check_in", presence="present", by=learner)
    declare(learner=learner, course=cohort.course, on=date(2038, 2, 1), minutes=45, what="Sorted pictures", now=AFTER)
    found = ledger(learner, now=AFTER)
    assert shown(found) == [("attended", 70), ("declared", 45), ("imputed", 10), ("measured", 30)]
    assert found.total_minutes == 155


def test_session_counts_for_who_was_there_once_it_is_over_and_not_cancelled():
    cohort, learner = create_learner()
    for state, presence, starts_at in [
        ("planned", "absent", TEN_O_CLOCK),
        ("cancelled", "present", TEN_O_CLOCK),
        ("planned", "present", AFTER),
    ]:
        session = create_session(cohort, state=state, starts_at=starts_at)
        mark(session=session, learner=learner, source="tick", presence=presence, by=None)
    assert shown(ledger(learner, now=AFTER)) == []


def test_guest_keeps_her_hours_and_a_course_has_its_own_ledger():
    cohort, learner = create_learner()
    other = create_course(slug="second")
    use(learner, other, 3600)
    abroad = create_session(create_cohort(course=other, country="FR"))
    mark(session=abroad, learner=learner, source="tick", presence="present", by=None)
    assert shown(ledger(learner, now=AFTER)) == [("attended", 90), ("measured", 60)]
    assert shown(ledger(learner, cohort.course, now=AFTER)) == []


def test_ledgers_of_many_cost_as_many_queries_as_one(django_assert_num_queries):
    cohort = create_cohort()
    session = create_session(cohort)
    people = [create_member(cohort).enrolment.learner for _number in range(6)]
    for person in people:
        use(person, cohort.course, 600)
        mark(session=session, learner=person, source="tick", presence="present", by=None)
    with django_assert_num_queries(3):
        found = ledgers([person.pk for person in people], cohort.course, now=AFTER)
    assert {one.total_minutes for one in found.values()} == {100}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": date(2038, 3, 3)}, "on"),
        ({"on": date(2020, 1, 1)}, "on"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"what": "  "}, "what"),
    ],
)
def test_practice_that_cannot_be_is_refused(fields, field):
    cohort, learner = create_learner()
    said = {"course": cohort.course, "on": date(2038, 3, 2), "minutes": 90, "what": "Sorted pictures", **fields}
    with pytest.raises(PracticeRefused) as refusal:
        declare(learner=learner, now=AFTER, **said)
    assert refusal.value.field == field


def test_day_has_24_hours_also_when_an_entry_is_corrected():
    cohort, learner = create_learner()
    said = {"course": cohort.course, "on": date(2038, 3, 1), "what": "Project week"}
    first = declare(learner=learner, minutes=600, now=AFTER, **said)
    declare(learner=learner, minutes=600, now=AFTER, **said)
    with pytest.raises(PracticeRefused, match="240 minutes are left"):
        declare(learner=learner, minutes=241, now=AFTER, **said)
    declare(learner=learner, minutes=240, now=AFTER, **said)
    correct(first, minutes=590, now=AFTER, **said)
    assert ledger(learner).total_minutes == 1430


def test_learner_declares_corrects_and_removes_only_her_own(client):
    cohort, learner = create_learner()
    type(learner).objects.update(joined_at=timezone.now() - timedelta(days=9))
    sign_in(client, learner)
    said = {"course": cohort.course_id, "on": timezone.localdate().isoformat(), "minutes": 90, "what": "=1+1"}
    assert client.post(reverse("courses:hours"), said).status_code == 302
    page = client.get(reverse("courses:hours")).content.decode()
    assert "In total: 1 hour 30 minutes" in page
    assert "declared by you" in page
    assert ",'=1+1," in client.get(reverse("courses:hours-csv")).content.decode()
    entry = DeclaredPractice.objects.unscoped("test").get()
    client.post(reverse("courses:practice", args=[entry.pk]), {**said, "minutes": 60})
    assert DeclaredPractice.objects.unscoped("test").get().minutes == 60
    sign_in(client, create_user())
    assert client.post(reverse("courses:practice", args=[entry.pk]), {"remove": "yes"}).status_code == 404
    sign_in(client, learner)
    client.post(reverse("courses:practice", args=[entry.pk]), {"remove": "yes"})
    assert not DeclaredPractice.objects.unscoped("test").exists()
