"""A book as web pages that are read without a network."""

import io
import posixpath
import zipfile
from urllib.parse import unquote, urlsplit

import pytest
from django.utils import timezone
from lxml import html

from handbook.building.book import read_book
from handbook.building.web.making import web_pages_of
from tests.factories.books import create_chapter
from tests.factories.full_chapters import CONSTRUCTS, create_full_edition, write

pytestmark = pytest.mark.django_db


def built(edition, language="en"):
    data, dropped = web_pages_of(read_book(edition, language, now=timezone.now()), lambda percent: None)
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}, dropped


def pages_of(files) -> dict:
    return {name: html.fromstring(content) for name, content in files.items() if name.endswith(".html")}


def test_everything_a_text_may_have_is_in_them():
    files, dropped = built(create_full_edition())
    text = " ".join(" ".join(page.text_content().split()) for page in pages_of(files).values())
    assert [name for name, words in CONSTRUCTS.items() if words not in text] == []
    assert dropped == {"video"}


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_outside():
    files, _dropped = built(create_full_edition())
    pages = pages_of(files)
    broken = []
    for name, page in pages.items():
        for address in page.xpath("//@src | //link/@href"):
            broken += [address] if unquote(address) not in files else []
        for address in page.xpath("//a/@href"):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = posixpath.normpath(unquote(parts.path)) if parts.path else name
            is_there = target in files and (not parts.fragment or pages[target].xpath(f"//*[@id='{parts.fragment}']"))
            broken += [] if is_there else [address]
    assert broken == []
    assert "files/first/sheet.pdf" in files
    assert pages["1-first.html"].xpath("//script | //@style | //@srcset") == []


def test_contents_number_each_chapter_once_and_front_matter_not_at_all():
    edition = create_full_edition()
    create_chapter(edition, key="about")
    contents = pages_of(built(edition)[0])["index.html"].find(".//nav")
    assert contents.xpath(".//ol") == []
    lines = [" ".join(line.text_content().split()) for line in contents.iter("li")]
    assert lines == ["Chapter about (en)", "1 Chapter first (en)", "2 Chapter second (en)"]


def test_chapter_begins_with_what_has_changed_and_ends_with_whose_the_pictures_are():
    edition = create_full_edition()
    edition.chapters.filter(key="first").update(change_note_en="The second part is new.")
    chapter = pages_of(built(edition)[0])["1-first.html"]
    [header] = chapter.iter("header")
    assert "What changed: The second part is new." in header.text_content()
    credits = [line.text for line in chapter.xpath("//*[@class='credits']/p")]
    assert credits == ["A chart that rises (Ana Novak, CC BY 4.0)", "The caption of the figure (Ana Novak, CC BY 4.0)"]


def test_imprint_leads_to_the_book_online_and_tells_of_funding_for_our_own_alone(settings):
    edition = create_full_edition()
    [imprint] = pages_of(built(edition)[0])["index.html"].iter("footer")
    assert imprint.xpath(".//a/@href") == ["http://testserver/en/handbook/open-book/1/"]
    assert "Co-funded by the European Union." in imprint.text_content()
    settings.PUBLISHER_NAME = "Another"
    assert b"European Union" not in built(edition)[0]["index.html"]


def test_blocks_in_other_languages_say_so():
    edition = create_full_edition()
    write(edition.chapters.get(key="first"), 'Un\n{: lang="fr"}\n\n<div markdown lang="ar" dir="rtl">\n\n- x\n\n</div>')
    chapter = pages_of(built(edition)[0])["1-first.html"]
    assert [one.text for one in chapter.xpath("//p[@lang='fr']")] == ["Un"]
    assert [one.text_content().strip() for one in chapter.xpath("//div[@lang='ar'][@dir='rtl']")] == ["x"]
