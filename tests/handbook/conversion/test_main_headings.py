"""Books without a table of contents, whose chapters are the headings of their pages."""

from tests.factories.ebooks import archive, files_of_epub3, nav
from tests.handbook.conversion.test_epub import body_of, read


def book(tmp_path, **pages: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    files = files_of_epub3({f"{name}.xhtml": body for name, body in pages.items()})
    files["EPUB/nav.xhtml"] = nav("")
    texts, told = read(tmp_path, archive(files))
    chapters = {path.partition("/")[2]: text for path, text in texts.items() if path.endswith(".md")}
    told = [one for one in told if one not in {("EPUB/nav.xhtml", "page-left-out"), ("EPUB/nav.xhtml", "page-empty")}]
    assert told == [("EPUB/package.opf", "contents-missing")]
    return chapters


def said(text: str, field: str) -> str:
    return next(line.partition(": ")[2] for line in text.splitlines() if line.startswith(f"{field}: "))


def test_page_with_several_main_headings_is_several_chapters(tmp_path):
    body = (
        "<div><p>By somebody</p><h1><a name='toc1'/>First steps</h1><p>One.</p><h2>Inside</h2><p>More.</p>"
        "<h1 id='there'>Second</h1><p>See <a href='#toc1'>one</a>.</p><blockquote><h1>Said</h1></blockquote></div>"
    )

    chapters = book(tmp_path, all=body)

    assert [(said(text, "title"), said(text, "id")) for text in chapters.values()] == [
        ("First steps", "first-steps"),
        ("Second", "there"),
    ]
    first, second = map(body_of, chapters.values())
    assert first == 'By somebody\n\n<span id="toc1"></span>\n\nOne.\n\n## Inside\n\nMore.'
    assert second == "See [one](01-first-steps.en.md#toc1).\n\n> # Said"


def test_headings_with_nothing_between_begin_one_chapter(tmp_path):
    body = "<h1>On machines</h1><h1>One</h1><p>Words.</p><h1>Part II</h1>\n<h1>Two</h1><p>More.</p>"

    chapters = book(tmp_path, all=body)

    assert [said(text, "title") for text in chapters.values()] == ["One", '"Part II: Two"']
    assert list(map(body_of, chapters.values())) == ["Words.", "More."]


def test_heading_below_the_first_words_is_the_title_of_the_only_chapter(tmp_path):
    chapters = book(tmp_path, c1="<p>By somebody</p><h1>How machines learn</h1><p>Words.</p>")

    (text,) = chapters.values()
    assert (said(text, "title"), body_of(text)) == ("How machines learn", "By somebody\n\nWords.")


def test_heading_of_a_section_stays_where_it_gives_the_title(tmp_path):
    (text,) = book(tmp_path, c1="<p>By somebody</p><h2>Learning</h2><p>Words.</p>").values()

    assert (said(text, "title"), body_of(text)) == ("Learning", "By somebody\n\n## Learning\n\nWords.")
