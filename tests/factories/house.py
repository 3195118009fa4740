"""A house with everybody and everything in it, so that each of its doors can be tried."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from ai4t import desk, merging, outbox
from ai4t.accounts import confirmation_link
from ai4t.appointing import appoint
from ai4t.auditing import record
from ai4t.content.applying import keep_failure
from ai4t.models import Agreement, ContentFile, Language, Letter, MailSwitch, PictureVariant, School, User
from ai4t.outbox import declining
from courses.attendance.marking import mark
from courses.attesting.issuing import issue
from courses.cohorts import addressing, invitation_key
from courses.models import (
    Activity,
    ActivityFile,
    Attempt,
    Attestation,
    Completion,
    Question,
    Release,
    Session,
    Unit,
)
from courses.sessions.feed import feed_of
from courses.states import PublicationState
from handbook import errata
from handbook.models import OutsideLink
from tests.doors import ROLE_OF
from tests.factories.activities import create_activity
from tests.factories.attendance import create_guest, create_practice, create_walk_in
from tests.factories.attestations import create_issuer, create_rule
from tests.factories.books import create_book, create_build, create_chapter_file, create_edition, create_term, publish
from tests.factories.cohorts import (
    create_cohort,
    create_invitation,
    create_material,
    create_member,
    create_message,
    create_session,
)
from tests.factories.courses import create_course, create_unit_file
from tests.factories.meeting_reports import create_row
from tests.factories.packages import create_claim, create_package
from tests.factories.people import create_school, create_staff, create_user, sign_in


@dataclass
class House:
    """``about`` gives the arguments of an address by the word that a row of the table has for them."""

    people: dict[str, User]
    about: dict[str, tuple]

    def browser_of(self, column: str, role: str = "") -> Client:
        """A browser as the column says: signed in a moment ago, with or without the second factor of the role."""
        client = Client(raise_request_exception=False)
        if column != "visitor":
            has_factor = column in ROLE_OF
            sign_in(client, self.people[role or column], second_factor=has_factor)
        return client


def create_house() -> House:
    people = {"learner": create_user(country="SI"), "stranger": create_user(country="SI")}
    for roles in ROLE_OF.values():
        people |= {role: create_staff(role, country="SI" if role == "national_coordinator" else "") for role in roles}
    course = create_course()
    release = course.published_release()
    unit = Unit.objects.get(key="U1")
    cohort = create_cohort(course=course)
    enrolment = create_member(cohort, learner=people["learner"]).enrolment
    appoint(user=people["trainer"], role="trainer", by=None, scope=cohort)
    about_handbook, of_handbook = _handbook()
    rows = _rows(people, course, release, unit, enrolment, of_handbook)
    file = create_unit_file(unit, name="plan.pdf", media_type="application/pdf")
    PictureVariant.objects.create(picture=file.file, width=360, height=200, file=file.file)
    abroad = create_school(country="FR")
    abroad_cohort = create_cohort(course=course, country="FR")
    session_abroad = create_session(abroad_cohort)
    factor = Authenticator.objects.create(user=people["learner"], type="totp", data={"secret": ""})
    waiting = create_user(confirmed=False)
    session = rows[Session]
    over, over_abroad = (_over_session(one, people) for one in (cohort, session_abroad.cohort))
    practice = create_practice(people["learner"], course)
    slides, slides_abroad = create_material(session), create_material(session_abroad)
    about = {
        "-": (),
        "sitemap": ("chapters", 1),
        "course": (course.slug,),
        "unit": (course.slug, unit.key),
        "file": (release.pk, unit.key, file.name),
        "picture": (release.pk, unit.key, 360, file.name),
        "package": (course.slug, unit.key, "quiz"),
        "no-file": (release.pk, "U2", file.name),
        "attestation": (course.slug, rows[Attestation].code),
        "a-key": ("unknown",),
        "stuck": ("stuck",),
        "in-line": ("in-line",),
        "run-out": ("run-out",),
        "code": (rows[Attestation].code,),
        "activity": (course.slug, "U3", "quiz"),
        "activity-file": (_with_a_picture(rows[Activity]), "plan.png"),
        "her-factor": (factor.pk,),
        "person": (people["stranger"].pk,),
        "two-accounts": (people["stranger"].pk, create_user().pk),
        "link": (confirmation_link.key_for(waiting.emailaddress_set.get()),),
        "reset": ("1", "set-password"),
        "platform": ("ai4t",),
        "join-code": (cohort.join_code,),
        "invitation": (invitation_key.key_of(create_invitation(cohort)),),
        "member": (cohort.pk, enrolment.memberships.get().pk),
        "member-abroad": (abroad_cohort.pk, create_member(abroad_cohort).pk),
        "page-of-member": (cohort.pk, enrolment.memberships.get().pk, f"courses/{course.slug}/U1/"),
        "page-of-abroad": (abroad_cohort.pk, abroad_cohort.memberships.get().pk, "learning/"),
        "message-sent": (cohort.pk, create_message(cohort, author=people["trainer"], is_sent=True).pk),
        "her-draft": (cohort.pk, create_message(cohort, author=people["trainer"]).pk),
        "message-abroad": (
            abroad_cohort.pk,
            create_message(abroad_cohort, author=people["operator"], is_sent=True).pk,
        ),
        "way-out": (declining.key_for(people["stranger"].pk, addressing.KIND),),
        "a-list": (cohort.pk, "0" * 64),
        "list-abroad": (abroad_cohort.pk, "0" * 64),
        "cohort-abroad": (session_abroad.cohort_id,),
        "session": (session.pk,),
        "session-abroad": (session_abroad.pk,),
        "session-file": (session.pk, slides.pk),
        "file-abroad": (session_abroad.pk, slides_abroad.pk),
        "session-over": (over.pk,),
        "attended": (over.pk, people["learner"].pk),
        "attended-abroad": (over_abroad.pk, people["learner"].pk),
        "walk-in": (session.pk, create_walk_in(session, by=people["trainer"]).pk),
        "walk-in-abroad": (session_abroad.pk, create_walk_in(session_abroad, by=people["trainer"]).pk),
        "guest": (session.pk, create_guest(session, by=people["trainer"]).learner_id),
        "guest-abroad": (session_abroad.pk, create_guest(session_abroad, by=people["trainer"]).learner_id),
        "practice": (practice.pk,),
        "session-report": (session.pk, (row := create_row(session, by=people["operator"])).report_id),
        "session-row": (session.pk, row.pk),
        "report-abroad": (session_abroad.pk, (far := create_row(session_abroad, by=people["operator"])).report_id),
        "row-abroad": (session_abroad.pk, far.pk),
        "feed": (feed_of(people["learner"]).key,),
        "school": (rows[School].pk,),
        "school-abroad": (abroad.pk,),
        "proposal": (proposal := create_school(state=School.State.PROPOSED).pk,),
        "for accept": (proposal,),
        "for remove": (rows[Question].pk,),
        "for remove_and_reset": (rows[Question].pk,),
        "for publish": (_draft_release().pk,),
    }
    about |= about_handbook
    about |= {model._meta.label: (row.pk,) for model, row in rows.items()}
    return House(people, about)


def _handbook() -> tuple[dict[str, tuple], list]:
    """Two published editions and a draft of the next one; a row for each list of the administration."""
    book = create_book(editions=0)
    first, second, draft = (create_edition(book, number=number) for number in (1, 2, 3))
    chapter = first.chapters.get(key="first")
    files = [create_chapter_file(one.chapters.get(key="first")) for one in (first, draft)]
    picture = files[0].file
    PictureVariant.objects.create(picture=picture, width=360, height=200, file=picture)
    term = create_term(first)
    publish(first)
    publish(second)
    erratum = errata.report(edition=first, chapter_key="first", language="en", paragraph="p-1", message="Wrong.")
    link = OutsideLink.objects.create(chapter=chapter, language="en", url="https://example.org/")
    build, draft_build = (create_build(one, file=picture) for one in (first, draft))
    about = {
        "book": (book.slug,),
        "download": (book.slug, 1, build.file_name),
        "draft-download": (book.slug, 3, draft_build.file_name),
        "latest-chapter": (book.slug, "first"),
        "edition": (book.slug, 1),
        "edition-number": (first.pk,),
        "draft": (book.slug, 3),
        "draft-edition": (draft.pk,),
        "chapter": (book.slug, 1, "first"),
        "second-chapter": (book.slug, 2, "first"),
        "draft-chapter": (book.slug, 3, "first"),
        "chapter-file": (first.pk, "first", files[0].name),
        "draft-file": (draft.pk, "first", files[1].name),
        "chapter-picture": (first.pk, "first", 360, files[0].name),
    }
    return about, [book, first, chapter.part, chapter, files[0], term, erratum, link, build]


def _over_session(cohort, people) -> Session:
    """At which the learner was present."""
    over = create_session(cohort, starts_at=timezone.now() - timedelta(days=3))
    mark(session=over, learner=people["learner"], source="tick", presence="present", by=people["trainer"])
    return over


def _with_a_picture(activity: Activity) -> int:
    file = ContentFile.objects.filter(media_type="application/pdf").earliest("pk")
    ActivityFile.objects.create(activity=activity, name="plan.png", file=file)
    return activity.pk


def _draft_release() -> Release:
    release = create_course(slug="coming", is_open=False).releases.get()
    release.state = PublicationState.DRAFT
    release.save()
    return release


def _rows(people, course, release, unit, enrolment, of_handbook) -> dict[type, object]:
    """One row for each list of the administration."""
    learner = people["learner"]
    letter = outbox.post(kind="desk.answer", recipient=learner)
    activity = create_activity(Unit.objects.get(key="U3"))
    attempt = Attempt(enrolment=enrolment, unit_key="U3", activity_key=activity.key, number=1)
    attempt.save()
    rule = create_rule(course, units_percent=0)
    issuer = create_issuer(course, body_en="Institute")
    Letter.objects.unscoped("test").filter(pk=letter.pk).update(state=Letter.State.UNKNOWN)
    ours = [
        *of_handbook,
        course,
        release,
        unit,
        unit.section,
        unit.section.module,
        enrolment,
        cohort := enrolment.memberships.get().cohort,
        create_session(cohort),
        activity,
        activity.questions.get(),
        attempt,
        rule,
        issuer,
        issue(enrolment, language="en"),
        package := create_package(unit),
        create_claim(enrolment, package),
        letter,
        learner,
        create_school(),
        people["author"].responsibilities.get(),
        desk.ask(kind="question", message="Where?", language="sl", sender=learner),
        record("test.done", by=learner),
        Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key="U1", basis="measured"),
        Agreement.objects.unscoped("test").create(user=learner, kind="terms", given=True, version="1", language="sl"),
        Language.objects.get(code="es"),
        MailSwitch.objects.get(),
        merging.merge(kept=create_user(), closed=create_user(), by=people["operator"]),
        keep_failure(release, location=Path("/course"), reason=ValueError("broken")),
    ]
    rows = {type(row): row for row in ours}
    missing = [model for model in admin.site._registry if model not in rows]
    assert not missing, f"Make a row for the lists of {missing}."
    return rows
