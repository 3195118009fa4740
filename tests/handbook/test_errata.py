"""Mistakes that readers report: kept with the words they are about, settled once, told in an editor’s words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from ai4t import public_pages
from handbook import errata
from handbook.errata import ErratumRefused
from handbook.models import Erratum
from tests.factories.books import create_book, create_edition
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_kept_pages(client, monkeypatch):
    monkeypatch.setattr(public_pages, "_may_be_kept", lambda request: False)


def chapter(client, number: int) -> str:
    return client.get(reverse("handbook:chapter", args=["small", number, "learning"])).text


def test_reader_reports_a_mistake_at_a_paragraph_without_an_account(client, two_editions):
    address = reverse("handbook:errata", args=["small", 1, "learning"])
    assert "Machines learn." in client.get(address, {"at": "p-1"}).content.decode()
    assert client.post(address, {"at": "p-1", "message": " They do not. "}).url == f"{address}?sent"
    assert "Your report has been sent" in client.get(f"{address}?sent").content.decode()
    erratum = Erratum.objects.unscoped("test").get()
    assert (erratum.chapter_key, erratum.paragraph, erratum.quoted) == ("learning", "p-1", "Machines learn.")
    assert (erratum.message, erratum.sender, erratum.state) == ("They do not.", None, "new")


@pytest.mark.parametrize("place", ["p-999", "nonsense", '"><script>', "p-1" * 100])
def test_place_that_is_none_is_the_whole_chapter(client, two_editions, place):
    errata.report(edition=two_editions[0], chapter_key="learning", language="en", paragraph=place, message="Wrong.")
    erratum = Erratum.objects.unscoped("test").get()
    assert (erratum.paragraph, erratum.quoted) == ("", "")


def test_report_of_a_program_and_an_empty_one_are_not_kept(client, two_editions):
    address = reverse("handbook:errata", args=["small", 1, "learning"])
    client.post(address, {"message": "Buy now", "website": "https://spam.example"})
    assert "This field is required." in client.post(address, {"message": " "}).content.decode()
    assert not Erratum.objects.unscoped("test").exists()


def test_known_mistakes_stand_below_the_chapter_until_their_edition(
    client, two_editions, django_capture_on_commit_callbacks
):
    first, second = two_editions
    report = {"edition": first, "chapter_key": "learning", "language": "en", "message": "They do not."}
    erratum = errata.report(paragraph="p-1", **report)
    assert "Known mistakes" not in chapter(client, 1)
    author = create_staff("author")
    with pytest.raises(ErratumRefused):
        errata.settle(erratum, state="fixed", by=author)
    with pytest.raises(ErratumRefused):
        errata.settle(erratum, state="fixed", by=author, fixed_in=create_book(slug="other").newest_edition())
    with django_capture_on_commit_callbacks(execute=True):
        errata.settle(erratum, state="fixed", by=author, fixed_in=second, answer="Not by themselves.")
    page = chapter(client, 1)
    assert "Not by themselves." in page
    assert "Fixed in edition 2" in page
    assert "Known mistakes" not in chapter(client, 2)


def test_words_of_the_reader_are_read_by_the_staff_alone_and_a_correction_in_its_language(client, two_editions):
    first, _second = two_editions
    report = {"edition": first, "chapter_key": "learning", "language": "en", "message": "Wrong! Ana, ana@example.org"}
    erratum = errata.report(paragraph="p-1", **report)
    errata.settle(erratum, state="accepted", by=create_staff("author"))
    said = chapter(client, 1)
    assert "There is a mistake, which the next edition mends." in said
    assert "ana@example.org" not in said
    assert "Only the editors read this." in client.get(reverse("handbook:errata", args=["small", 1, "learning"])).text
    Erratum.objects.unscoped("test").update(language="sl")
    assert "Known mistakes" not in chapter(client, 1)


def test_mistake_is_fixed_in_a_later_edition_which_is_linked_once_it_is_published(client, two_editions):
    first, second = two_editions
    coming = create_edition(first.book, number=3)
    erratum = errata.report(edition=second, chapter_key="learning", language="en", paragraph="", message="Wrong.")
    with pytest.raises(ErratumRefused):
        errata.settle(erratum, state="fixed", by=create_staff("author"), fixed_in=first)
    errata.settle(erratum, state="fixed", by=create_staff("author"), fixed_in=coming, answer="Half of them do.")
    said = chapter(client, 2)
    assert ("Half of them do." in said, "Fixed in edition 3" in said) == (True, False)


def test_what_somebody_settled_meanwhile_stays(two_editions):
    erratum = errata.report(edition=two_editions[0], chapter_key="learning", language="en", paragraph="", message="No.")
    as_opened = Erratum.objects.unscoped("test").get()
    errata.settle(erratum, state="accepted", by=create_staff("author"), answer="They do.")
    with pytest.raises(ErratumRefused):
        errata.settle(as_opened, state="declined", by=create_staff("author"), seen_at=as_opened.settled_at)
    assert Erratum.objects.unscoped("test").get().answer == "They do."
    errata.settle(erratum, state="new", by=create_staff("author"), seen_at=erratum.settled_at)
    again = Erratum.objects.unscoped("test").get()
    assert (again.state, again.settled_at, again.settled_by) == ("new", None, None)


def test_administration_keeps_the_first_of_two_who_settle_at_once(client, two_editions):
    erratum = errata.report(edition=two_editions[0], chapter_key="learning", language="en", paragraph="", message="No.")
    sign_in(client, create_staff("author"), second_factor=True)
    address = reverse("admin:handbook_erratum_change", args=[erratum.pk])
    form = client.get(address).context["adminform"].form
    assert list(form.fields["fixed_in"].queryset) == [two_editions[1]]
    said = {"state": "accepted", "fixed_in": "", "answer": "They do.", "seen_at": form["seen_at"].value()}
    assert client.post(address, said).status_code == 302
    late = client.post(address, {**said, "answer": "Another."})
    assert "Somebody has settled this report meanwhile." in late.text
    assert Erratum.objects.unscoped("test").get().answer == "They do."


def list_of_errata(client, **said):
    return client.get(reverse("admin:handbook_erratum_changelist"), said, headers={"accept-language": "en"})


def test_list_of_the_staff_names_book_chapter_and_language(client, two_editions):
    first, _second = two_editions
    report = {"chapter_key": "learning", "language": "fr", "paragraph": "", "message": "No."}
    errata.report(edition=first, **report)
    errata.report(edition=first, **{**report, "chapter_key": "gone", "language": "en"})
    sign_in(client, create_staff("author"), second_factor=True)
    page = list_of_errata(client)
    shown = page.context["cl"]
    admin = shown.model_admin
    assert [
        (admin.chapter_here(one), admin.edition_here(one), admin.language_here(one)) for one in shown.result_list
    ] == [("Learning", "A small book, edition 1", "French"), ("gone", "A small book, edition 1", "English")]
    assert [one.language for one in list_of_errata(client, language="fr").context["cl"].result_list] == ["fr"]


def test_list_of_the_staff_reads_titles_in_the_language_of_its_reader(client):
    edition = create_book(languages=("en", "fr")).newest_edition()
    errata.report(edition=edition, chapter_key="first", language="en", paragraph="", message="No.")
    sign_in(client, create_staff("author"), second_factor=True)
    with translation.override("fr"):
        text = client.get(reverse("admin:handbook_erratum_changelist")).text
    assert ("Chapter first (fr)" in text, "Open book (fr)" in text, "Open book (en)" in text) == (True, True, False)


def test_list_of_the_staff_asks_no_more_for_many_than_for_few(client, two_editions):
    sign_in(client, create_staff("author"), second_factor=True)

    def queries(count):
        for _number in range(count):
            for edition in two_editions:
                errata.report(edition=edition, chapter_key="learning", language="en", paragraph="", message="No.")
        with CaptureQueriesContext(connection) as asked:
            list_of_errata(client)
        return len(asked)

    queries(1)
    assert queries(1) == queries(8)


def test_list_shows_what_waits_until_something_else_is_asked_for(client, two_editions):
    report = {"edition": two_editions[0], "chapter_key": "learning", "language": "en", "paragraph": ""}
    new, taken, refused = (errata.report(message=state, **report) for state in ("new", "accepted", "declined"))
    for one in (taken, refused):
        errata.settle(one, state=one.message, by=create_staff("author"))
    sign_in(client, create_staff("author"), second_factor=True)
    assert list(list_of_errata(client).context["cl"].result_list) == [new, taken]
    assert list(list_of_errata(client, queue="declined").context["cl"].result_list) == [refused]
    assert list(list_of_errata(client, queue="all").context["cl"].result_list) == [new, taken, refused]


def test_reports_are_seen_by_who_looks_after_them_and_by_who_sent_them(two_editions):
    sender, stranger = create_user(), create_user()
    report = {"edition": two_editions[0], "chapter_key": "learning", "language": "en", "paragraph": ""}
    erratum = errata.report(message="Wrong.", sender=sender, **report)
    assert list(Erratum.objects.visible_to(create_staff("author"))) == [erratum]
    assert list(Erratum.objects.visible_to(sender)) == [erratum]
    assert list(Erratum.objects.visible_to(stranger)) == list(Erratum.objects.visible_to(create_staff("trainer"))) == []
