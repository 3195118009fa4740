"""Coming into a cohort in a real browser: by an invitation on a phone, by the join link, in every state of both."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from courses.cohorts import invitation_key
from courses.cohorts.inviting import invite
from courses.models import CohortMembership, WaitingPlace
from courses.states import CohortState, InvitationState
from tests.browser.axe import faults_at
from tests.browser.conftest import link_in
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.courses import create_course
from tests.factories.people import PASSWORD, create_user, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


def places():
    own = CohortMembership.objects.unscoped("test").current()
    return list(own.values_list("enrolment__learner__email", "enrolment__learner__language", "cohort__name"))


def signed_in(page, user, *, second_factor=False):
    """The browser of ``page``, as if ``user`` had just signed in there."""
    client = Client()
    sign_in(client, user, second_factor=second_factor)
    page.goto("/healthz")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": page.url}])


def test_from_the_invitation_mail_to_the_course_on_a_phone_without_scripts(open_browser, mailed):
    cohort = create_cohort(course=create_course(languages=("en", "sl")), name="Ljubljana, pomlad")
    trainer = create_trainer(cohort)
    invite(cohort=cohort, address="miha@example.org", name="Miha Zajc", language="sl", by=trainer)
    phone = open_browser(viewport=PHONE, java_script_enabled=False)
    phone.goto(link_in(mailed("miha@example.org"), "/sl/cohorts/invitations/"))
    assert places() == []
    phone.click("main .actions a.button >> nth=0")
    phone.wait_for_url("**/sl/accounts/signup/**")
    assert [phone.input_value(f"[name={name}]") for name in ("email", "name", "language")] == [
        "miha@example.org",
        "Miha Zajc",
        "sl",
    ]
    phone.fill("[name=password1]", PASSWORD)
    phone.select_option("[name=country]", "SI")
    phone.check("[name=education_role][value=teacher]")
    phone.check("[name=terms]")
    phone.click("main form.sheet p button.button")
    phone.wait_for_url("**/sl/courses/first-steps/")
    assert "Ljubljana, pomlad" in phone.inner_text("main")
    assert places() == [("miha@example.org", "sl", "Ljubljana, pomlad")]


def test_who_has_an_account_signs_in_from_the_join_page_and_takes_a_place(page):
    cohort, learner = create_cohort(), create_user()
    page.goto(cohort.get_absolute_url())
    page.click("main .actions a.button.quiet")
    page.fill("[name=login]", learner.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{cohort.get_absolute_url()}")
    page.click("main form.actions button")
    page.wait_for_url("**/en/courses/first-steps/")
    assert [email for email, *_rest in places()] == [learner.email]


def invitation_page(invitation) -> str:
    return reverse("cohorts:invitation", args=[invitation_key.key_of(invitation)])


def pages_of_everybody() -> list[str]:
    """The two pages in each state that a visitor can meet, the form for a code, and the way to decline."""
    full = create_cohort(capacity=1)
    create_member(full)
    cohorts = [create_cohort(capacity=30), full, *(create_cohort(state=state) for state in CohortState)]
    answered = {InvitationState.CLAIMED: {"claimed_by": create_user()}}
    invitations = [create_invitation(cohorts[0], state=state, **answered.get(state, {})) for state in InvitationState]
    invitations.append(create_invitation(cohorts[0], expires_at=timezone.now() - timedelta(days=1)))
    return [
        reverse("cohorts:find"),
        reverse("cohorts:join", args=["ABCDEFGHJK"]),
        reverse("cohorts:invitation", args=["cut-off"]),
        reverse("cohorts:decline", args=[invitation_key.key_of(invitations[0])]),
        *(cohort.get_absolute_url() for cohort in cohorts),
        *map(invitation_page, invitations),
        f"{reverse('account_signup')}?for=invitation:{invitation_key.key_of(invitations[0])}",
    ]


def pages_of(learner) -> list[str]:
    """The same for somebody signed in: with a place, in line, in another cohort of the course."""
    own = create_member(create_cohort(), learner=learner).cohort
    waits_for = create_cohort(course=create_course(slug="second-steps"), capacity=1)
    create_member(waits_for)
    WaitingPlace(cohort=waits_for, learner=learner).save()
    free = create_cohort(course=create_course(slug="third-steps"))
    return [
        own.get_absolute_url(),
        waits_for.get_absolute_url(),
        free.get_absolute_url(),
        create_cohort(course=own.course).get_absolute_url(),
        reverse("cohorts:leave", args=[own.join_code]),
        reverse("cohorts:leave", args=[waits_for.join_code]),
        invitation_page(create_invitation(free)),
        invitation_page(
            create_invitation(waits_for, state=InvitationState.CLAIMED, claimed_by=learner, address="a@example.org")
        ),
        reverse("courses:learning"),
        reverse("courses:course", args=["first-steps"]),
    ]


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("sl", "dark"), ("de", "light")])
def test_every_state_has_no_fault_that_axe_finds_and_fits_a_phone(open_browser, language, scheme):
    create_course(languages=("en", "sl"))
    with translation.override(language):
        visited, own = pages_of_everybody(), pages_of(learner := create_user())
    found = []
    for size in (PHONE, DESK):
        page = open_browser(viewport=size, color_scheme=scheme, bypass_csp=True)
        found += [fault for address in visited for fault in faults_at(page, address)]
        signed_in(page, learner)
        found += [fault for address in own for fault in faults_at(page, address)]
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_trainers_page_has_no_fault_that_axe_finds_and_fits_a_phone(open_browser, scheme):
    cohort = create_cohort(capacity=2)
    create_member(cohort)
    waiting = WaitingPlace(cohort=cohort, learner=create_user())
    waiting.save()
    sent = create_invitation(cohort, times_sent=2, sent_at=timezone.now())
    create_invitation(cohort)
    pages = {
        name: reverse(f"admin:courses_cohort_{name}", args=[cohort.pk])
        for name in ("invitations", "poster", "renew_code")
    }
    asked = [f"{pages['invitations']}?ask={what}" for what in (f"withdraw:{sent.pk}", f"take_off:{waiting.pk}")]
    trainer = create_trainer(cohort)
    found = []
    for size in (PHONE, DESK):
        page = open_browser(viewport=size, color_scheme=scheme, bypass_csp=True)
        signed_in(page, trainer, second_factor=True)
        found += [fault for address in [*pages.values(), *asked] for fault in faults_at(page, address)]
    assert found == []
