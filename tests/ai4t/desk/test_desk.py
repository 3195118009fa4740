from datetime import timedelta

import pytest
from django.utils import timezone

from ai4t import desk
from ai4t.desk import AnswerRefused
from ai4t.models import AuditEntry, HelpRequest, Letter
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db


def ask(**said):
    return desk.ask(**{"kind": "question", "message": "Where is my code?", "language": "sl", **said})


def letters():
    return Letter.objects.unscoped("test").order_by("pk")


def row(request):
    return HelpRequest.objects.unscoped("test").get(pk=request.pk)


def test_answer_leaves_by_mail_in_the_language_of_the_question():
    staff, sender = create_staff(), create_user(language="de")
    request, now = ask(sender=sender, language="sl"), timezone.now()
    desk.answer(request, text="In your mailbox.", by=staff, now=now)
    answered = row(request)
    assert (answered.state, answered.answer, answered.answered_by, answered.answered_at) == (
        "answered",
        "In your mailbox.",
        staff,
        now,
    )
    letter = letters().get()
    assert (letter.kind, letter.recipient, letter.address, letter.language, letter.about) == (
        "desk.answer",
        sender,
        "",
        "sl",
        answered,
    )
    noted = AuditEntry.objects.get(action="help_request.answered")
    assert (noted.actor, noted.about_id, noted.detail) == (staff, request.pk, {})


def test_answer_to_somebody_without_an_account_goes_to_the_address_she_gave():
    desk.answer(ask(email="ana@example.org"), text="Yes.", by=create_staff())
    letter = letters().get()
    assert (letter.recipient, letter.address, letter.language) == (None, "ana@example.org", "sl")


def test_second_answer_is_refused_and_sends_nothing():
    request, staff = ask(email="ana@example.org"), create_staff()
    desk.answer(request, text="Yes.", by=staff)
    with pytest.raises(AnswerRefused):
        desk.answer(request, text="No.", by=create_staff())
    with pytest.raises(AnswerRefused):
        desk.close(request, by=staff)
    assert (row(request).answer, letters().count()) == ("Yes.", 1)


def test_request_without_any_address_can_only_be_closed():
    request, staff = ask(), create_staff()
    with pytest.raises(AnswerRefused):
        desk.answer(request, text="Yes.", by=staff)
    desk.close(request, by=staff)
    assert (row(request).state, letters().count()) == ("closed", 0)


def test_same_words_a_moment_later_are_the_same_request():
    now = timezone.now()
    first = ask(email="ana@example.org", now=now)
    assert ask(email="ana@example.org", now=now + timedelta(minutes=5)) == first
    assert ask(email="ana@example.org", now=now + timedelta(hours=2)) != first
    assert ask(email="eva@example.org", now=now) != first


def test_requests_of_people_without_an_account_are_emptied_after_two_years():
    now = timezone.now()
    long_ago = now - timedelta(days=731)
    old = ask(name="Ana", email="ana@example.org", page="/sl/", now=long_ago)
    with_account = ask(sender=create_user(), now=long_ago)
    recent = ask(email="eva@example.org", now=now - timedelta(days=729))
    assert (desk.forget_old(now=now), desk.forget_old(now=now)) == (1, 0)
    emptied = row(old)
    assert (emptied.name, emptied.email, emptied.message, emptied.page, emptied.state) == ("", "", "", "", "closed")
    assert [row(kept).message for kept in (with_account, recent)] == ["Where is my code?"] * 2


def test_queue_is_seen_by_those_who_answer_and_each_sender_sees_her_own():
    own = ask(sender=(learner := create_user()))
    ask(email="ana@example.org")
    seen = {
        role: HelpRequest.objects.visible_to(create_staff(role)).count()
        for role in ("operator", "consortium_coordinator", "trainer")
    }
    assert seen == {"operator": 2, "consortium_coordinator": 2, "trainer": 0}
    assert list(HelpRequest.objects.visible_to(learner)) == [own]
