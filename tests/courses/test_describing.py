"""What the page of a course says to search engines."""

import json

import pytest
from lxml import html as lxml_html

from courses.models import Course, Unit
from tests.factories.courses import create_course

pytestmark = pytest.mark.django_db

REQUIRED = {
    "@context", "@type", "name", "description", "url", "inLanguage", "availableLanguage", "provider", "offers",
    "hasCourseInstance", "learningResourceType", "educationalLevel", "educationalUse", "audience",
    "isAccessibleForFree", "timeRequired",
}  # fmt: skip


def linked_data(client, path: str) -> dict:
    document = lxml_html.document_fromstring(client.get(path).content.decode())
    [script] = document.xpath('//script[@type="application/ld+json"]')
    return json.loads(script.text)


def test_course_in_its_own_language_names_its_translations_and_its_licence(client):
    create_course(languages=("en", "sl"))
    Unit.objects.update(licence="CC BY 4.0")
    data = linked_data(client, "/en/courses/first-steps/")
    assert data.keys() == REQUIRED | {"license", "workTranslation"}
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["audience"] == {"@type": "EducationalAudience", "educationalRole": "teacher"}
    assert (data["timeRequired"], data["learningResourceType"]) == ("PT15M", "course")
    assert data["workTranslation"] == [
        {"@type": "Course", "@id": "http://testserver/sl/courses/first-steps/", "inLanguage": "sl"}
    ]


def test_translation_names_the_original_and_several_licences_are_all_named(client):
    create_course(languages=("en", "sl"))
    Unit.objects.filter(key="U1").update(licence="CC BY-SA 4.0")
    Unit.objects.filter(key="U2").update(licence="House rules")
    data = linked_data(client, "/sl/courses/first-steps/")
    assert data["license"] == [
        "https://creativecommons.org/licenses/by-sa/4.0/",
        {"@type": "CreativeWork", "name": "House rules"},
    ]
    assert data["translationOfWork"]["@id"] == "http://testserver/en/courses/first-steps/"
    assert [one["inLanguage"] for one in data["translationOfWork"]["workTranslation"]] == ["sl"]


def test_no_title_breaks_out_of_the_script(client):
    create_course()
    hostile = "</script><script>alert(1)</script><!-- &amp;"
    Course.objects.update(title_en=hostile, description_en=hostile)
    data = linked_data(client, "/en/courses/first-steps/")
    assert (data["name"], data["description"]) == (hostile, hostile)
