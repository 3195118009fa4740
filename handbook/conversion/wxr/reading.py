"""An export of Pressbooks as a tree of Markdown."""

import re
from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml.html import HtmlElement

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import TreeRefused
from handbook.conversion.book import Book, Chapter, Part
from handbook.conversion.chapter_numbers import take_numbers_off
from handbook.conversion.epub.headings import without_heading
from handbook.conversion.facts import known_licence, language_of, without_markup
from handbook.conversion.layout import stems_of
from handbook.conversion.long_chapters import Fit, Writing, written
from handbook.conversion.made_tree import MadeTree
from handbook.conversion.origins import Origins
from handbook.conversion.pages import read_fragment
from handbook.conversion.surroundings import Note
from handbook.conversion.tongues import drop_what_is_known
from handbook.conversion.wxr.attachments import Attachments
from handbook.conversion.wxr.beside import Beside
from handbook.conversion.wxr.editor_blocks import drop_buttons, footnotes_of, in_elements
from handbook.conversion.wxr.paragraphs import set_paragraphs
from handbook.conversion.wxr.people import People
from handbook.conversion.wxr.posts import Export, Post, read_export
from handbook.conversion.wxr.shortcodes import expanded, titles_of_players
from handbook.conversion.wxr.writing import Library, WxrSurroundings

_SHOWN = {"publish", "web-only", "inherit", ""}
_CHAPTERS = {"front-matter", "chapter", "back-matter"}
_OF_BOOKS = _CHAPTERS | {"part", "glossary", "metadata", "attachment"}
_NOTE = re.compile(r"\s*\[footnote[^\]]*\](.*?)\[/footnote\]", re.DOTALL)
_CC_ZERO = {"cc-zero": "CC0 1.0"}


def tree_of_wxr(raw: bytes, *, path: str, faults: Irregularities, fit: Fit, folder: Path | None = None) -> MadeTree:
    """``path`` is how reports call the file, ``folder`` where the files that it names may lie.

    Raises TreeRefused where nothing of it can be read.
    """
    return _Reading(read_export(raw, path=path, faults=faults), path, Beside(folder), faults).tree(fit)


