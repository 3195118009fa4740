"""Erasing a learner: what she chose goes on counting, what she typed is gone."""

import pytest

from ai4t.erasing import ask_to_erase, erase
from courses.models import Activity, Answer, Unit
from tests.factories.activities import create_activity, each_kind
from tests.factories.attempts import answer
from tests.factories.courses import create_course

pytestmark = pytest.mark.django_db


def test_choices_and_marks_stay_and_words_go():
    create_course(units=1)
    activity = create_activity(Unit.objects.get(key="U1"), *each_kind())
    activity = Activity.objects.select_related("unit__release").get(pk=activity.pk)
    given = {
        "single": ["a"],
        "multiple": ["a", "b"],
        "short": "Ljubljana",
        "blanks": {"b1": "cat"},
        "thought": "I am Ana.",
    }
    learner = answer(activity, given).enrolment.learner
    ask_to_erase(learner, by=learner)
    assert erase(learner.pk)
    rows = Answer.objects.unscoped("test").filter(question_key__in=given).values_list("question_key", "given", "points")
    assert {key: (value, points) for key, value, points in rows} == {
        "single": (["a"], 1),
        "multiple": (["a", "b"], 1),
        "short": (None, 1),
        "blanks": (None, 0.5),
        "thought": (None, 0),
    }
