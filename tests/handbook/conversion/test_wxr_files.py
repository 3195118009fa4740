"""Pictures, films and other files that an export names: in galleries, in blocks, and beside the export."""

import pytest

from ai4t.content.irregularities import Irregularities
from handbook.conversion import tree_of
from tests.factories.ebooks import PNG, make_wxr, meta, post

SITE = "https://books.example/app/uploads/sites/3/2024/05"


def attachment(number: int, name: str, *, title="", caption="", more="", parent=0) -> str:
    said = f"<wp:attachment_url>{SITE}/{name}</wp:attachment_url>{more}"
    written = post("attachment", title or name.partition(".")[0], id=number, status="inherit", parent=parent, more=said)
    return written.replace("<excerpt:encoded>", f"<excerpt:encoded><![CDATA[{caption}]]>")


FILES = (
    attachment(7, "a.png", caption="A <em>mill</em>", more=meta("_wp_attachment_image_alt", "Four sails")),
    attachment(8, "b.png", parent=2),
    attachment(9, "song.mp3", title="A song", parent=2),
    attachment(10, "walk.mp4", title="A walk"),
)


def export(content: str) -> bytes:
    return make_wxr(post("part", "Part", id=1), post("chapter", "One", content, id=2, parent=1), *FILES)


def converted(location) -> tuple[str, list[str], dict[str, bytes]]:
    """The Markdown of the chapter, the kinds of what was told, and the other files."""
    faults = Irregularities()
    tree = tree_of(location, faults)
    text = tree["part-1-part/01-one.en.md"].decode().partition("\n---\n")[2].strip()
    files = {path: tree[path] for path in tree if path.startswith("images/")}
    return text, [fault.kind for fault in faults.by_place()], files


def read(tmp_path, content: str) -> tuple[str, list[str]]:
    location = tmp_path / "export.xml"
    location.write_bytes(export(content))
    return converted(location)[:2]


A = (
    f"<figure markdown>\n\n![Four sails]({SITE}/a.png)\n\n"
    '<figcaption markdown="span">A <em>mill</em></figcaption>\n\n</figure>'
)


@pytest.mark.parametrize(
    ("written", "markdown", "kinds"),
    [
        ('[gallery columns="2" ids="7,8"]', f"{A}\n\n![b]({SITE}/b.png)", ["picture-not-in-export"] * 2),
        ("[gallery]", f"![b]({SITE}/b.png)", ["picture-not-in-export"]),
        ('[gallery ids="8,99"]', f"![b]({SITE}/b.png)", ["media-not-in-export", "picture-not-in-export"]),
        ('[playlist ids="9"]', f"[A song]({SITE}/song.mp3)", ["media-not-in-export"]),
        ('[playlist type="video" ids="10"]', f"[A walk]({SITE}/walk.mp4)", ["media-not-in-export"]),
        ("[playlist]", f"[A song]({SITE}/song.mp3)", ["media-not-in-export"]),
        ('[playlist ids="99"]', '[playlist ids="99"\\]', ["shortcode-unknown"]),
    ],
)
def test_lists_of_files_become_the_files(tmp_path, written, markdown, kinds):
    text, told = read(tmp_path, written)

    assert text.replace("A *mill*", "A <em>mill</em>") == markdown
    assert sorted(told) == sorted(kinds)


