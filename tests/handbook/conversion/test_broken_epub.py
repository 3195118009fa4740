"""Broken and hostile EPUBs: each is read as far as it goes and told, or refused with a sentence."""

import pytest

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import TreeRefused
from handbook.conversion import tree_of
from tests.factories.ebooks import CONTAINER, PNG, archive, files_of_epub3, page

PAGES = {"one.xhtml": "<h1>One</h1><p>First words.</p>", "two.xhtml": "<h1>Two</h1><p>Second words.</p>"}
ENTITIES = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/><CipherData>'
    '<CipherReference URI="EPUB/one.xhtml"/></CipherData></EncryptedData></encryption>'
)


def changed(**files) -> bytes:
    """The book with files replaced, or left out where they are None; ``__`` stands for a slash, ``_`` for a dot."""
    made = files_of_epub3(PAGES)
    for name, content in files.items():
        path = name.replace("__", "/").replace("_", ".")
        path = "META-INF/container.xml" if path == "container" else path
        made.pop(path, None)
        if content is not None:
            made[path] = content
    return archive(made)


def with_package(old: str, new: str) -> bytes:
    files = files_of_epub3(PAGES)
    assert old in files["EPUB/package.opf"]
    return archive({**files, "EPUB/package.opf": files["EPUB/package.opf"].replace(old, new)})


def with_page(body: str, **options) -> bytes:
    return archive({**files_of_epub3(PAGES, **options), "EPUB/one.xhtml": body})


SURVIVED = {
    "wrong mimetype": (changed(mimetype="text/plain"), "mimetype-wrong"),
    "no mimetype": (changed(mimetype=None), "mimetype-wrong"),
    "no container": (changed(container=None), "container-missing"),
    "container that is cut off": (changed(container=CONTAINER[:120]), "container-missing"),
    "container that names nothing": (changed(container=CONTAINER.replace("package", "none")), "container-missing"),
    "page that is missing": (changed(EPUB__two_xhtml=None), "file-missing"),
    "no contents": (changed(EPUB__nav_xhtml=page("<p>none</p>")), "contents-missing"),
    "contents that are broken": (changed(EPUB__nav_xhtml="<nav><ol><li><a href='one.xhtml'>"), "page-not-well-formed"),
    "name in another case": (with_package('href="one.xhtml"', 'href="ONE.xhtml"'), "name-differs"),
    "page by the wrong name in the spine": (with_package('idref="i1"', 'idref="i9"'), "spine-unknown"),
    "page twice in the spine": (with_package('idref="i1"', 'idref="i0"'), "spine-repeated"),
    "no spine": (with_package('<itemref idref="i0"/><itemref idref="i1"/>', ""), "spine-missing"),
    "style sheet in the spine": (with_package('href="two.xhtml" media-type="application/xhtml+xml"',
                                          'href="nav.xhtml" media-type="text/css"'), "spine-no-page"),
    "way out of the archive": (with_package('href="two.xhtml"', 'href="../../etc/passwd"'), "path-outside"),
    "page on another site": (with_package('href="two.xhtml"', 'href="https://x.example/x.xhtml"'), "resource-remote"),
    "package that is cut off": (with_package("</spine></package>", ""), "part-not-well-formed"),
    "no title": (with_package("<dc:title>On machines</dc:title>", ""), "book-untitled"),
    "unknown language": (with_package("<dc:language>en<", "<dc:language>Klingon<"), "language-unknown"),
    "unclosed tags": (with_page("<html><body><h1>One<p>First <b>words.<table><tr><td>x"), "page-not-well-formed"),
    "bare ampersand": (with_page(page("<h1>One</h1><p>First & words.</p>")), "page-not-well-formed"),
    "entities": (with_page(f"{ENTITIES}<html><body><p>First &b; words.</p></body></html>"), "entities-declared"),
    "other encoding": (with_page("<html><body><p>Caf\u00e9 words</p></body></html>".encode("cp1252")), "not-utf8"),
    "page that is empty": (with_page(""), None),
    "deep nesting": (with_page(page("<div>" * 150 + "<p>First words.</p>" + "</div>" * 150)), "nested-too-deep"),
    "very deep nesting": (with_page(page("<div>" * 5_000 + "<p>First words.</p>" + "</div>" * 5_000)), None),
    "picture that is missing": (with_page(page('<p>First <img src="no.png" alt="A"/></p>')), "file-missing"),
    "picture elsewhere": (with_page(page('<p>A <img src="https://x.example/a.png" alt="A"/></p>')), "resource-remote"),
    "link to nowhere": (with_page(page('<p>First <a href="no.xhtml">words</a></p>')), "link-broken"),
    "link to a place that is missing": (with_page(page('<p>A <a href="two.xhtml#no">b</a></p>')), "place-missing"),
    "link that runs a program": (with_page(page('<p>First <a href="javascript:x()">words</a></p>')), "link-refused"),
    "fonts made unreadable": (
        archive({**files_of_epub3(PAGES), "META-INF/encryption.xml":
                 ENCRYPTED.format("http://www.idpf.org/2008/embedding")}), "fonts-obfuscated"),
    "huge paragraph": (with_page(page(f"<p>{'First words are here. ' * 900}<b>x</b></p>")), "paragraph-divided"),
}  # fmt: skip
REFUSED = {
    "nothing": b"",
    "no archive at all": b"just words",
    "html": b"<!DOCTYPE html><html><body><p>x</p></body></html>",
    "archive without a book": archive({"a.txt": "x"}),
    "archive that is cut off": archive(files_of_epub3(PAGES))[:-40],
    "package that is no XML": changed(EPUB__package_opf="nothing"),
    "protected": archive(
        {
            **files_of_epub3(PAGES),
            "META-INF/encryption.xml": ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc"),
        }
    ),
    "no page with words": archive(files_of_epub3({"one.xhtml": ""})),
    "name that leads out": archive({**files_of_epub3(PAGES), "../x.xhtml": "x"}),
    "names that differ in case": archive({**files_of_epub3(PAGES), "EPUB/ONE.xhtml": "x"}),
    "bomb": archive({**files_of_epub3(PAGES), "EPUB/zeros.bin": b"\0" * 8 * 1024**2}),
    "archive in the archive": archive({**files_of_epub3(PAGES), "EPUB/in.zip": archive({"a": "b"})}),
}


@pytest.mark.parametrize("wrong", SURVIVED)
def test_what_can_be_read_is_read_and_the_rest_is_told(tmp_path, wrong):
    raw, kind = SURVIVED[wrong]
    location = tmp_path / "book"
    location.write_bytes(raw)
    faults = Irregularities()

    tree = tree_of(location, faults)

    assert any(path.endswith(".md") for path in tree)
    assert kind is None or kind in {fault.kind for fault in faults}
    assert all(fault.message and "Traceback" not in fault.message for fault in faults)


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_is_no_book_is_refused_with_a_sentence(tmp_path, wrong):
    location = tmp_path / "book"
    location.write_bytes(REFUSED[wrong])

    with pytest.raises(TreeRefused, match=r"\w+ \w+ .*[.:]"):
        tree_of(location, Irregularities())


def test_nothing_there_is_refused(tmp_path):
    with pytest.raises(TreeRefused, match="no file or folder"):
        tree_of(tmp_path / "none", Irregularities())


def test_a_folder_stays_as_it_is(tmp_path):
    (tmp_path / "a.md").write_bytes(PNG)

    assert dict(tree_of(tmp_path, Irregularities())) == {"a.md": PNG}
