"""An edition is published once nothing is in the way, and says what is."""

import re
import threading
from html import unescape

import pytest
from django.db import connection
from django.urls import reverse

from ai4t.content.applying import importing
from ai4t.models import AuditEntry, RenderedText
from handbook.checking import obstacles
from handbook.importing.running import import_handbook
from handbook.models import Book, ChapterFile, Edition
from handbook.publishing import PublishingRefused, edition_published, publish
from tests.factories.book_files import chapter, small_book
from tests.factories.books import create_book, create_chapter, create_chapter_file, create_edition
from tests.factories.people import create_staff, sign_in
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db
AS_CODE = "If it is meant so, please write it as code."


def imported(folder, **others) -> Edition:
    write_tree(folder, small_book(**others))
    return import_handbook(folder / "book", slug="small", number=1).edition


def told(edition) -> list[tuple[str, str]]:
    return [(obstacle.place, obstacle.sentence) for obstacle in obstacles(edition)]


def test_edition_without_obstacles_is_published_noted_and_told(tmp_path):
    operator, heard = create_staff("operator"), []
    edition = imported(tmp_path)

    def hear(sender, edition, **signal):
        heard.append(edition)

    edition_published.connect(hear)
    published = publish(edition, by=operator)
    edition_published.disconnect(hear)
    assert (published.is_published, heard) == (True, [edition])
    assert AuditEntry.objects.latest("pk").action == "edition.published"
    with pytest.raises(PublishingRefused, match="already"):
        publish(edition, by=operator)


def test_everything_that_is_in_the_way_is_listed(tmp_path):
    files = {
        "book/part-1-machines/2-learning.en.md": chapter(
            "Learning", "TODO: write this.\n\n![](plan.png)\n\n[Gone](gone.md)\n\n[x](glossary:nothing) and[^9]."
        ),
        "book/part-1-machines/plan.png.license": "nothing to see",
        "book/part-2-classroom/3-deciding.en.md": chapter("Deciding", ""),
    }
    edition = imported(tmp_path, **files)
    assert told(edition) == [
        ("ai-is-everywhere", "The picture plan.png has no licence."),
        ("learning en", f"“TODO” stands where a text is still to be written. {AS_CODE}"),
        ("learning", "The picture plan.png has no licence."),
        ("deciding en", "The chapter has no text in the language of the book."),
        (
            "part-1-machines/2-learning.en.md:6",
            "The picture plan.png has no description for people who cannot see it.",
        ),
        ("part-1-machines/2-learning.en.md:8", "The link leads to gone.md, and there is no such page or file."),
        ("part-1-machines/2-learning.en.md:10", "The note 9 is used here and defined nowhere."),
        (
            "part-1-machines/2-learning.en.md:10",
            "The link leads to glossary:nothing, and the glossary has no such word.",
        ),
    ]
    with pytest.raises(PublishingRefused):
        publish(edition, by=None)
    edition.refresh_from_db()
    assert not edition.is_published


def test_decorative_picture_is_marked_and_passes(tmp_path):
    body = 'Machines learn.\n\n<img src="plan.png" alt="">'
    edition = imported(tmp_path, **{"book/part-1-machines/2-learning.en.md": chapter("Learning", body)})
    assert told(edition) == []


def test_every_placeholder_of_a_chapter_is_told():
    edition = create_edition(create_book(editions=0))
    create_chapter(edition, key="third", html="<p>TODO: write this. Lorem ipsum dolor.</p><p>à compléter</p>")
    said = [sentence for place, sentence in told(edition) if place == "third en"]
    assert [sentence.split("”")[0] for sentence in said] == ["“TODO", "“Lorem ipsum", "“à compléter"]


def test_link_to_a_place_that_another_chapter_does_not_have_is_told():
    edition = create_edition(create_book(editions=0), languages=("en", "sl"))
    RenderedText.objects.filter(target_id=edition.chapters.get(key="first").pk, language="en").update(
        html='<p id="p-1">Here.</p><h2 id="t-pi&#241;a">Piña</h2>'
    )
    links = '<a href="../first/#p-1">right</a> <a href="../first/#t-pi%C3%B1a">right</a> <a href="../first/#p-9">no</a>'
    create_chapter(edition, key="third", html=f"<p>{links} <a href='../nowhere/'>told by the import</a></p>")
    assert told(edition) == [("third en", "The link leads to first#p-9, and no place in that chapter has this name.")]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0] > 0


def test_publishing_waits_for_an_import_that_is_under_way(transactional_db):
    """Which may bring what publishing would have refused."""
    edition = create_edition(create_book(editions=0))
    found = []

    def publish_meanwhile():
        try:
            publish(edition, by=None)
        except PublishingRefused as refusal:
            found.extend(refusal.obstacles)
        finally:
            connection.close()

    with importing():
        thread = threading.Thread(target=publish_meanwhile)
        thread.start()
        while thread.is_alive() and not somebody_waits():
            thread.join(0.01)
        pages = RenderedText.objects.filter(target_id=edition.chapters.get(key="first").pk)
        pages.update(html="<p>Lorem ipsum</p>")
    thread.join(30)
    assert [obstacle.place for obstacle in found] == ["first en"]


def test_edition_without_chapters_is_not_published():
    edition = Edition.objects.create(book=create_book(editions=0), number=1)
    with pytest.raises(PublishingRefused) as refusal:
        publish(edition, by=None)
    assert [obstacle.sentence for obstacle in refusal.value.obstacles] == [
        "This edition has no chapters: import it first."
    ]


def test_page_of_publishing_tells_of_a_closed_book_and_of_an_edition_published_meanwhile(client, tmp_path):
    edition = imported(tmp_path)
    sign_in(client, create_staff("operator"), second_factor=True)
    place = reverse("admin:handbook_edition_publish", args=[edition.pk])
    done = client.post(place, follow=True).content.decode()
    assert "The edition is published." in done
    assert "Nobody else can read it yet: the book is closed." in done
    for again in (client.get, client.post):
        assert "This edition is published already." in again(place, follow=True).content.decode()


def test_page_of_publishing_does_not_call_an_open_book_closed(client, tmp_path):
    edition = imported(tmp_path)
    Book.objects.update(is_open=True)
    sign_in(client, create_staff("operator"), second_factor=True)
    done = client.post(reverse("admin:handbook_edition_publish", args=[edition.pk]), follow=True).content.decode()
    assert "The edition is published." in done
    assert "closed" not in done


def test_page_of_publishing_leads_to_the_pictures_of_this_edition_that_have_no_licence(client, tmp_path):
    edition, elsewhere = (
        imported(tmp_path),
        create_chapter(create_edition(create_book(slug="other", editions=0)), key="x"),
    )
    create_chapter_file(elsewhere, name="elsewhere.png", role="picture")
    ChapterFile.objects.filter(chapter__edition=edition, role="picture").update(licence="")
    sign_in(client, create_staff("operator"), second_factor=True)
    page = client.get(reverse("admin:handbook_edition_publish", args=[edition.pk])).content.decode()
    assert "Publish A small book, edition 1" in page
    pictures = client.get(unescape(re.search(r'href="([^"]+)">Pictures without a licence', page)[1]))
    assert pictures.status_code == 200
    shown = [(row.name, row.chapter_title) for row in pictures.context["cl"].result_list]
    assert shown == [("plan.png", "Everywhere")]
