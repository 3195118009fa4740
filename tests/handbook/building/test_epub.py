"""A book as EPUB 3, judged by EPUBCheck, and by rules of our own where there is no Java."""

import io
import zipfile

import pytest
from django.utils import timezone
from lxml import etree

from handbook.building.book import read_book
from handbook.building.epub.making import epub_of
from tests.factories.books import create_chapter, publish
from tests.factories.epubs import JAVA, faults_of
from tests.factories.full_chapters import CONSTRUCTS, create_full_edition, write_term

pytestmark = pytest.mark.django_db


def built(edition, language="en"):
    return epub_of(read_book(edition, language, now=timezone.now()), lambda percent: None)


def opened(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def words_of(files: dict[str, bytes]) -> str:
    pages = [etree.fromstring(content) for name, content in files.items() if name.endswith(".xhtml")]
    return " ".join(" ".join("".join(page.itertext()).split()) for page in pages)


def test_everything_a_text_may_have_is_in_it():
    data, dropped = built(create_full_edition())
    text = words_of(opened(data))
    assert [name for name, words in CONSTRUCTS.items() if words not in text] == []
    assert dropped == {"video"}


@pytest.mark.skipif(JAVA is None, reason="EPUBCheck needs Java")
@pytest.mark.parametrize("language", ["en", "sl"])
def test_epubcheck_finds_nothing(language, tmp_path):
    edition = create_full_edition(isbn="978-3-16-148410-0", doi="10.5281/zenodo.1")
    assert faults_of(built(edition, language)[0], tmp_path) == []


@pytest.mark.skipif(JAVA is None, reason="EPUBCheck needs Java")
def test_epubcheck_finds_what_is_wrong(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in opened(built(create_full_edition())[0]).items():
            archive.writestr(name, content.replace(b"</h1>", b"</h1><center/>"))
    assert faults_of(data.getvalue(), tmp_path) != []


OPF, DC, XHTML = (
    "{http://www.idpf.org/2007/opf}",
    "{http://purl.org/dc/elements/1.1/}",
    "{http://www.w3.org/1999/xhtml}",
)


def test_package_lists_every_file_and_says_what_it_must():
    data, _dropped = built(create_full_edition(isbn="978-3-16-148410-0"))
    first = zipfile.ZipFile(io.BytesIO(data)).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    files = opened(data)
    package = etree.fromstring(files["EPUB/package.opf"])
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    listed = {f"EPUB/{item.get('href')}" for item in items.values()}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == files.keys()
    spine = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]
    assert len(set(spine)) == len(spine)
    assert set(spine) <= items.keys()
    assert [item.get("href") for item in items.values() if item.get("properties") == "nav"] == ["nav.xhtml"]
    assert [item.get("href") for item in items.values() if item.get("properties") == "mathml"] == ["1-first.xhtml"]
    said = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
    assert said["dcterms:modified"].endswith("Z")
    features = [meta.text for meta in package.iter(f"{OPF}meta") if "accessibilityFeature" in meta.get("property")]
    assert {"tableOfContents", "alternativeText", "MathML"} <= set(features)
    assert said["schema:accessibilityHazard"] == "none"
    assert [one.text for one in package.iter(f"{DC}identifier")][1] == "urn:isbn:9783161484100"
    assert [one.text for one in package.iter(f"{DC}language")] == ["en"]


def test_every_link_inside_the_book_leads_somewhere():
    files = opened(built(create_full_edition())[0])
    pages = {name: etree.fromstring(content) for name, content in files.items() if name.endswith(".xhtml")}
    broken = []
    for name, page in pages.items():
        for link in page.iter(f"{XHTML}a"):
            path, _, place = link.get("href").partition("#")
            if ":" in path:
                continue
            target = f"EPUB/{path}" if path else name
            if target not in pages or (place and not pages[target].xpath(f"//*[@id='{place}']")):
                broken.append(f"{name} {link.get('href')}")
    assert broken == []


def test_notes_are_those_of_epub():
    page = etree.fromstring(opened(built(create_full_edition())[0])["EPUB/1-first.xhtml"])
    references = page.xpath("//*[@role='doc-noteref']")
    notes = page.xpath("//*[@role='doc-footnote']")
    assert (len(references), len(notes)) == (3, 2)
    type_of = "{http://www.idpf.org/2007/ops}type"
    assert {one.get(type_of) for one in references} == {"noteref"}
    assert {one.get(type_of) for one in notes} == {"footnote"}


def test_note_begins_with_its_number_in_the_same_line():
    page = etree.fromstring(opened(built(create_full_edition())[0])["EPUB/1-first.xhtml"])
    [first, second] = page.xpath("//*[@role='doc-footnote']")
    assert [child.tag for child in first] == [f"{XHTML}p"]
    assert "".join(first.itertext()).strip().startswith("1. The words of the first note.")
    assert "".join(second.itertext()).strip().startswith("2. The words of the second note.")


def test_formulas_have_no_prefix():
    page = opened(built(create_full_edition())[0])["EPUB/1-first.xhtml"]
    assert b'<math xmlns="http://www.w3.org/1998/Math/MathML"' in page
    assert b"ns0:" not in page


def test_pages_with_formulas_say_so_also_that_of_the_glossary_and_words_about_them_do_not():
    edition = create_full_edition(text="The name http://www.w3.org/1998/Math/MathML and `<math >`.")
    write_term(edition.terms.get(), "What $x$ is.")
    data, _dropped = built(edition)
    package = etree.fromstring(opened(data)["EPUB/package.opf"])
    assert [item.get("href") for item in package.iter(f"{OPF}item") if item.get("properties") == "mathml"] == [
        "glossary.xhtml"
    ]
    assert "MathML" in said_of(data, "accessibilityFeature")


def said_of(data: bytes, name: str) -> list[str]:
    package = etree.fromstring(opened(data)["EPUB/package.opf"])
    return [meta.text for meta in package.iter(f"{OPF}meta") if meta.get("property") == f"schema:{name}"]


@pytest.mark.parametrize(
    ("picture", "is_published", "is_described"),
    [("![A chart](chart.png)", False, True), ("![](chart.png)", False, False), ("![](chart.png)", True, True)],
)
def test_pictures_are_called_described_where_each_is_or_only_decorates(picture, is_published, is_described):
    edition = create_full_edition(text=picture)
    data, _dropped = built(publish(edition) if is_published else edition)
    assert ("textual" in said_of(data, "accessModeSufficient")) is is_described
    assert ("alternativeText" in said_of(data, "accessibilityFeature")) is is_described
    assert ("Every picture" in said_of(data, "accessibilitySummary")[0]) is is_described


def test_text_begins_with_the_first_chapter_and_front_matter_is_no_chapter():
    edition = create_full_edition()
    create_chapter(edition, key="about")
    create_chapter(edition, key="closing", place="back")
    files = opened(built(edition)[0])
    [begin] = etree.fromstring(files["EPUB/nav.xhtml"]).xpath("//*[@*[.='bodymatter']]")
    assert begin.get("href") == "2-first.xhtml"
    kinds = {}
    for name in ("1-about", "2-first", "4-closing"):
        section = etree.fromstring(files[f"EPUB/{name}.xhtml"]).find(f".//{XHTML}section")
        kinds[name] = section.get("{http://www.idpf.org/2007/ops}type"), section.get("role")
    assert kinds == {
        "1-about": ("frontmatter", None),
        "2-first": ("chapter", "doc-chapter"),
        "4-closing": ("backmatter", None),
    }


def test_imprint_leads_to_the_book_online_and_tells_of_funding_for_our_own_alone(settings):
    edition = create_full_edition()
    imprint = opened(built(edition)[0])["EPUB/imprint.xhtml"].decode()
    assert '<a href="http://testserver/en/handbook/open-book/1/">' in imprint
    assert "Co-funded by the European Union." in imprint
    settings.PUBLISHER_NAME = "Another"
    assert "European Union" not in opened(built(edition)[0])["EPUB/imprint.xhtml"].decode()


def test_chapter_begins_with_what_has_changed_and_pictures_are_called_by_their_words():
    edition = create_full_edition()
    edition.chapters.filter(key="first").update(change_note_en="The second part is new.")
    files = opened(built(edition)[0])
    lines = etree.fromstring(files["EPUB/1-first.xhtml"]).xpath("//*[@class='byline']")
    assert ["".join(line.itertext()) for line in lines] == ["What changed: The second part is new."]
    pictures = words_of({"pictures.xhtml": files["EPUB/pictures.xhtml"]})
    assert "The caption of the figure (Ana Novak, CC BY 4.0)" in pictures
    assert "chart.png" not in pictures