class _Reading:
    def __init__(self, export: Export, path: str, beside: Beside, faults: Irregularities):
        self._export, self._path, self._beside, self._faults = export, path, beside, faults
        self._chapters: dict[str, Chapter] = {}
        self._notes: dict[HtmlElement, Note] = {}
        self._attachments = Attachments(export.posts)
        self._people = People(export.contributors, path, faults)
        self._book = self._facts()

    def tree(self, fit: Fit) -> MadeTree:
        self._tell_left_out()
        posts = sorted(filter(self._is_shown, self._export.posts), key=lambda post: post.order)
        self._book.front = self._all(posts, "front-matter")
        self._book.back = self._all(posts, "back-matter")
        self._book.terms = self._all(posts, "glossary")
        self._add_parts(posts)
        if not self._book.chapters:
            raise TreeRefused(_("There is no chapter in this export (%(path)s).") % {"path": self._path})
        for numbered in take_numbers_off(self._book, self._faults):
            without_heading(numbered.chapter.content, numbered.title)
        for chapter in self._book.chapters:
            drop_what_is_known(chapter.content, self._book.language)
        book = self._book
        library = Library(book, self._export, self._chapters, self._notes, self._path, self._beside, self._faults)
        origins = Origins(self._path)
        writing = Writing(
            lambda chapter: WxrSurroundings(chapter, library), lambda: library.know_places(book), fit, origins
        )
        made = written(book, writing, self._faults)
        origins.files |= library.origins()
        return MadeTree({**made, **library.taken}, language=book.language, stems=stems_of(book), origins=origins)

    def _facts(self) -> Book:
        post = next((post for post in self._export.posts if post.type == "metadata"), Post())
        about = next(filter(None, map(post.said, ("pb_about_50", "pb_about_140", "pb_about_unlimited"))), "")
        return Book(
            title=post.said("pb_title") or self._export.title.strip(),
            description=without_markup(about or self._export.description),
            language=language_of(post.said("pb_language") or self._export.language, self._path, self._faults),
            authors=self._people.authors_of(post),
            publisher=post.said("pb_publisher"),
            rights=post.said("pb_custom_copyright"),
            licence=self._licence(post, "pb_book_license"),
        )

    def _is_shown(self, post: Post) -> bool:
        if post.type not in _CHAPTERS | {"part", "glossary"}:
            return False
        if post.status not in _SHOWN:
            message = _("“%(title)s” is not published there (%(status)s); it was left out.")
            self._tell(post, "post-not-published", message % {"title": post.title[:100], "status": post.status[:20]})
            return False
        if post.password:
            message = _("“%(title)s” is kept by a password there; it was left out.") % {"title": post.title[:100]}
            self._tell(post, "post-protected", message)
            return False
        return True

    def _tell_left_out(self) -> None:
        first: dict[str, Post] = {}
        for post in self._export.posts:
            first.setdefault(post.type, post)
        for kind, count in Counter(post.type for post in self._export.posts if post.type not in _OF_BOOKS).items():
            message = ngettext(
                "One post of the kind “%(kind)s” is no chapter; it was left out.",
                "%(count)d posts of the kind “%(kind)s” are no chapters; they were left out.",
                count,
            )
            self._tell(first[kind], "post-no-chapter", message % {"count": count, "kind": kind[:40] or "?"})

    def _add_parts(self, posts: list[Post]) -> None:
        parts = {post.id: Part(self._title(post) or self._book.title) for post in posts if post.type == "part"}
        self._book.parts = list(parts.values())
        for post in posts:
            if post.type == "part" and post.content.strip():
                parts[post.id].chapters.append(self._made(post))
        for post in (post for post in posts if post.type == "chapter"):
            if post.parent not in parts:
                message = _("The part of “%(title)s” is not in the export; it stands in the last one.")
                self._tell(post, "part-missing", message % {"title": post.title[:100]})
                parts[post.parent] = self._last_part()
            parts[post.parent].chapters.append(self._made(post))
        for post in posts:
            if post.type == "part" and not parts[post.id].chapters:
                message = _("The part “%(title)s” holds no chapter; it was left out.") % {"title": post.title[:100]}
                self._tell(post, "part-empty", message)
        self._book.parts = [part for part in self._book.parts if part.chapters]

    def _last_part(self) -> Part:
        if not self._book.parts:
            self._book.parts.append(Part(self._book.title))
        return self._book.parts[-1]

    def _all(self, posts: list[Post], kind: str) -> list[Chapter]:
        return [self._made(post) for post in posts if post.type == kind]

    def _made(self, post: Post) -> Chapter:
        chapter = Chapter(
            title=self._title(post) or post.name or post.id,
            description=" – ".join(filter(None, map(without_markup, (post.said("pb_subtitle"), post.excerpt)))),
            key=post.name or post.title,
            source=f"{self._path}#{post.id}",
            content=self._content(post),
            line=post.line,
            contributors=self._people.authors_of(post),
            licence=self._licence(post, "pb_section_license"),
        )
        self._chapters[post.id] = chapter
        return chapter

    def _title(self, post: Post) -> str:
        if note := _NOTE.search(post.title):
            message = _("A title cannot hold a note; it stands at the beginning of the text: “%(note)s”.")
            if post.type == "part" and not post.content.strip():
                message = _("A title cannot hold a note; its words were left out: “%(note)s”.")
            self._tell(post, "note-in-title", message % {"note": note[1][:200]})
        return without_markup(_NOTE.sub("", post.title))

    def _content(self, post: Post):
        def tell(line: int, kind: str, message: str) -> None:
            self._faults.note(self._path, post.line + line - 1, kind, message)

        frames = [value for name, values in post.meta.items() if name.startswith("_oembed_") for value in values]
        titles = titles_of_players(frames, self._book.language)
        notes_of_title = "".join(note[0].strip() for note in _NOTE.finditer(post.title))
        content = self._attachments.listed(notes_of_title + post.content.replace("\r\n", "\n"), post, tell)
        text = expanded(content, language=self._book.language, titles=titles, tell=tell)
        root = read_fragment(in_elements(text), path=self._path, faults=self._faults)
        drop_buttons(root)
        set_paragraphs(root)
        try:
            self._notes |= footnotes_of(post.said("footnotes"), root, self._faults)
        except ValueError:
            tell(1, "notes-unread", _("The notes that WordPress keeps beside this text cannot be read."))
        return [root]

    def _licence(self, post: Post, name: str) -> str:
        written = post.said(name) or next((short for short, _name in post.terms_of("license")), "")
        return _CC_ZERO.get(written) or known_licence(written, self._path, self._faults)

    def _tell(self, post: Post, kind: str, message: str) -> None:
        self._faults.note(self._path, post.line, kind, message)
