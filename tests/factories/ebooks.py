"""EPUBs and exports of Pressbooks made by a test, whole ones and broken ones."""

import re
import zipfile
from html import escape
from io import BytesIO

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
METADATA = (
    "<dc:title>On machines</dc:title><dc:creator>Ana Novak</dc:creator><dc:language>en</dc:language>"
    "<dc:rights>CC BY 4.0</dc:rights><dc:publisher>A press</dc:publisher><dc:description>What they do.</dc:description>"
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def page(body: str, *, title: str = "", language: str = "en") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'xml:lang="{language}"><head><title>{title}</title></head>\n<body>{body}</body></html>'
    )


def nav(entries: str) -> str:
    """``entries`` is the list of the contents, for example ``<li><a href="one.xhtml">One</a></li>``."""
    return page(f'<nav epub:type="toc"><h1>Contents</h1><ol>{entries}</ol></nav>')


def ncx(points: str) -> str:
    return f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>{points}</navMap></ncx>'


def package(names: list[str], *, version="3.0", metadata=METADATA, items="", spine="", guide="") -> str:
    """The package document of a book with the pages ``names``, in this order of reading."""
    listed = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>' for number, name in enumerate(names)
    )
    order = spine or "".join(f'<itemref idref="i{number}"/>' for number, _name in enumerate(names))
    return (
        f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="{version}">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f'<manifest>{listed}{items}</manifest><spine toc="ncx">{order}</spine>{guide}</package>'
    )


def archive(files: dict[str, str | bytes]) -> bytes:
    """The bytes of a ZIP archive with these files, the same every time."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def files_of_epub3(pages: dict[str, str], contents="", *, items="", more=None, **facts) -> dict[str, str | bytes]:
    """``pages`` is name -> body; without ``contents`` each page is one line of them."""
    contents = contents or "".join(f'<li><a href="{name}">{name.partition(".")[0].title()}</a></li>' for name in pages)
    named = re.search(r"<dc:language>(\w+)", facts.get("metadata", METADATA))
    language = named[1] if named else ""
    items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": package(list(pages), items=items, **facts),
        "EPUB/nav.xhtml": nav(contents),
        **{f"EPUB/{name}": page(body, language=language) for name, body in pages.items()},
        **(more or {}),
    }


def make_epub3(pages: dict[str, str], contents: str = "", **options) -> bytes:
    return archive(files_of_epub3(pages, contents, **options))


def make_epub2(pages: dict[str, str], points: str, *, items="", more=None, **facts) -> bytes:
    items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "EPUB/package.opf": package(list(pages), version="2.0", items=items, **facts),
            "EPUB/toc.ncx": ncx(points),
            **{f"EPUB/{name}": page(body) for name, body in pages.items()},
            **(more or {}),
        }
    )


def point(title: str, src: str, inside: str = "") -> str:
    return f'<navPoint id="p"><navLabel><text>{title}</text></navLabel><content src="{src}"/>{inside}</navPoint>'


def post(kind: str, title: str, content="", *, id: int, name="", status="publish", parent=0, order=1, more="") -> str:
    name = name or title.lower().replace(" ", "-")
    return (
        f"<item><title>{escape(title)}</title><link>https://books.example/b/{kind}/{name}/</link>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded></excerpt:encoded>"
        f"<wp:post_id>{id}</wp:post_id><wp:post_name>{name}</wp:post_name><wp:status>{status}</wp:status>"
        f"<wp:post_parent>{parent}</wp:post_parent><wp:menu_order>{order}</wp:menu_order>"
        f"<wp:post_type>{kind}</wp:post_type>{more}</item>\n"
    )


def meta(name: str, value: str) -> str:
    said = f"<wp:meta_key>{name}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value>"
    return f"<wp:postmeta>{said}</wp:postmeta>"


def make_wxr(*posts: str, channel="<language>en-US</language>") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"\n'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"\n'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">\n'
        f"<channel><title>On machines</title><description>What they do.</description>{channel}"
        f"<wp:base_blog_url>https://books.example/b</wp:base_blog_url>\n{''.join(posts)}</channel></rss>"
    ).encode()
