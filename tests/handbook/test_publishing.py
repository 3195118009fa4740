"""An edition is published once nothing is in the way, and says what is."""

import pytest

from ai4t.models import AuditEntry
from handbook.checking import obstacles
from handbook.importing.running import import_handbook
from handbook.models import Edition
from handbook.publishing import PublishingRefused, edition_published, publish
from tests.factories.book_files import chapter, small_book
from tests.factories.books import create_book, create_chapter, create_edition
from tests.factories.people import create_staff
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


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
        ("learning en", "“TODO” stands where a text is still to be written."),
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


@pytest.mark.parametrize(
    "words", ["Lorem ipsum dolor", "tbd", "[insert picture]", "Hier Text einfügen", "à compléter", "za dopolniti"]
)
def test_placeholders_are_found_in_every_language(words):
    edition = create_edition(create_book(editions=0))
    create_chapter(edition, key="third", html=f'<p id="p-1">Some {words} here.</p>')
    assert [place for place, _sentence in told(edition)] == ["third en"]


def test_code_and_common_words_are_no_placeholders():
    edition = create_edition(create_book(editions=0))
    html = "<p>Todos los días. A text. Complete.</p><pre><code># TODO later</code></pre>"
    create_chapter(edition, key="third", html=html)
    assert told(edition) == []


def test_edition_without_chapters_is_not_published():
    edition = Edition.objects.create(book=create_book(editions=0), number=1)
    with pytest.raises(PublishingRefused) as refusal:
        publish(edition, by=None)
    assert [obstacle.sentence for obstacle in refusal.value.obstacles] == [
        "This edition has no chapters: import it first."
    ]
