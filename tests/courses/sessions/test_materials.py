"""A material that is sent twice stands there once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from ai4t.models import AuditEntry
from courses.models import SessionMaterial
from courses.sessions import materials
from courses.sessions.materials import MaterialRefused, add
from tests.factories.cohorts import create_cohort, create_session

pytestmark = pytest.mark.django_db
LINK = {"kind": "material", "language": "sl", "title": "Slides", "link": "https://video.example.org/w"}


def a_file(content=b"%PDF-1.7 x"):
    return {**LINK, "link": "", "file": SimpleUploadedFile("plan.pdf", content)}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("said", [lambda: LINK, a_file])
def test_material_sent_four_times_at_once_stands_there_once(said):
    session = create_session(create_cohort())

    def click(_number):
        try:
            return add(session, by=None, **said()).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clicks:
        assert len(set(clicks.map(click, range(4)))) == 1
    assert SessionMaterial.objects.count() == 1
    assert AuditEntry.objects.filter(action="session.material_added").count() == 1


def test_materials_that_differ_in_anything_stand_beside_each_other():
    session = create_session(create_cohort())
    others = [{**LINK, "title": "Plan"}, {**LINK, "language": "fr"}, {**LINK, "kind": "recording"}]
    for said in [LINK, *others, a_file(), a_file(b"%PDF-1.7 y")]:
        add(session, by=None, **said)
    assert SessionMaterial.objects.count() == 6


def test_same_material_is_not_one_too_many(monkeypatch):
    session = create_session(create_cohort())
    monkeypatch.setattr(materials, "MOST_OF_A_SESSION", 1)
    kept = add(session, by=None, **LINK)
    assert add(session, by=None, **LINK) == kept
    with pytest.raises(MaterialRefused):
        add(session, by=None, **{**LINK, "title": "Plan"})
