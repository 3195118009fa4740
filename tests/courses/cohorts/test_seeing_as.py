"""Who looks after a learner sees her pages as she does: read-only, noted, and nothing that is hers alone."""

import re

import pytest
from django.db import InternalError, connection
from django.test import Client
from django.urls import reverse

from ai4t.appointing import appoint
from ai4t.models import AuditEntry, User
from courses import permissions, visiting
from courses.cohorts.seeing import pages
from courses.models import Answer, Attempt, Completion, Enrolment, Unit
from courses.states import QuestionKind
from tests.factories.activities import create_activity, question
from tests.factories.cohorts import create_cohort, create_member, create_trainer
from tests.factories.courses import create_course, create_enrolment, create_rendered_text, create_unit_file
from tests.factories.people import create_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """Somebody who has done the first of three units."""
    place = create_member(create_cohort(), name="Ana Novak")
    Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key="U1", basis="measured")
    return place


@pytest.fixture
def trainer(client, place):
    trainer = create_trainer(place.cohort)
    sign_in(client, trainer, second_factor=True)
    return trainer


def address(place, page="") -> str:
    return reverse("admin:courses_cohort_see", args=[place.cohort_id, place.pk]) + page


def all_rows() -> dict[str, str]:
    """A fingerprint of every table, but of the log and of what keeps the viewer herself signed in."""
    tables = set(connection.introspection.table_names()) - {"ai4t_auditentry", "django_session"}
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(tables):
            cursor.execute(
                f'SELECT count(*), md5(string_agg(row::text, chr(10) ORDER BY row::text)) FROM "{table}" row'
            )
            found[table] = cursor.fetchone()
        return found


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("", "1 of 3 done"),
        ("learning/", "1 of 3 done"),
        ("courses/first-steps/", "Your path"),
        ("courses/first-steps/U1/", "You have done this unit."),
        ("courses/first-steps/U2/", "Text of U2 in en"),
    ],
)
def test_trainer_sees_what_the_learner_sees(client, place, trainer, page, shown):
    said = client.get(address(place, page)).content.decode()
    assert shown in said
    assert "You see the pages of Ana Novak as she sees them." in said


def test_nothing_is_written_but_the_note(client, place, trainer):
    client.get(address(place))
    before, noted = all_rows(), AuditEntry.objects.count()
    for page in ("learning/", "courses/first-steps/", "courses/first-steps/U2/"):
        assert client.get(address(place, page)).status_code == 200
    assert all_rows() == before
    assert AuditEntry.objects.count() == noted + 3
    place.enrolment.refresh_from_db()
    assert (place.enrolment.last_unit_key, place.enrolment.last_seen_at) == ("", None)


def test_the_comparison_finds_a_written_place(place):
    before = all_rows()
    visiting.remember_place(place.enrolment, "U2")
    assert all_rows() != before


def test_the_database_refuses_a_page_that_writes(client, place, trainer, monkeypatch):
    """Were a page of the site to write one day, it would not open: this is seen by letting one write."""
    monkeypatch.setitem(
        pages._PAGES, "courses:learning", lambda request: visiting.remember_place(place.enrolment, "U3")
    )
    with pytest.raises(InternalError, match="read-only transaction"):
        client.get(address(place))


def test_each_look_is_noted_before_the_page_is_made(client, place, trainer, monkeypatch):
    noted = []

    def learning(request):
        noted.append(AuditEntry.objects.filter(action="learner.seen_as").get())
        raise pages.Http404

    monkeypatch.setitem(pages._PAGES, "courses:learning", learning)
    client.get(address(place))
    (entry,) = noted
    assert (entry.actor, entry.about_id) == (trainer, place.enrolment.learner_id)
    assert entry.detail == {"enrolment": place.enrolment_id, "page": "/en/learning/"}


@pytest.mark.parametrize("method", ["post", "head", "put", "patch", "delete", "options"])
def test_pages_can_only_be_got(client, place, trainer, method):
    assert getattr(client, method)(address(place, "courses/first-steps/U1/")).status_code == 405
    assert not AuditEntry.objects.filter(action="learner.seen_as").exists()


