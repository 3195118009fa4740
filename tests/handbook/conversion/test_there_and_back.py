"""A book that is imported, made into an EPUB and imported again."""

import pytest
from django.utils import timezone

from handbook.building.book import read_book
from handbook.building.epub.making import epub_of
from handbook.importing.running import import_handbook
from handbook.models import Chapter, Edition
from tests.factories.ebooks import make_epub3

pytestmark = pytest.mark.django_db

BODY = """<h1>One</h1><p>A <i lang="la">word</i>.</p><p lang="fr">Un mot.</p>
<section lang="ar" dir="rtl"><h2>نص</h2><p>نص</p><ul><li>نص</li></ul></section>
<blockquote lang="fr"><p>Un.</p><p lang="it">Due.</p></blockquote><blockquote><p>Two.</p></blockquote>
<ul><li lang="fr">un</li><li>two</li></ul><ol><li lang="fr">un<ul><li>deux</li></ul></li></ol>
<table lang="fr"><tbody><tr><td>un</td><td lang="de">zwei</td></tr></tbody></table>
<table><tr><th>a</th><th lang="fr">b</th></tr><tr><td lang="de">zwei</td><td>two</td></tr></table>
<figure lang="fr"><p>un</p><figcaption lang="en">one</figcaption></figure>
<dl><dt lang="fr">mot</dt><dd lang="fr">sens</dd></dl><pre lang="fr">un</pre>
<p>See<a epub:type="noteref" href="#a">1</a></p><aside epub:type="footnote" id="a" lang="fr"><p>Note.</p></aside>"""


def bring(tmp_path, raw: bytes, slug: str) -> str:
    location = tmp_path / f"{slug}.epub"
    location.write_bytes(raw)
    import_handbook(location, slug=slug, number=1)
    return Chapter.objects.get(edition__book__slug=slug, key__contains="one").body_en


def made(slug: str) -> bytes:
    return epub_of(read_book(Edition.objects.get(book__slug=slug), "en", now=timezone.now()), lambda percent: None)[0]


def test_languages_are_the_same_after_more_ways_out_and_in(tmp_path):
    first = bring(tmp_path, make_epub3({"one.xhtml": BODY}), "first")
    second = bring(tmp_path, made("first"), "second")
    third = bring(tmp_path, made("second"), "third")

    assert second == first
    assert third == first
    assert [body.count("lang=") for body in (first, second, third)] == [19, 19, 19]
    assert all('<span lang="fr">Note.</span>' in body for body in (first, second, third))
