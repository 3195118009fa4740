"""What is wrong in a book is told once, with the file and line of the book."""

import pytest

from handbook.importing.running import import_handbook
from tests.factories.ebooks import METADATA, archive, files_of_epub3, make_wxr, post
from tests.factories.pictures import noise, written

pytestmark = pytest.mark.django_db

PNG = written(noise(40, 30), "PNG")
WITHOUT_ALT = '<p><img src="p.png"/></p>'
MORE = "".join(f"<p>{'Words. ' * 150}</p>\n" for _number in range(90))


def told(tmp_path, raw, *, number=1) -> list[tuple[str, int, str]]:
    location = tmp_path / "book.xml"
    location.write_bytes(raw)
    plan = import_handbook(location, slug="machines", number=number).plan
    return [(fault.file, fault.line, fault.kind) for fault in plan.irregularities.by_place()]


def line_of(raw: bytes, words: str) -> int:
    return raw[: raw.index(words.encode())].count(b"\n") + 1


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>One</h1>\n\n<p>First\n words.</p>\n{WITHOUT_ALT}\n<p>a</p>",
        f"<div>\n<section>\n<p>First\n words.</p>\n{WITHOUT_ALT}\n</section></div>",
        f"<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>\n\n\n{WITHOUT_ALT}",
        f'<p>A<a epub:type="noteref" href="#n">1</a></p>\n<p>b</p>\n<aside id="n">\n\n{WITHOUT_ALT}</aside>',
        f"{MORE}\n\n{WITHOUT_ALT}",
    ],
)
def test_of_an_epub(tmp_path, body):
    files = files_of_epub3({"one.xhtml": body}, more={"EPUB/p.png": PNG})
    line = line_of(files["EPUB/one.xhtml"].encode(), "<p><img")

    assert ("EPUB/one.xhtml", line, "alt-missing") in told(tmp_path, archive(files))


def test_of_a_page_that_continues_another(tmp_path):
    pages = {"one.xhtml": "<h1>One</h1><p>A</p>", "more.xhtml": f"\n\n{WITHOUT_ALT}"}
    files = files_of_epub3(pages, '<li><a href="one.xhtml">One</a></li>', more={"EPUB/p.png": PNG})

    assert ("EPUB/more.xhtml", 6, "alt-missing") in told(tmp_path, archive(files))


def test_of_a_translation(tmp_path):
    told(tmp_path, archive(files_of_epub3({"one.xhtml": WITHOUT_ALT}, more={"EPUB/p.png": PNG})))
    metadata = METADATA.replace("<dc:language>en", "<dc:language>sl")
    files = files_of_epub3({"ena.xhtml": f"\n\n{WITHOUT_ALT}"}, more={"EPUB/p.png": PNG}, metadata=metadata)

    assert told(tmp_path, archive(files)) == [("EPUB/ena.xhtml", 6, "alt-missing")]


def test_a_picture_that_is_not_there_is_told_once(tmp_path):
    body = '<p><img src="no.png" alt="A"/> <img src="https://x.example/a.png" alt="B"/></p>'

    assert [kind for _file, _line, kind in told(tmp_path, archive(files_of_epub3({"one.xhtml": body})))] == [
        "file-missing",
        "resource-remote",
    ]


@pytest.mark.parametrize(
    "before",
    [
        "[latex]\n\\frac{a}{b}\n\n[/latex]",
        "A[footnote]one\n\ntwo\n\n[/footnote] b",
        "A\n[footnote]one[/footnote] b",
        "<pre>a\nb\n</pre>",
    ],
)
def test_of_an_export(tmp_path, before):
    content = f'{before}\n\nWords.\n\n<img src="https://books.example/p.png" alt="P" />\n\n<h2>H</h2>'
    raw = make_wxr(post("part", "P", id=1), post("chapter", "One", content, id=2, parent=1))

    assert ("book.xml", line_of(raw, "<img"), "picture-not-in-export") in told(tmp_path, raw)
