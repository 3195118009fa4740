"""Names in other formats: each stays one person or body, on every way into the platform and out of it."""

import io
import zipfile

import pytest
from django.utils import timezone

from ai4t.models import ContentText
from handbook.building.book import read_book
from handbook.building.epub.making import epub_of
from handbook.building.sources import sources_of
from handbook.citing.bibtex import as_bibtex
from handbook.citing.citation import citation_of_chapter
from handbook.citing.names import Name
from handbook.citing.ris import as_ris
from handbook.contents import contents_of
from handbook.conversion.authors import in_reading_order, line_of
from handbook.importing.running import import_handbook
from handbook.models import Chapter, Edition
from handbook.showing import shown_contents
from tests.factories.ebooks import METADATA, make_epub3
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db

BODY = "OECD, Directorate for Education"
SAID = (
    '<dc:creator id="a">Charles Madison Curry</dc:creator>'
    '<meta refines="#a" property="file-as">Curry, Charles Madison</meta>'
    f"<dc:creator>{BODY}</dc:creator><dc:creator>Martin Luther King, Jr.</dc:creator>"
    "<dc:creator>Žižek, Slavoj</dc:creator><dc:creator>UNESCO</dc:creator><dc:creator>,</dc:creator>"
    '<dc:creator id="g">María José García López</dc:creator>'
    '<meta refines="#g" property="file-as">Garcia Lopez, Maria Jose</meta>'
)
LINES = f'Curry, Charles Madison\n"{BODY}"\n"Martin Luther King, Jr."\nŽižek, Slavoj\nUNESCO\nGarcía López, María José'
READ = f"Charles Madison Curry; {BODY}; Martin Luther King, Jr.; Slavoj Žižek; UNESCO; María José García López"
NAMES = (
    Name("Curry", "Charles Madison"),
    Name(BODY),
    Name("Martin Luther King, Jr."),
    Name("Žižek", "Slavoj"),
    Name("UNESCO"),
    Name("García López", "María José"),
)


@pytest.mark.parametrize(
    ("name", "sorted_as", "line", "read"),
    [
        ("Ana Novak", "Novak, Ana", "Novak, Ana", "Ana Novak"),
        ("Ana Črnič", "CRNIC, ANA", "Črnič, Ana", "Ana Črnič"),
        ("Žižek, Slavoj", "", "Žižek, Slavoj", "Slavoj Žižek"),
        ("Žižek, Slavoj", "Žižek, Slavoj", "Žižek, Slavoj", "Slavoj Žižek"),
        ("Tolkien, J. R. R.", "", "Tolkien, J. R. R.", "J. R. R. Tolkien"),
        ("María-José O’Néill van der Berg", "Néill van der Berg, María-José O’",
         "María-José O’Néill van der Berg", "María-José O’Néill van der Berg"),
        ("Martin Luther King, Jr.", "King, Martin Luther, Jr.", "King, Martin Luther, Jr.",
         '"Martin Luther King, Jr."'),
        ("Martin Luther King, Jr.", "", '"Martin Luther King, Jr."', '"Martin Luther King, Jr."'),
        ("King, Martin Luther, Jr.", "", "King, Martin Luther, Jr.", '"Martin Luther King, Jr."'),
        ("Prešeren, France, 1800-1849", "", "Prešeren, France", "France Prešeren"),
        ("Curie, Marie, 1867–", "", "Curie, Marie", "Marie Curie"),
        ('"Evropska komisija, DG EAC"', "", '"Evropska komisija, DG EAC"', '"Evropska komisija, DG EAC"'),
        (BODY, BODY, f'"{BODY}"', f'"{BODY}"'),
        ("Inria", "Somebody, Else", "Inria", "Inria"),
        ("Faculty of Law, Ljubljana", "", '"Faculty of Law, Ljubljana"', '"Faculty of Law, Ljubljana"'),
    ],
)  # fmt: skip
def test_a_name_is_divided_where_its_book_divides_it(name, sorted_as, line, read):
    assert (line_of(name, sorted_as), in_reading_order(line)) == (line, read)


def imported(tmp_path, slug: str) -> Edition:
    metadata = METADATA.replace("<dc:creator>Ana Novak</dc:creator>", SAID)
    location = tmp_path / "book.epub"
    location.write_bytes(make_epub3({"one.xhtml": "<h1>One</h1><p>Words.</p>"}, metadata=metadata))
    return import_handbook(location, slug=slug, number=1).edition


def told(slug: str) -> tuple[str, str]:
    chapter = Chapter.objects.get(edition__book__slug=slug)
    return Edition.objects.get(book__slug=slug).authors, chapter.contributors_en


def test_every_author_of_an_epub_is_one_author(tmp_path):
    edition = imported(tmp_path, "first")

    assert told("first") == (LINES, READ)
    assert shown_contents(edition, "en")["authors"] == READ
    edition.published_at = timezone.now()
    chapter = Chapter.objects.in_language("en", "en").get(edition=edition)
    citation = citation_of_chapter(edition, contents_of(edition, "en"), chapter)
    assert citation.authors == NAMES
    assert [line[6:] for line in as_ris(citation).splitlines() if line.startswith("AU")] == list(map(str, NAMES))
    assert (
        f"author = {{Curry, Charles Madison and {{{BODY}}} and {{Martin Luther King, Jr.}} and Žižek, Slavoj "
        "and {UNESCO} and García López, María José}" in as_bibtex(citation)
    )


def test_authors_come_back_whole_from_our_own_files(tmp_path):
    book = read_book(imported(tmp_path, "first"), "en", now=timezone.now())
    (tmp_path / "second.epub").write_bytes(epub_of(book, lambda percent: None)[0])
    ContentText.objects.all().delete()
    archive = zipfile.ZipFile(io.BytesIO(sources_of(book, lambda percent: None)[0]))
    write_tree(tmp_path / "third", {name: archive.read(name) for name in archive.namelist()})

    import_handbook(tmp_path / "second.epub", slug="second", number=1)
    import_handbook(tmp_path / "third", slug="third", number=1)

    assert told("second") == told("third") == (LINES, READ)
