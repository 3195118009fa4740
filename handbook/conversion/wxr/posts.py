"""The posts of a WordPress export (WXR 1.2, which is RSS 2.0 with elements of its own), as Pressbooks writes them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import TreeRefused
from handbook.conversion.encodings import decoded
from handbook.conversion.pages import printed
from handbook.conversion.xml_parts import root_of

_DOCTYPE = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_SPACES = {"content": "content", "excerpt": "excerpt", "export": "wp", "elements": "dc"}
_MOST_POSTS = 20_000


@dataclass
class Post:
    """One item. ``terms`` are domain, short name and name; ``line`` is that of its content in the file."""

    type: str = ""
    id: str = ""
    title: str = ""
    name: str = ""
    status: str = ""
    parent: str = "0"
    order: int = 0
    content: str = ""
    excerpt: str = ""
    link: str = ""
    guid: str = ""
    attachment: str = ""
    password: str = ""
    line: int = 0
    meta: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    terms: list[tuple[str, str, str]] = field(default_factory=list)

    def said(self, name: str) -> str:
        return next((value.strip() for value in self.meta.get(name, []) if value.strip()), "")

    def terms_of(self, domain: str) -> list[tuple[str, str]]:
        return [(short, name) for of, short, name in self.terms if of == domain]


@dataclass
class Export:
    """``contributors`` are short name -> name."""

    title: str = ""
    description: str = ""
    language: str = ""
    base: str = ""
    contributors: dict[str, str] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)


def is_export(raw: bytes) -> bool:
    """Whether the bytes begin as an export does; the name of the file says nothing."""
    beginning = raw[: 64 * 1024].replace(b"\0", b"")
    return b"<rss" in beginning and (b"wordpress.org/export/" in beginning or b"<wp:" in beginning)


def read_export(raw: bytes, *, path: str, faults: Irregularities) -> Export:
    """What can be read of the export; TreeRefused where that is nothing, or where it declares entities."""
    text = decoded(raw, path=path, faults=faults)
    if _DOCTYPE.search(text, 0, max(0, text.find("<rss"))):
        raise TreeRefused(_("%(path)s declares a document type or entities, which are not read.") % {"path": path})
    text = printed(text, path, faults)
    root = _root(text, path, faults)
    channel = next((element for element in root.iter() if _name(element) == "channel"), None)
    if channel is None:
        raise TreeRefused(_("Nothing can be read from this export (%(path)s).") % {"path": path})
    export = Export()
    for element in channel:
        _read(element, export)
    export.posts = [_post(element) for element in channel.iter() if _name(element) == "item"]
    if len(export.posts) > _MOST_POSTS:
        raise TreeRefused(_("This export has more than %(limit)d posts.") % {"limit": _MOST_POSTS})
    return export


def _root(text: str, path: str, faults: Irregularities):
    def tell_broken(line: int) -> None:
        message = _("The file is damaged or cut off here; what stands before it was read, and behind it what could be.")
        faults.note(path, line, "export-damaged", message)

    root = root_of(text, tell_broken=tell_broken)
    if root is None:
        raise TreeRefused(_("Nothing can be read from this export (%(path)s).") % {"path": path})
    return root


def _read(element, export: Export) -> None:
    name, text = _name(element), _text(element)
    if name in {"title", "description", "language"}:
        setattr(export, name, getattr(export, name) or text)
    elif name in {"wp:base_blog_url", "link"}:
        export.base = text if name != "link" else export.base or text
    elif name == "wp:term":
        said = {_name(child): _text(child) for child in element}
        if said.get("wp:term_taxonomy") == "contributor":
            export.contributors[said.get("wp:term_slug", "")] = said.get("wp:term_name", "")


_FIELDS = {
    "title": "title", "link": "link", "guid": "guid", "content:encoded": "content", "excerpt:encoded": "excerpt",
    "wp:post_id": "id", "wp:post_name": "name", "wp:status": "status", "wp:post_parent": "parent",
    "wp:post_type": "type", "wp:post_password": "password", "wp:attachment_url": "attachment",
}  # fmt: skip


def _post(item) -> Post:
    post = Post(line=item.sourceline or 0)
    for element in item:
        name, text = _name(element), _text(element)
        if field_name := _FIELDS.get(name):
            setattr(post, field_name, text if name.endswith("encoded") else text.strip())
            if name == "content:encoded":
                post.line = element.sourceline or post.line
        elif name == "wp:menu_order":
            post.order = int(text) if re.fullmatch(r"-?\d{1,9}", text.strip()) else 0
        elif name == "wp:postmeta":
            said = {_name(child): _text(child) for child in element}
            post.meta[said.get("wp:meta_key", "")].append(said.get("wp:meta_value", ""))
        elif name == "category":
            post.terms.append((element.get("domain") or "", element.get("nicename") or "", text.strip()))
    return post


def _name(element) -> str:
    """``content:encoded``, however its prefix was declared, or was not."""
    if not isinstance(element.tag, str):
        return ""
    space, brace, local = element.tag.rpartition("}")
    if not brace:
        return element.tag
    words = re.findall(r"[a-z]+", space.lower())
    known = next((_SPACES[word] for word in reversed(words) if word in _SPACES), "")
    if "excerpt" in words:
        known = "excerpt"
    return f"{known}:{local}" if known else local


def _text(element) -> str:
    return "".join(element.itertext())