@pytest.mark.parametrize(
    "page",
    [
        "accounts/profile/",
        "accounts/data/",
        "accounts/email/",
        "accounts/logout/",
        "accounts/second-factor/",
        "courses/first-steps/enrol/",
        "courses/first-steps/continue/",
        "courses/first-steps/finished/",
        "courses/first-steps/attestation/",
        "courses/first-steps/U1/visit/",
        "courses/first-steps/U1/done/",
        "courses/first-steps/U1/problem/",
        "courses/first-steps/U3/answers/quiz/",
        "courses/first-steps/U1/package/quiz/",
        "courses/first-steps/NOWHERE/",
        "courses/other/",
        "courses/other/U1/",
        "help/",
        "admin/",
        "admin/ai4t/user/",
        "../../accounts/profile/",
        "%2e%2e/accounts/profile/",
        "/learning/",
        "learning",
        "sl/learning/",
        "content/",
        "content/activities/1/a.png",
    ],
)
def test_no_other_page_opens(client, place, trainer, page):
    create_course(slug="other")
    assert client.get(address(place, page)).status_code == 404


def test_learner_of_a_foreign_cohort_is_not_found(client, place, trainer):
    foreign = create_member(create_cohort(country="FR"))
    assert client.get(address(foreign)).status_code == 404
    smuggled = reverse("admin:courses_cohort_see", args=[place.cohort_id, foreign.pk])
    assert client.get(smuggled).status_code == 404


def test_who_has_left_the_cohort_is_not_found(client, place, trainer):
    type(place).objects.unscoped("test").filter(pk=place.pk).update(until=place.since)
    assert client.get(address(place)).status_code == 404


def test_closed_account_is_not_found(client, place, trainer):
    User.objects.filter(pk=place.enrolment.learner_id).update(is_active=False)
    assert client.get(address(place)).status_code == 404


@pytest.mark.parametrize("role", ["operator", "author", "figures_reader"])
def test_nobody_looks_through_the_eyes_of_the_staff(client, place, trainer, role):
    appoint(user=place.enrolment.learner, role=role, by=None)
    page = client.get(address(place), follow=True)
    assert page.redirect_chain == [(reverse("admin:courses_cohort_person", args=[place.cohort_id, place.pk]), 302)]
    assert "has a responsibility of her own" in page.content.decode()
    assert not AuditEntry.objects.filter(action="learner.seen_as").exists()


def test_learner_herself_does_not_get_in(place):
    client = Client()
    sign_in(client, place.enrolment.learner)
    assert client.get(address(place)).status_code == 404


def test_viewer_stays_who_she_is(client, place, trainer):
    session = client.session.session_key
    client.get(address(place))
    answer = client.get(address(place))
    assert (client.session.session_key, client.session["_auth_user_id"]) == (session, str(trainer.pk))
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_other_courses_of_the_learner_stay_hers(client, place, trainer):
    create_enrolment(learner=place.enrolment.learner, course=create_course(slug="other"))
    assert client.get(address(place)).content.decode().count('<li class="card">') == 1
    sign_in(client, create_staff("operator"), second_factor=True)
    assert client.get(address(place)).content.decode().count('<li class="card">') == 2


def test_links_stay_among_her_pages_and_all_others_lead_nowhere(client, place, trainer):
    said = client.get(address(place, "courses/first-steps/U2/")).content.decode()
    links = set(re.findall(r'<a[^>]* href="([^"#]+)"', said))
    way_out = reverse("admin:courses_cohort_person", args=[place.cohort_id, place.pk])
    assert {link for link in links if "/see/" not in link} == {way_out}
    assert address(place, "courses/first-steps/U3/") in links
    assert address(place, "courses/first-steps/U2/").replace("/en/", "/sl/", 1) in links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_page_holds_nothing_that_acts(client, place, trainer):
    answer = client.get(address(place, "courses/first-steps/U2/"))
    said = answer.content.decode()
    assert re.findall(r"<(script|form|iframe|object|embed)\b", said) == []
    assert re.findall(r"csrfmiddlewaretoken|data-visit|formaction", said) == []
    assert all("disabled" in found for found in re.findall(r"<(?:button|input|textarea|select)\b[^>]*>", said))
    assert "script-src 'none'" in answer["Content-Security-Policy"]
    assert "form-action 'none'" in answer["Content-Security-Policy"]


