"""A book as a PDF, read again with another program."""

import io
import re

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override
from pypdf import PdfReader

from ai4t import languages
from handbook.building.book import read_book
from handbook.building.pdf.making import pdf_of
from handbook.models import Edition
from tests.factories.books import create_book, create_chapter, create_edition
from tests.factories.full_chapters import CONSTRUCTS, create_full_edition, create_picture, write
from tests.factories.pictures import picture

pytestmark = pytest.mark.django_db
CAPTIONED = """
<figure><img src="chart.png" alt="A curve in a figure"><figcaption>The caption of the figure</figcaption></figure>

![A chart that rises](chart.png)
"""


def built(edition, language="en"):
    book = read_book(edition, language, now=timezone.now())
    data, dropped = pdf_of(book, lambda percent: None)
    return PdfReader(io.BytesIO(data)), dropped


def text_of(reader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_everything_a_text_may_have_is_printed():
    reader, dropped = built(create_full_edition())
    text = text_of(reader)
    missing = [name for name, words in CONSTRUCTS.items() if words not in text]
    assert missing == []
    assert dropped == {"video"}


def everything_in(found):
    """The structure of a tagged PDF, from the top down."""
    found = found.get_object() if hasattr(found, "get_object") else found
    if not isinstance(found, dict):
        return
    yield found
    children = found.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        yield from everything_in(child)


def tags_of(reader) -> list[dict]:
    return [one for one in everything_in(reader.trailer["/Root"]["/StructTreeRoot"]) if "/S" in one]


def test_pdf_is_tagged_in_its_language_and_says_so():
    reader, _dropped = built(create_full_edition())
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"].value
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert (reader.metadata.title, reader.metadata.author) == ("Open book (en)", "Ana Novak")
    kinds = {tag["/S"] for tag in tags_of(reader)}
    wanted = ["H1", "H2", "H3", "P", "L", "LI", "Table", "TH", "TD", "Figure", "Note", "Link", "Formula", "Code"]
    assert [kind for kind in wanted if f"/{kind}" not in kinds] == []


def test_pictures_and_formulas_say_in_words_what_they_show():
    reader, _dropped = built(create_full_edition())
    spoken = [tag.get("/Alt") for tag in tags_of(reader) if tag["/S"] in {"/Figure", "/Formula"}]
    assert None not in spoken
    assert {"A chart that rises", "A curve in a figure", "x_1 + \\frac{a}{b}"} <= set(spoken)


def test_notes_are_counted_in_each_chapter():
    edition = create_full_edition()
    write(edition.chapters.get(key="second"), "Said here.[^a]\n\n[^a]: The only note of the second chapter.")
    reader, _dropped = built(edition)
    text = text_of(reader)
    assert re.search(r"2\s*The words of the second note\.", text)
    assert re.search(r"1\s*The only note of the second chapter\.", text)


def test_list_of_pictures_has_number_caption_page_and_whose_they_are():
    edition = create_full_edition()
    write(edition.chapters.get(key="first"), CAPTIONED)
    reader, _dropped = built(edition)
    said = " ".join(reader.pages[-1].extract_text().split())
    credit = "Ana Novak, CC BY 4.0"
    assert said.endswith(f"Pictures Figure 1. The caption of the figure 5 {credit} A chart that rises 5 {credit} 8")
    assert "chart.png" not in text_of(reader)


def test_picture_that_does_not_fit_leaves_its_place_to_the_text():
    edition = create_full_edition()
    first = edition.chapters.get(key="first")
    create_picture(first, name="high.png", data=picture(400, 800))
    reader, _dropped = built(edition_with_text_around(edition, "![High](high.png)"))
    before, after = (reader.pages[place].extract_text() for place in (4, 5))
    assert "Words before 14." in before
    assert "Words after 0." in before
    assert "Words after 0." not in after


def edition_with_text_around(edition, middle: str):
    lines = [f"Words {where} {number}." for where in ("before", "after") for number in range(15)]
    write(edition.chapters.get(key="first"), "\n\n".join([*lines[:15], middle, *lines[15:]]))
    return edition


def test_chapter_begins_with_its_author_and_what_has_changed():
    edition = create_full_edition(languages=("en", "sl"))
    edition.chapters.filter(key="first").update(
        contributors_en="Boris Kos", contributors_sl="Boris Kos", change_note_en="The second part is new."
    )
    text = text_of(built(edition)[0])
    assert "1 Chapter first (en) By Boris Kos What changed: The second part is new. A paragraph with" in text
    assert "The second part is new." in text_of(built(edition, "sl")[0])


def test_comma_in_a_number_of_a_formula_has_no_space():
    edition = create_full_edition(text="It is $0,97$ of all.")
    assert "It is 0,97 of all." in text_of(built(edition)[0])


def test_cover_names_title_authors_publisher_and_edition():
    cover = built(create_full_edition())[0].pages[0].extract_text()
    assert " ".join(cover.split()) == "Open book (en) Ana Novak AI4T · Edition 1, a draft"


def test_cover_parts_names_by_semicolons_where_one_holds_a_comma():
    Edition.objects.filter(pk=create_full_edition().pk).update(authors='"OECD, Paris"\nNovak, Ana')
    cover = built(Edition.objects.get())[0].pages[0].extract_text()
    assert "OECD, Paris; Ana Novak AI4T" in " ".join(cover.split())


def test_cover_is_one_page_however_long_the_title_and_the_names_are():
    edition = create_full_edition()
    Edition.objects.update(title_en="A long title " * 15, authors="\n".join(f"Author {n}" for n in range(60)))
    reader, _dropped = built(Edition.objects.get(pk=edition.pk))
    assert "Author 59" in reader.pages[0].extract_text()
    assert reader.pages[1].extract_text().startswith("A long title")


def test_funding_is_told_of_our_own_books_alone(settings):
    edition = create_full_edition()
    assert "Co-funded by the European Union." in built(edition)[0].pages[1].extract_text()
    settings.PUBLISHER_NAME = "Another"
    assert "European Union" not in text_of(built(edition)[0])


def titles_of(outline) -> list:
    return [titles_of(one) if isinstance(one, list) else one.title for one in outline]


def test_contents_have_page_numbers_and_a_place_in_the_menu_of_the_reader():
    reader, _dropped = built(create_full_edition())
    assert titles_of(reader.outline) == [
        "Part basics (en)",
        ["1 Chapter first (en)", ["A heading of the chapter"], "2 Chapter second (en)"],
        "Glossary",
        "Pictures",
    ]
    assert reader.pages[2].extract_text().splitlines()[0] == "Contents"
    assert reader.pages[2].extract_text().splitlines()[2].endswith(" 5")
    assert reader.pages[4].extract_text().splitlines()[-1] == "5"
    assert reader.pages[5].extract_text().startswith("Open book (en) Chapter first (en)")


def test_links_lead_to_sites_chapters_terms_and_files():
    reader, _dropped = built(create_full_edition())
    notes = [one.get_object() for page in reader.pages for one in page.get("/Annots", [])]
    addresses = {one["/A"]["/URI"] for one in notes if "/URI" in one.get("/A", {})}
    assert "https://example.org/there?a=1&b=2" in addresses
    assert any(address.startswith("http://testserver/content/books/") for address in addresses)
    assert sum(1 for one in notes if "/Dest" in one or "/D" in one.get("/A", {})) > 10


def test_links_lead_to_places_of_every_kind_in_another_chapter():
    edition = create_edition(create_book(editions=0))
    places = {
        "p-1": '<p id="p-1">Here <span id="t-in-line">and there</span>.</p>',
        "p-2": '<div class="table" id="p-2"><table><tbody><tr><td id="t-cell">1</td></tr></tbody></table></div>',
        "p-3": '<ul id="p-3"><li id="t-item">One</li></ul><p><a id="t-empty"></a>Twice</p><p id="t-empty">named</p>',
    }
    create_chapter(edition, key="there", html="".join(places.values()))
    names = ["p-1", "t-in-line", "p-2", "t-cell", "p-3", "t-item", "t-empty"]
    create_chapter(edition, key="here", html="".join(f'<p><a href="../there/#{name}">{name}</a></p>' for name in names))
    reader, _dropped = built(edition)
    links = [
        one
        for page in reader.pages
        for one in page.get("/Annots", [])
        if "/Dest" in one.get_object() or "/A" in one.get_object()
    ]
    assert len(links) >= len(names)
    assert all(name in text_of(reader) for name in names)


def test_figure_without_a_picture_is_printed_with_its_caption():
    edition = create_edition(create_book(editions=0))
    create_chapter(
        edition, key="a", html="<figure><p>No picture.</p><figcaption>What it would show</figcaption></figure>"
    )
    create_chapter(edition, key="b", html='<h2 id="t-x">See <a href="../a/">a</a> and <a href="#t-x">this</a></h2>')
    text = text_of(built(edition)[0])
    assert "What it would show" in text
    assert "See a and this" in text


def test_chapter_without_a_translation_is_in_the_original_and_says_so():
    edition = create_full_edition()
    reader, _dropped = built(edition, "sl")
    text = text_of(reader)
    assert reader.trailer["/Root"]["/Lang"] == "sl"
    assert "Mind the text in the box." in text
    with override("sl"):
        said = gettext(
            "This chapter is not yet available in the language you chose. You are reading the original (%(language)s)."
        )
        assert said % {"language": languages.name_in_sentence("en")} in text
        assert gettext("Contents") in text
    assert "en" in {tag.get("/Lang") for tag in tags_of(reader)}


@pytest.mark.parametrize(("language", "opening", "closing"), [("sl", "»", "«"), ("de", "„", "“"), ("fr", "«", "»")])
def test_quotation_marks_are_those_of_the_language(language, opening, closing):
    edition = create_full_edition(languages=("en", language))
    write(edition.chapters.get(key="first"), 'He said "yes" to it.', language=language)
    reader, _dropped = built(edition, language)
    said = re.sub(r"\s", "", text_of(reader))
    assert f"{opening}yes{closing}" in said


def test_words_are_divided_as_the_language_does():
    edition = create_full_edition(languages=("en", "de"))
    words = "Donaudampfschifffahrtsgesellschaftskapitän " * 60
    write(edition.chapters.get(key="first"), words, language="de")
    reader, _dropped = built(edition, "de")
    lines = reader.pages[4].extract_text().splitlines()
    assert any(line.rstrip().endswith(("-", "\u2010", "\u00ad")) for line in lines)


IN_OTHER_LANGUAGES = """
Un
{: lang="fr"}

-   eins
    {: lang="de"}
-   two

word
:   ena
    {: lang="sl"}

<details markdown lang="mt"><summary markdown="span" lang="hr">tri</summary>

Four

</details>

<table markdown lang="it">
<caption markdown="span" lang="el">cap</caption>
<tr markdown lang="es">
<td markdown="span">a</td>
<td markdown="span" lang="pt">b</td>
</tr>
</table>

<figure markdown lang="da">

et

<figcaption markdown="span" lang="fi">yksi</figcaption>

</figure>

<blockquote markdown lang="ar" dir="rtl">

نص

</blockquote>
"""


def test_blocks_in_other_languages_say_so():
    edition = create_full_edition()
    write(edition.chapters.get(key="first"), IN_OTHER_LANGUAGES)
    reader, _dropped = built(edition)

    of_blocks = {
        str(one["/Lang"]) for one in everything_in(reader.trailer["/Root"]["/StructTreeRoot"]) if "/Lang" in one
    }
    lines = b"".join(page.get_contents().get_data() for page in reader.pages)
    of_lines = {code.decode() for code in re.findall(rb"/Lang ?\(([^)]*)\)", lines)}
    assert {"fr", "de", "sl", "mt", "hr", "el", "es", "pt", "da", "fi", "ar"} - of_blocks - of_lines == set()
