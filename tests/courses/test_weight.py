"""What a slow line has to carry: figures of the page as it is sent."""

import gzip
import re

import pytest
from django.conf import settings

from courses.models import Unit
from courses.showing import SLUG, show_content
from tests.factories.activities import create_activity, single
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

FOLDER = settings.BASE_DIR / "static"


def zipped(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def transferred(page: bytes) -> int:
    """The page with the styles, scripts and signs that it names, compressed."""
    named = set(re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', page))
    assert len(named) >= 4
    return zipped(page) + sum(zipped((FOLDER / name.decode()).read_bytes()) for name in named)


def test_a_text_unit_with_its_styles_and_scripts_is_light(client):
    learner = create_user(language="sl")
    create_enrolment(learner=learner, course=show_content())
    client.force_login(learner)
    page = client.get(f"/sl/courses/{SLUG}/EU.AI4T.DEMO.M1.1.3t/").content
    assert transferred(page) <= 60_000


def test_no_page_loads_more_than_a_little_program():
    """The classroom loads most: menus, the visit, players, transcripts, questions."""
    classroom = re.findall(r"js/\w+\.js", (settings.BASE_DIR / "templates/courses/unit.html").read_text())
    scripts = {"js/menus.js", *classroom}
    assert len(scripts) >= 4
    assert sum((FOLDER / script).stat().st_size for script in scripts) <= 20_000


def test_a_page_of_twenty_questions_is_light(client):
    learner = create_user()
    enrolment = create_enrolment(learner=learner, course=create_course())
    create_activity(Unit.objects.get(key="U1"), *[single(f"q{number}") for number in range(20)])
    client.force_login(enrolment.learner)
    page = client.get("/en/courses/first-steps/U1/").content
    assert page.count(b'class="question"') == 20
    assert transferred(page) <= 60_000
