from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from ai4t.models import AuditEntry
from courses.activities.shown import read
from courses.answering.attempting import hand_in
from courses.answering.results import results_of
from courses.attesting.evidence import gather
from courses.attesting.issuing import AttestationRefused, has_grown, issue, issue_anew, revoke
from courses.models import Completion, Unit
from tests.factories.activities import contents, create_activity, keep_activity, single
from tests.factories.attestations import attestations, create_finisher, create_issuer, create_rule, study
from tests.factories.courses import create_course, create_enrolment, create_unit
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db


def answer(enrolment, key: str, code: str, further=None):
    unit = Unit.objects.get(key=key)
    activity = read(unit.activities.get().pk, "en")
    results = results_of(enrolment.pk, [activity])[activity.key]
    given = {"q1": [code], **(further or {})}
    hand_in(
        enrolment=enrolment,
        activity=activity,
        results=results,
        number=results.numbers_used + 1,
        given=given,
        language="en",
    )


def test_whoever_has_done_all_gets_one_and_asking_again_gives_the_same():
    enrolment = create_finisher(create_rule(), name="Maja Kovačič")
    first = issue(enrolment, language="en")
    assert issue(enrolment, language="en") == first
    assert (first.name, first.units, first.hours, first.score_percent) == ("Maja Kovačič", 2, Decimal("0.5"), None)
    assert len(first.code) == 14


def test_what_is_missing_is_told_in_sentences():
    rule = create_rule(units_percent=100, hours=Decimal(2))
    create_activity(Unit.objects.get(key="U1"), single())
    rule.score_percent = 60
    rule.save()
    enrolment = create_enrolment(learner=create_user(), course=rule.course)
    study(enrolment, "U1", hours=1.5)
    with pytest.raises(AttestationRefused) as refusal:
        issue(enrolment, language="en")
    assert str(refusal.value) == (
        "2 units are left to do. The best results of your activities make 0 %; 60 % are needed. "
        "You have studied for 1.5 hours; 2.0 are needed."
    )


@pytest.mark.parametrize("name", ["張偉", "Ana 😀"])
def test_a_name_that_cannot_be_printed_is_refused_with_what_to_do(name):
    enrolment = create_finisher(create_rule(), name=name)
    with pytest.raises(AttestationRefused, match="Please write it in Latin"):
        issue(enrolment, language="en")
    assert attestations(enrolment) == []


def test_score_is_the_mean_of_the_best_attempts():
    rule = create_rule(course=create_course(units=2))
    for key in ("U1", "U2"):
        create_activity(Unit.objects.get(key=key), single())
    enrolment = create_finisher(rule)
    answer(enrolment, "U1", "a")
    answer(enrolment, "U1", "b")
    assert gather(enrolment, "en").score_percent == 50
    answer(enrolment, "U2", "a")
    assert gather(enrolment, "en").score_percent == 100


def test_units_and_activities_that_do_not_exist_in_the_language_are_not_asked_for():
    course = create_course(units=1, languages=("en", "sl"))
    section = Unit.objects.get(key="U1").section
    only_english = create_unit(section=section, key="U2", position=2, languages=("en",))
    keep_activity(only_english, contents(single()))
    rule = create_rule(course=course, score_percent=100)
    enrolment = create_enrolment(learner=create_user(), course=course)
    Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key="U1", basis="measured")
    assert gather(enrolment, "sl").missing(rule) == []
    assert len(gather(enrolment, "en").missing(rule)) == 2
    assert issue(enrolment, language="sl").language == "sl"


def test_imputed_time_counts_and_time_in_other_courses_does_not():
    enrolment = create_finisher(create_rule(), hours=0)
    study(enrolment, "U1", hours=1, basis="imputed")
    other = create_enrolment(learner=enrolment.learner, course=create_course(slug="other", units=1))
    study(other, "U1", hours=3)
    assert gather(enrolment, "en").hours == 1


def test_lines_are_those_of_the_country_or_else_of_everywhere():
    rule = create_rule()
    create_issuer(rule.course, body_en="Everywhere")
    create_issuer(rule.course, "SI", body_en="Institute", body_sl="Zavod", credits="0,5")
    assert issue(create_finisher(rule, country="SI"), language="sl").printed == {"body": "Zavod", "credits": "0,5"}
    assert issue(create_finisher(rule, country="FR"), language="en").printed == {"body": "Everywhere"}


def test_new_name_gives_a_new_one_and_the_old_one_says_so():
    enrolment = create_finisher(create_rule(), name="Ana Novak")
    old = issue(enrolment, language="en")
    enrolment.learner.name = "Ana Kos"
    enrolment.learner.save()
    new = issue_anew(old, by=enrolment.learner)
    old.refresh_from_db()
    assert (old.name, old.replaced_by, new.name) == ("Ana Novak", new, "Ana Kos")
    assert old.revoked_at is not None


def test_revoking_keeps_it_with_its_reason_and_notes_who_did_it():
    operator = create_staff()
    attestation = issue(create_finisher(create_rule()), language="en")
    revoke(attestation, by=operator, reason="Issued in error")
    attestation.refresh_from_db()
    assert (attestation.revoked_by, attestation.revocation_reason) == (operator, "Issued in error")
    assert AuditEntry.objects.filter(action="attestation.revoked", actor=operator).exists()


def test_what_was_revoked_is_not_taken_again_in_any_language_until_the_staff_issues_it_anew():
    enrolment = create_finisher(create_rule())
    attestation = issue(enrolment, language="en")
    revoke(attestation, by=create_staff(), reason="Issued in error")
    for language in ("en", "sl"):
        with pytest.raises(AttestationRefused, match="was revoked"):
            issue(enrolment, language=language)
    new = issue_anew(attestation, by=create_staff())
    assert issue(enrolment, language="en") == new
    assert issue(enrolment, language="sl").language == "sl"


def test_better_results_can_be_attested_anew():
    rule = create_rule(course=create_course(units=1), score_percent=1)
    create_activity(Unit.objects.get(key="U1"), single("q1"), single("q2"))
    enrolment = create_finisher(rule)
    answer(enrolment, "U1", "a")
    old = issue(enrolment, language="en")
    assert not has_grown(old, gather(enrolment, "en"))
    answer(enrolment, "U1", "a", further={"q2": ["a"]})
    assert has_grown(old, gather(enrolment, "en"))
    assert (old.score_percent, issue_anew(old, by=enrolment.learner).score_percent) == (50, 100)


def test_a_score_that_the_course_does_not_ask_for_is_not_printed():
    rule = create_rule(course=create_course(units=1))
    create_activity(Unit.objects.get(key="U1"), single())
    enrolment = create_finisher(rule)
    answer(enrolment, "U1", "b")
    assert issue(enrolment, language="en").score_percent is None


def test_nobody_without_a_name_gets_one():
    with pytest.raises(AttestationRefused, match="write your name"):
        issue(create_finisher(create_rule(), name=" "), language="en")


@pytest.mark.django_db(transaction=True)
def test_many_requests_at_once_give_one():
    enrolment = create_finisher(create_rule())

    def ask(_turn):
        try:
            return issue(enrolment, language="en").code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(ask, range(24)))) == 1
    assert len(attestations(enrolment)) == 1