def test_her_answers_are_not_shown(client, place, trainer):
    activity = create_activity(Unit.objects.get(key="U3"), question(QuestionKind.REFLECTION, text="What now?"))
    attempt = Attempt(enrolment=place.enrolment, unit_key="U3", activity_key=activity.key, number=1)
    attempt.save()
    asked = activity.questions.get()
    Answer(attempt=attempt, question_key=asked.key, given="Nobody's business").save()
    page = address(place, "courses/first-steps/U3/")
    hers = Client()
    sign_in(hers, place.enrolment.learner)
    assert "Nobody&#x27;s business" in hers.get("/en/courses/first-steps/U3/").content.decode()
    said = client.get(page).content.decode()
    assert "data-activity" not in said
    assert "business" not in said
    assert "What now?" in said


def test_closed_unit_is_closed_as_it_is_for_the_learner(client, place, trainer, monkeypatch):
    def closed(user, release, key):
        return user.pk == place.enrolment.learner_id and key == "U2"

    monkeypatch.setattr(permissions, "_closures", [closed])
    answer = client.get(address(place, "courses/first-steps/U2/"))
    assert (answer.status_code, answer.url) == (302, address(place, "courses/first-steps/"))
    monkeypatch.setattr(permissions, "_closures", [lambda user, release, key: user.pk == trainer.pk])
    assert client.get(address(place, "courses/first-steps/U2/")).status_code == 200


def test_withdrawn_learner_has_no_units_to_see(client, place, trainer):
    Enrolment.objects.unscoped("test").filter(pk=place.enrolment_id).update(state="withdrawn", withdrawn_at=place.since)
    assert client.get(address(place, "courses/first-steps/U2/")).status_code == 404


def test_pictures_of_her_pages_are_shown_and_those_of_other_releases_are_not(client, place, trainer):
    other = create_course(slug="other")
    create_enrolment(learner=place.enrolment.learner, course=other)
    for course in (place.cohort.course, other):
        unit = Unit.objects.get(key="U1", release__course=course)
        create_unit_file(unit, name="plan.png", media_type="image/png", data=b"picture")
    own = place.enrolment.release_id
    assert client.get(f"/content/{own}/U1/plan.png").status_code == 404
    assert client.get(address(place, f"content/{own}/U1/plan.png")).getvalue() == b"picture"
    assert client.get(address(place, f"content/{other.published_release().pk}/U1/plan.png")).status_code == 404


def test_her_language_is_offered(client, place, trainer):
    place.enrolment.learner.language = "sl"
    place.enrolment.learner.save()
    said = client.get(address(place)).content.decode()
    assert f'<a href="{address(place, "learning/").replace("/en/", "/sl/", 1)}" hreflang="sl"' in said


def test_coordinator_of_another_country_sees_nobody(client, place):
    sign_in(client, create_staff("national_coordinator", country="FR"), second_factor=True)
    assert client.get(address(place)).status_code == 404
    sign_in(client, create_staff("national_coordinator", country="SI"), second_factor=True)
    assert client.get(address(place)).status_code == 200


def test_text_of_every_language_survives(client, place, trainer):
    unit = Unit.objects.get(key="U2")
    create_rendered_text(unit, language="sl", html="<p>Čšž &amp; <b>مرحبا</b> &lt;script&gt;</p>")
    said = client.get(address(place, "courses/first-steps/U2/").replace("/en/", "/sl/", 1)).content.decode()
    assert "<p>Čšž &amp; <b>مرحبا</b> &lt;script&gt;</p>" in said
