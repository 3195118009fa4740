"""An import that removes what a learner had left to do: she has finished."""

import pytest

from ai4t.models import Letter
from courses.importing.running import import_course
from courses.models import Completion, Course, Enrolment
from courses.states import EnrolmentState
from tests.factories.course_files import small_course, text
from tests.factories.courses import create_enrolment
from tests.factories.people import create_user
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db

KEYS = ["EU.X.O1.M1.0.1t", "EU.X.O1.M1.1.1t", "EU.X.O1.M1.1.2t", "EU.X.O1.M2.1.1a"]
LAST = "module-2-how/2-1-ways"


def enrol(*, done) -> Enrolment:
    enrolment = create_enrolment(learner=create_user(), course=Course.objects.get())
    for key in done:
        Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key=key, basis="declared")
    return enrolment


def remove_last_unit(folder, **options):
    for path in (folder / LAST).glob("*.md"):
        path.unlink()
    return import_course(folder, slug="small", **options).plan


def has_finished(enrolment) -> bool:
    enrolment.refresh_from_db()
    return enrolment.finished_at is not None


def letters():
    return list(Letter.objects.unscoped("test").filter(kind="courses.finished").values_list("recipient", flat=True))


@pytest.fixture
def course(tmp_path):
    import_course(write_tree(tmp_path, small_course()), slug="small")
    return tmp_path


def test_who_has_nothing_left_finishes_and_nobody_else(course):
    nearly = enrol(done=KEYS[:3])
    others = [enrol(done=KEYS[:2]), enrol(done=[]), left := enrol(done=KEYS[:3])]
    left.state, left.withdrawn_at = EnrolmentState.WITHDRAWN, left.enrolled_at
    left.save()

    assert remove_last_unit(course).removed == KEYS[3:]

    assert [has_finished(one) for one in (nearly, *others)] == [True, False, False, False]
    assert letters() == [nearly.learner_id]


def test_who_had_finished_before_hears_nothing_again(course):
    before = enrol(done=KEYS)
    before.finished_at = before.enrolled_at
    before.save()

    remove_last_unit(course)

    before.refresh_from_db()
    assert (before.finished_at, letters()) == (before.enrolled_at, [])


def test_a_unit_that_came_instead_is_still_to_do(course):
    nearly = enrol(done=KEYS[:3])
    write_tree(course, {"module-1-why/1-1-reasons/1-1-3-other.en.md": text("1.1.3 Other", key="EU.X.O1.M1.1.3t")})

    remove_last_unit(course)

    assert not has_finished(nearly)


def test_a_dry_run_finishes_nobody(course):
    nearly = enrol(done=KEYS[:3])

    remove_last_unit(course, is_dry=True)

    assert (has_finished(nearly), letters()) == (False, [])