@pytest.mark.parametrize(
    ("written", "markdown", "kinds"),
    [
        (
            '[video src="https://youtu.be/Lqqsp8soXTo"][/video]',
            '<iframe src="https://youtu.be/Lqqsp8soXTo"></iframe>',
            [],
        ),
        (
            f'[video mp4="{SITE}/walk.mp4" poster="{SITE}/a.png"]<track src="{SITE}/c.vtt" srclang="en"/>[/video]',
            f"[{SITE}/walk.mp4]({SITE}/walk.mp4)",
            ["media-not-in-export", "media-simplified"],
        ),
    ],
)
def test_players(tmp_path, written, markdown, kinds):
    assert read(tmp_path, written) == (markdown, kinds)


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        (
            '<!-- wp:gallery {"ids":[7,8]} -->\n<figure class="wp-block-gallery has-nested-images">'
            f'<!-- wp:image {{"id":7}} --><figure class="wp-block-image"><img src="{SITE}/a.png" alt="P"/>'
            "<figcaption>One</figcaption></figure><!-- /wp:image -->"
            f'<!-- wp:image {{"id":8}} --><figure class="wp-block-image"><img src="{SITE}/b.png" alt="Q"/></figure>'
            '<!-- /wp:image --><figcaption class="blocks-gallery-caption">Both</figcaption></figure>\n'
            "<!-- /wp:gallery -->",
            f"<figure markdown>\n\n<figure markdown>\n\n![P]({SITE}/a.png)\n\n"
            '<figcaption markdown="span">One</figcaption>\n\n</figure>\n\n'
            f"<figure markdown>\n\n![Q]({SITE}/b.png)\n\n</figure>\n\n"
            '<figcaption markdown="span">Both</figcaption>\n\n</figure>',
        ),
        (
            '<!-- wp:media-text {"mediaId":8} -->\n<div class="wp-block-media-text"><figure '
            f'class="wp-block-media-text__media"><img src="{SITE}/b.png" alt="Q"/></figure>'
            '<div class="wp-block-media-text__content"><!-- wp:paragraph --><p>Beside it.</p><!-- /wp:paragraph -->'
            "</div></div>\n<!-- /wp:media-text -->",
            f"<figure markdown>\n\n![Q]({SITE}/b.png)\n\n</figure>\n\nBeside it.",
        ),
        (
            '<!-- wp:embed {"url":"https://youtu.be/Lqqsp8soXTo"} --><figure class="wp-block-embed">'
            '<div class="wp-block-embed__wrapper">\nhttps://youtu.be/Lqqsp8soXTo\n</div>'
            "<figcaption>A film</figcaption></figure><!-- /wp:embed -->",
            '<figure markdown>\n\n<iframe src="https://youtu.be/Lqqsp8soXTo"></iframe>\n\n'
            '<figcaption markdown="span">A film</figcaption>\n\n</figure>',
        ),
        (
            '<!-- wp:embed --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">'
            "https://a.example/b</div></figure><!-- /wp:embed -->",
            "<figure markdown>\n\n[https://a.example/b](https://a.example/b)\n\n</figure>",
        ),
        (
            f'<!-- wp:audio {{"id":9}} --><figure class="wp-block-audio"><audio controls src="{SITE}/song.mp3"></audio>'
            "<figcaption>Sung</figcaption></figure><!-- /wp:audio -->",
            f"<figure markdown>\n\n[{SITE}/song.mp3]({SITE}/song.mp3)\n\n"
            '<figcaption markdown="span">Sung</figcaption>\n\n</figure>',
        ),
        (
            f'<!-- wp:file {{"id":3}} --><div class="wp-block-file"><a href="{SITE}/plan.pdf">The plan</a>'
            f'<a href="{SITE}/plan.pdf" class="wp-block-file__button wp-element-button" download>Download</a></div>'
            "<!-- /wp:file -->",
            f"[The plan]({SITE}/plan.pdf)",
        ),
    ],
)
def test_blocks_of_the_newer_editor(tmp_path, block, markdown):
    assert read(tmp_path, block)[0] == markdown


def beside(folder, *places: str) -> None:
    for place in places:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(PNG)


CONTENT = f'<img src="{SITE}/a-300x200.png" alt="A"/>\n\n<a href="{SITE}/b.png">b</a>\n\n[playlist ids="9"]'


@pytest.mark.parametrize(
    "folder", ["wp-content/uploads/sites/3/2024/05", "app/uploads/2024/05", "uploads/2024/05", "uploads/05"]
)
def test_files_that_lie_beside_an_export_are_taken(tmp_path, folder):
    beside(tmp_path, f"{folder}/a.png", f"{folder}/b.png", f"{folder}/song.mp3")
    (tmp_path / "export.xml").write_bytes(export(CONTENT))

    for location in (tmp_path, tmp_path / "export.xml"):
        text, told, files = converted(location)
        assert text == (
            "![A](../images/a.png)\n\n[b](../images/b.png)\n\n"
            '<audio src="../images/song.mp3" title="A song" controls></audio>'
        )
        assert told == []
        assert files == {"images/a.png": PNG, "images/b.png": PNG, "images/song.mp3": PNG}


def test_author_and_licence_of_a_picture_lie_beside_it(tmp_path):
    beside(tmp_path, "uploads/05/c.png")
    said = meta("pb_media_attribution_author", "Ana Novak") + meta("pb_media_attribution_license", "cc-by")
    chapter = post("chapter", "One", f'<img src="{SITE}/c.png" alt="C"/>', id=2, parent=1)
    wxr = make_wxr(post("part", "Part", id=1), chapter, attachment(11, "c.png", more=said))
    (tmp_path / "export.xml").write_bytes(wxr)

    _text, _told, files = converted(tmp_path)

    assert files["images/c.png.license"] == (b"SPDX-FileCopyrightText: Ana Novak\nSPDX-License-Identifier: cc-by\n")


@pytest.mark.parametrize(
    "address", [f"{SITE}/../../../../../../secret.png", "/uploads/../secret.png", f"{SITE}/.secret/a.png", "link/s.png"]
)
def test_nothing_outside_of_the_folder_is_read(tmp_path, address):
    beside(tmp_path, "secret.png", "book/uploads/05/a.png", "book/uploads/.secret/a.png", "away/s.png")
    (tmp_path / "book/uploads/link").symlink_to(tmp_path / "away")
    location = tmp_path / "book/export.xml"
    location.write_bytes(export(f'<img src="{address}" alt="A"/>'))

    _text, told, files = converted(location)

    assert files == {}
    assert told == ["picture-not-in-export"]


def test_folder_of_markdown_stays_one_whatever_lies_in_it(tmp_path):
    (tmp_path / "export.xml").write_bytes(export("Words."))
    (tmp_path / "chapter.en.md").write_text("Words.")

    assert "chapter.en.md" in tree_of(tmp_path, Irregularities())
