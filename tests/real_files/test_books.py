"""The real samples, read in place: every word of theirs is in our pages, in its order."""

import re
import zipfile

from lxml import html

from ai4t.content.front_matter_fences import find_front_matter
from ai4t.content.irregularities import Irregularities
from ai4t.content.navigation import read_site
from handbook.conversion import tree_of
from handbook.conversion.elements import types_of
from handbook.conversion.pages import read_page
from tests.handbook.conversion.test_words import rendered, words_shown


def bodies(tree) -> list[str]:
    texts = [tree[path].decode() for path in tree if path.endswith(".md")]
    return [text[find_front_matter(text, "", Irregularities()).end() :] for text in texts]


def test_every_word_of_an_old_textbook(materials):
    location = materials / "handbook" / "childrens-literature.epub"
    faults = Irregularities()
    tree = tree_of(location, faults)
    with zipfile.ZipFile(location) as archive:
        source = read_page(archive.read("EPUB/s04.xhtml"), path="s04.xhtml", faults=Irregularities())
    for element in list(source.iter()):
        if types_of(element) & {"pagebreak", "annotation"}:
            element.drop_tree()
    wanted = words_shown(source)

    shown = []
    for text in bodies(tree):
        root = html.fragment_fromstring(str(rendered(text).html), create_parent="div")
        for note in root.xpath(".//section[@class='footnote'] | .//sup/a[@role]"):
            note.drop_tree()
        shown += words_shown(root)

    left = iter(wanted)
    assert all(word in left for word in shown)
    # Titles, which stand in the heads of the files, are all that is missing.
    assert len(wanted) - len(shown) < 200
    assert len(shown) > 50_000
    assert sorted({fault.kind for fault in faults}) == [
        "numbers-removed", "page-left-out", "page-numbers", "rights-unclear",
    ]  # fmt: skip
    assert len(bodies(tree)) == 17
    site = read_site(tree["mkdocs.yml"], path="mkdocs.yml", faults=Irregularities())
    assert site.authors == ("Curry, Charles Madison", "Clippinger, Erle Elsworth")


def test_an_export_of_pressbooks(materials):
    faults = Irregularities()
    tree = tree_of(materials / "handbook" / "pressbooks-wxr-integration-testing.xml", faults)

    assert [path for path in tree if path.endswith(".md")] == [
        "back-matter/01-conclusion.en.md",
        "front-matter/01-introduction.en.md",
        "part-1-main-body/01-lorem-ipsum.en.md",
        "part-1-main-body/02-internal-links.en.md",
        "part-2-media/01-hosted-video.en.md",
        "part-2-media/02-hosted-image.en.md",
        "part-2-media/03-youtube.en.md",
    ]
    assert re.findall(r"\]\((.*?)\)", tree["part-1-main-body/02-internal-links.en.md"].decode()) == [
        "../front-matter/01-introduction.en.md",
        "01-lorem-ipsum.en.md",
        "../back-matter/01-conclusion.en.md",
    ]
    assert sorted(fault.kind for fault in faults) == ["media-not-in-export", "picture-not-in-export", "post-no-chapter"]
