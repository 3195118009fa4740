"""The message that a reader gets: its two texts, its language, its headers, and nothing smuggled in."""

import re

import pytest
from django.utils import timezone

from ai4t import outbox
from ai4t.models import HelpRequest, Letter
from ai4t.outbox import kinds
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "fr", "de", "it", "sl"]
HEADERS = {
    *["X-Envelope-To", "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"],
    *["Auto-Submitted", "Content-Language"],
}
HOSTILE = [
    *["Ana\nBcc: all@example.org", "Ana\r\n\r\n<script>alert(1)</script>", "Ana\x0bNovak\x85\u2028x", "\x08\x1b[31m"],
    *["\u202enA", "\u2066x", "a\u200db", "Ångström", "Ångström", "İı", "Straße", "Čeh Žiga", "Ó Séaghdha", "O'Brien"],
    *[
        "X",
        "n" * 150,
        "👩‍👩‍👧‍👦",
        "e" + "\u0301" * 100,
        "null",
        "{{ 7|add:7 }}",
        "%(name)s %s {name}",
        "</p><img src=x>",
    ],
]


def create_request(**fields) -> HelpRequest:
    words = {"kind": "question", "language": "en", "message": "How?", "state": "answered", "answer": "Like this."}
    return HelpRequest.objects.unscoped("a test").create(**{**words, "answered_at": timezone.now(), **fields})


def the_only(sink):
    [message] = sink.messages()
    return message


def text_of(message) -> str:
    return message.get_body(["plain"]).get_content()


def html_of(message) -> str:
    return message.get_body(["html"]).get_content()


@pytest.mark.parametrize("language", [*LANGUAGES, "ar"])
def test_answer_has_a_text_and_an_html_part_in_the_language_of_the_question(sink, language):
    request = create_request(language=language, email="ana@example.org", name="Ana", page="/sl/courses/x/")
    outbox.post(kind="desk.answer", address="ana@example.org", about=request, language=language)
    outbox.sweep()
    message = the_only(sink)
    direction = "rtl" if language == "ar" else "ltr"
    assert (message["Content-Language"], message.get_content_type()) == (language, "multipart/alternative")
    assert f'<html lang="{language}" dir="{direction}">' in html_of(message)
    for part in (text_of(message), html_of(message)):
        assert [words in part for words in ("Ana", "How?", "Like this.", "http://testserver/sl/courses/x/")] == [
            True
        ] * 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_letter_has_its_two_templates(language):
    from django.template.loader import get_template

    for kind in kinds.all_kinds():
        assert get_template(f"{kind.template}.txt")
        assert get_template(f"{kind.template}.html")


def test_headers_say_who_writes_what_and_that_a_machine_did(sink):
    ana = create_user(email="ana@example.org", language="sl")
    letter = outbox.post(kind="mail.test", recipient=ana)
    outbox.sweep()
    message = the_only(sink)
    assert set(message.keys()) == HEADERS
    assert {name: message[name] for name in ("From", "Reply-To", "To", "X-Envelope-To", "Auto-Submitted")} == {
        "From": "AI4T <course@example.org>",
        "Reply-To": "AI4T <course@example.org>",
        "To": "ana@example.org",
        "X-Envelope-To": "ana@example.org",
        "Auto-Submitted": "auto-generated",
    }
    assert re.fullmatch(rf"<letter-{letter.pk}-[0-9a-f]{{16}}@testserver>", message["Message-ID"])


def test_letter_loads_nothing_and_links_only_to_us(sink):
    outbox.post(kind="mail.test", recipient=create_user())
    outbox.sweep()
    html = html_of(the_only(sink))
    assert set(re.findall(r"https?://[^/\"'<\s]+", html)) == {"http://testserver"}
    assert re.findall(r"<(?:img|link|script|iframe|object|video|audio|source)|url\(|@import|\ssrc=", html) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_stays_a_name(sink, name):
    request = create_request(email="ana@example.org", name=name, message=name, answer=name)
    outbox.post(kind="desk.answer", address="ana@example.org", about=request)
    outbox.post(kind="mail.test", recipient=create_user(name=name, email="ana@example.org"))
    outbox.sweep()
    for message in sink.messages():
        assert set(message.keys()) == HEADERS
        assert message["X-Envelope-To"] == message["To"] == "ana@example.org"
        assert re.findall(r"<script|<img|1414", html_of(message)) == []


def test_subject_of_two_lines_becomes_one(sink, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds})
    outbox.register("mail.test", context=lambda letter: {"platform": "two\nlines"})
    outbox.post(kind="mail.test", address="ana@example.org", language="en")
    outbox.sweep()
    assert the_only(sink)["Subject"] == "A test letter from two lines"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_subject_stays_one_line(sink, title, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds})
    outbox.register("mail.test", context=lambda letter: {"platform": title})
    outbox.post(kind="mail.test", address="ana@example.org", language="en")
    outbox.sweep()
    message = the_only(sink)
    assert set(message.keys()) == HEADERS
    assert message["Subject"].strip().startswith("A test letter from ")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", message["Subject"])
    assert re.findall(r"<script|<img|1414", html_of(message)) == []


@pytest.mark.parametrize(
    ("address", "envelope"),
    [
        ("ana@šola.example", "ana@xn--ola-zza.example"),
        ("ana+course@example.org", "ana+course@example.org"),
        ("o'brien@example.org", "o'brien@example.org"),
    ],
)
def test_odd_address_reaches_the_envelope_whole(sink, address, envelope):
    letter = outbox.post(kind="mail.test", address=address, language="en")
    outbox.sweep()
    letter.refresh_from_db()
    assert (letter.state, the_only(sink)["X-Envelope-To"]) == (Letter.State.SENT, envelope)


def test_letters_know_no_request(sink, settings):
    settings.SITE_URL = "https://course.example.org"
    outbox.post(kind="mail.test", address="ana@example.org", language="sl")
    outbox.sweep()
    message = the_only(sink)
    assert "https://course.example.org/sl/help/" in text_of(message)
    assert message["Message-ID"].endswith("@course.example.org>")
