from decimal import Decimal

import pytest

from ai4t.content.applying import importing
from ai4t.content.irregularities import Irregularities
from ai4t.content.plan import Plan
from courses.activities.contents import BandContents
from courses.activities.keeping import keep
from courses.activities.shown import languages_of, read
from courses.models import Activity, Attempt, Option, Unit
from tests.factories.activities import contents, keep_activity, on_picture, option, question, single
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user
from tests.factories.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    create_course(units=1)
    return Unit.objects.get()


def version(unit) -> int:
    unit.release.refresh_from_db()
    return unit.release.content_version


def tried(unit, key="quiz") -> Attempt:
    enrolment = create_enrolment(learner=create_user(), course=unit.release.course)
    attempt = Attempt(enrolment=enrolment, unit_key=unit.key, activity_key=key, number=1)
    attempt.save()
    return attempt


def test_keeping_the_same_again_changes_nothing(unit):
    whole = contents(
        *on_picture(), single(), files={"shapes.png": picture(40, 20)}, bands=[BandContents(0, {"en": "x"})]
    )
    assert keep_activity(unit, whole).is_new
    before = version(unit)
    again = keep_activity(unit, whole)
    assert (again.is_new, again.has_changed, version(unit)) == (False, False, before)


def test_change_raises_the_version_of_the_release(unit):
    keep_activity(unit, contents())
    before = version(unit)
    keep_activity(unit, contents(single(), question("reflection", key="more")))
    assert version(unit) == before + 1


def test_what_the_file_no_longer_has_goes(unit):
    keep_activity(unit, contents(single("q1"), single("q2")))
    activity = keep_activity(unit, contents(single("q1"))).activity
    assert [one.key for one in read(activity.pk, "en").questions] == ["q1"]
    assert Option.objects.count() == 2


def test_new_words_touch_no_attempt_and_new_meaning_says_how_many(unit):
    keep_activity(unit, contents())
    tried(unit)
    other_words = question("single", option("a", "Indeed", 1), option("b", "No"))
    assert keep_activity(unit, contents(other_words)).learners == 0
    other_meaning = question("single", option("a", "Indeed"), option("b", "No", 1))
    assert keep_activity(unit, contents(other_meaning)).learners == 1


@pytest.mark.parametrize(("resets", "edition"), [(False, 1), (True, 2)])
def test_attempts_are_reset_only_when_that_is_asked(unit, resets, edition):
    keep_activity(unit, contents())
    attempt = tried(unit)
    turned = question("single", option("a", "Yes"), option("b", "No", 1))
    keep_activity(unit, contents(turned), resets_attempts=resets)
    assert Activity.objects.get().edition == edition
    attempt.refresh_from_db()
    assert attempt.edition == edition, "who is in the middle goes on with the new questions"


def test_activity_is_shown_in_a_language_once_nothing_is_missing_there(unit):
    half = question("single", option("a", "Yes", 1), option("b", "No"))
    half.texts["sl"] = "Kaj je prav?"
    half.options[0].texts["sl"] = "Da"
    activity = keep_activity(unit, contents(half)).activity
    assert languages_of(activity) == {"en"}
    assert (read(activity.pk, "sl").language, read(activity.pk, "sl").is_fallback) == ("en", True)
    half.options[1].texts["sl"] = "Ne"
    activity = keep_activity(unit, contents(half)).activity
    assert languages_of(Activity.objects.get()) == {"en", "sl"}
    assert str(read(activity.pk, "sl").questions[0].text) == "Kaj je prav?"


def test_codes_and_shares_are_the_same_in_every_language(unit):
    both = question("single", option("a", "Yes", 1), option("b", "No"))
    both.texts["sl"] = "Kaj je prav?"
    for one in both.options:
        one.texts["sl"] = f"{one.code} sl"
    activity = keep_activity(unit, contents(both)).activity
    facts = {
        language: [(one.code, one.share) for one in read(activity.pk, language).questions[0].options]
        for language in ("en", "sl")
    }
    assert facts["en"] == facts["sl"] == [("a", Decimal(1)), ("b", Decimal(0))]


def test_texts_are_cleaned_and_pictures_named_in_them_are_served(unit):
    hostile = question("single", option("a", "<script>alert(1)</script>**Yes**", 1), option("b", "![A dot](dot.png)"))
    activity = keep_activity(unit, contents(hostile, files={"dot.png": picture(4, 4)})).activity
    [a, b] = read(activity.pk, "en").questions[0].options
    assert "<script" not in a.text
    assert "<strong>Yes</strong>" in a.text
    assert f"/content/activities/{activity.pk}/dot.png" in b.text


def test_a_dry_run_leaves_nothing(unit):
    with importing(is_dry=True) as store:
        keep(contents(), unit=unit, store=store, plan=Plan(Irregularities()))
    assert not Activity.objects.exists()


def test_activity_without_a_unit_waits_unplaced():
    kept = keep_activity(None, contents())
    assert (kept.activity.unit, kept.is_new) == (None, True)
    assert not keep_activity(None, contents()).has_changed
