"""Every list and every form of the administration opens, in our look and under our policy."""

from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import reverse
from lxml import html

from ai4t import desk, outbox
from ai4t.auditing import record
from ai4t.content.applying import keep_failure
from ai4t.models import AccountMerge, Agreement, Letter, MailSwitch, School
from courses.attesting.issuing import issue
from courses.models import Completion, Unit
from handbook import errata
from handbook.models import OutsideLink
from tests.factories.activities import create_activity
from tests.factories.attempts import answer
from tests.factories.attestations import create_issuer, create_rule
from tests.factories.books import create_book, create_build, create_chapter_file, create_edition, create_term
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.courses import create_course, create_enrolment
from tests.factories.packages import create_claim, create_package
from tests.factories.people import create_school, create_user

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def create_everything(numbers=(1,)):
    """A row for every list, for each of the numbers."""
    for number in numbers:
        person = create_user(school=create_school())
        course = create_course(slug=f"course-{number}", languages=("en", "sl"))
        enrolment = create_enrolment(learner=person, course=course)
        Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key="U1", basis="measured")
        Agreement.objects.unscoped("test").create(user=person, kind="terms", given=True, version="1", language="sl")
        desk.ask(kind="question", message=f"Question {number}", language="sl", sender=person)
        outbox.post(kind="desk.answer", recipient=person)
        cohort = create_cohort(course=course)
        create_member(cohort, learner=person)
        create_trainer(cohort)
        create_session(cohort)
        create_claim(enrolment, create_package(Unit.objects.get(release__course=course, key="U2")))
        answer(create_activity(Unit.objects.get(release__course=course, key="U1")), {"q1": ["a"]}, enrolment=enrolment)
        create_rule(course, units_percent=0)
        create_issuer(course, body_en="Institute")
        issue(enrolment, language="en")
        AccountMerge.objects.unscoped("test").create(kept=person, closed=create_user(), merged_by=person)
        create_handbook(number, sender=person)
        record("test.done", by=person, about=course, detail=number)
        keep_failure(course.published_release(), location=Path("/course"), reason=ValueError("broken"))


def create_handbook(number, *, sender):
    edition = create_edition(create_book(slug=f"book-{number}", editions=0))
    chapter = edition.chapters.get(key="first")
    create_chapter_file(chapter)
    create_term(edition)
    create_build(edition)
    OutsideLink.objects.create(chapter=chapter, language="en", url="https://example.org/")
    report = {"chapter_key": "first", "language": "en", "paragraph": "p-1", "message": f"Wrong {number}"}
    errata.report(edition=edition, sender=sender, **report)


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def breaches_of_policy(page) -> list[str]:
    """What the Content-Security-Policy would refuse."""
    tree = html.fromstring(page.content)
    inline = [
        script.text
        for script in tree.iter("script")
        if not script.get("src") and script.get("type") != "application/json"
    ]
    styled = [element.tag for element in tree.iter() if element.get("style") is not None]
    handled = [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    elsewhere = [link for _element, _name, link, _at in tree.iterlinks() if link.startswith(("http", "//"))]
    return [*inline, *styled, *handled, *elsewhere, *(element.tag for element in tree.iter("style"))]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_and_form_open_under_our_policy(client, operator, model):
    create_everything()
    row = model._base_manager.first() if model is not MailSwitch else MailSwitch.objects.get()
    for where in (address(model, "changelist"), address(model, "change", row.pk), address(model, "history", row.pk)):
        page = client.get(where)
        assert (page.status_code, breaches_of_policy(page)) == (200, []), where


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_costs_the_same_for_any_number_of_rows(client, operator, model, django_assert_max_num_queries):
    create_everything()
    client.get(address(model, "changelist"))
    counted = []
    for numbers in ((), (2, 3)):
        create_everything(numbers)
        with django_assert_max_num_queries(16) as queries:
            client.get(address(model, "changelist"))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_first_page_tells_what_waits_and_where(client, operator):
    assert b"Nothing waits for you." in client.get(reverse("admin:index")).content
    create_everything((1, 2))
    School.objects.update(state=School.State.PROPOSED)
    Letter.objects.unscoped("test").update(state=Letter.State.FAILED)
    page = client.get(reverse("admin:index"))
    told = {one.sentence: client.get(one.address).context["cl"].result_count for one in page.context["waiting"]}
    assert told == {
        "2 requests wait for an answer.": 2,
        "2 letters failed, or may not have arrived.": 2,
        "2 schools are proposed.": 2,
        "2 readers’ reports of mistakes wait.": 2,
    }


def test_first_page_tells_that_letters_are_paused(client, operator):
    create_everything((1, 2))
    outbox.pause(by=operator)
    (told,) = [one for one in client.get(reverse("admin:index")).context["waiting"] if "paused" in one.sentence]
    assert (told.sentence, client.get(told.address).status_code) == ("Letters are paused; 2 wait.", 200)
    outbox.resume(by=operator)
    assert b"Letters are paused" not in client.get(reverse("admin:index")).content


def test_administration_holds_no_list_that_a_package_brought():
    apps = {type(lists).__module__.split(".")[0] for lists in admin.site._registry.values()}
    assert apps == {"ai4t", "courses", "handbook"}


def test_letters_are_listed_by_what_people_call_their_kind(client, operator):
    create_everything()
    page = html.fromstring(client.get(address(Letter, "changelist")).content)
    assert page.xpath("//td[contains(@class, 'field-what')]/text()") == ["Answer to a request"]
    assert "Answer to a request (1)" in page.xpath("//*[@id='changelist-filter']//a/text()")
