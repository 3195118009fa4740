import pytest
from django.utils import timezone

from ai4t.models import AuditEntry
from courses.models import Release
from courses.publishing import PublishingRefused, publish, retire
from tests.factories.courses import create_course, create_enrolment, create_unit
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """Release V2 of a course whose learners are in V1, with one unit."""
    course = create_course(units=1)
    section = course.releases.get().units.get().section
    release = Release.objects.create(course=course, name="V2")
    module = release.modules.create(key="M1", position=1, title_en="Why")
    create_unit(section=module.sections.create(key=section.key, position=1), key="U9")
    return release


def test_published_release_is_what_new_learners_get_and_others_keep_theirs(draft):
    before = create_enrolment(learner=create_user(), course=draft.course)
    operator = create_staff()
    publish(draft, by=operator)
    assert draft.course.published_release() == draft
    before.refresh_from_db()
    assert before.release.name == "V1"
    assert AuditEntry.objects.filter(action="release.published", actor=operator).count() == 1


def test_release_is_published_once_and_not_without_units(draft):
    operator = create_staff()
    empty = Release.objects.create(course=draft.course, name="V3")
    with pytest.raises(PublishingRefused):
        publish(empty, by=operator)
    publish(draft, by=operator)
    with pytest.raises(PublishingRefused):
        publish(draft, by=operator)


def test_retired_release_is_given_to_nobody_new(draft):
    operator = create_staff()
    publish(draft, by=operator, now=timezone.now())
    retire(draft, by=operator)
    assert draft.course.published_release().name == "V1"
    with pytest.raises(PublishingRefused):
        retire(draft, by=operator)
