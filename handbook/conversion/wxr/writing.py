"""What the chapters of an export ask while they become Markdown. Nothing is fetched: pictures stay where they are."""

import posixpath
import re
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.content.irregularities import Irregularities
from handbook.conversion.book import Book, Chapter
from handbook.conversion.places import Places, address_from, elements_of
from handbook.conversion.preformatted import stands_in_code
from handbook.conversion.surroundings import Note
from handbook.conversion.taken import Taken
from handbook.conversion.wxr.beside import Beside
from handbook.conversion.wxr.posts import Export, Post

_ALLOWED = re.compile(r"(?:https?:)?//|mailto:", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")


class Library:
    """``chapters`` are the chapters and terms by the id of their post, ``notes`` those that links lead to."""

    def __init__(
        self,
        book: Book,
        export: Export,
        chapters: dict[str, Chapter],
        notes: dict[HtmlElement, Note],
        path: str,
        beside: Beside,
        faults: Irregularities,
    ):
        self._beside, self._paths = beside, {}
        self.path, self.faults, self.base = path, faults, export.base.rstrip("/") + "/"
        self.language, self.chapters, self.notes = book.language, chapters, notes
        self.know_places(book)
        self.taken = Taken()
        self._pages: dict[str, Chapter] = {}
        self.attachments: dict[str, Post] = {}
        for post in export.posts:
            if chapter := chapters.get(post.id):
                for address in (post.link, post.guid, f"{self.base}?p={post.id}", post.said("pb_is_based_on")):
                    self._pages.setdefault(_bare(address), chapter)
            if post.attachment:
                self.attachments.setdefault(_bare(_SIZE.sub("", post.attachment)), post)
        self.wanted = {
            target
            for chapter in book.chapters
            for link in elements_of(chapter)
            if link.tag == "a" and not stands_in_code(link)
            if (target := self.target_of(link.get("href") or "", chapter))
        }

    def know_places(self, book: Book) -> None:
        """Where everything stands, again once chapters have been divided."""
        self.places = Places(book)

    def target_of(self, address: str, chapter: Chapter) -> tuple[str, str] | None:
        """Source and place of a place in the book."""
        file, _sign, place = address.partition("#")
        found = self.page(file) if file else chapter
        return (found.source, place) if found and place else None

    def page(self, address: str) -> Chapter | None:
        return self._pages.get(_bare(self.whole(address)))

    def attachment(self, address: str) -> Post | None:
        return self.attachments.get(_bare(_SIZE.sub("", self.whole(address).partition("?")[0])))

    def take(self, address: str) -> str:
        """Put a file that lies beside the export into the tree, with what is known of its author; empty where none
        does. The largest form of a picture is taken.
        """
        whole = self.whole(address)
        for one in dict.fromkeys((_SIZE.sub("", whole), whole)):
            if found := self._beside.find(one):
                place, content = found
                if place not in self._paths:
                    self._paths[place] = self.taken.keep(posixpath.basename(place), content)
                    post = self.attachment(address)
                    self.taken.credit(self._paths[place], *(_credit(post) if post else ("", "")))
                return self._paths[place]
        return ""

    def origins(self) -> dict[str, str]:
        """Where the files lie below the folder beside the export, by the path that they have in the tree."""
        return {path: place for place, path in self._paths.items()}

    def whole(self, address: str) -> str:
        try:
            return urljoin(self.base, address.strip())
        except ValueError:
            return address


class WxrSurroundings:
    """The export as one chapter sees it; ``line`` is where the content of the chapter begins in the file."""

    def __init__(self, chapter: Chapter, library: Library):
        self._chapter, self._library = chapter, library
        self.language = chapter.language or library.language

    def link(self, address: str, element: HtmlElement) -> str:
        if address.startswith("glossary:"):
            return self._term(address.removeprefix("glossary:"), element)
        file, _sign, place = address.partition("#")
        chapter = self._library.page(file) if file else self._chapter
        if chapter is not None:
            known = (chapter.source, place) in self._library.places.chapters
            if place and not known and chapter is self._chapter:
                message = _("The link leads to the place “%(place)s”, which is not there; its words were kept.")
                self.tell(element, "place-missing", message % {"place": place[:200]})
                return ""
            if place and not known:
                message = _("The link leads to the place “%(place)s”, which is not there; it leads to the page.")
                self.tell(element, "place-missing", message % {"place": place[:200]})
            if chapter is self._chapter and not known:
                return posixpath.basename(chapter.path)
            chapter = self._library.places.chapters.get((chapter.source, place), chapter)
            name = self._library.places.names[chapter.source, place] if known else ""
            return address_from(self._chapter, chapter.path, name)
        if _SCHEME.match(address) and not _ALLOWED.match(address):
            message = _("The address “%(address)s” is not allowed in a link; its words were kept.")
            self.tell(element, "link-refused", message % {"address": address[:200]})
            return ""
        whole = address if _ALLOWED.match(address) else self._library.whole(address)
        if path := self._library.take(whole) if self._library.attachment(whole) else "":
            return address_from(self._chapter, path)
        if _bare(whole).startswith(_bare(self._library.base)):
            message = _("%(address)s is on the site the export comes from and not in it; the link leads there.")
            self.tell(element, "link-to-old-site", message % {"address": whole[:200]})
        return whole

    def picture(self, address: str, element: HtmlElement) -> str:
        if address.startswith("data:"):
            if path := self._library.taken.embedded(address):
                return address_from(self._chapter, path)
            self.tell(element, "picture-damaged", _("A picture that is written into the text cannot be read."))
            return "data:,"
        if path := self._library.take(address):
            return address_from(self._chapter, path)
        whole = self._library.whole(address)
        post = self._library.attachment(address)
        credit = ", ".join(filter(None, (_credit(post) if post else []))) or "–"
        message = _(
            "The picture %(address)s is not in the export; a link stands in its place. "
            "Please put the file beside the text. Author and licence: %(credit)s"
        )
        self.tell(element, "picture-not-in-export", message % {"address": whole[:200], "credit": credit[:150]})
        return whole

    def media(self, address: str, element: HtmlElement) -> str:
        if path := self._library.take(address):
            return address_from(self._chapter, path)
        message = _("%(address)s is not in the export; a link leads there.") % {"address": address[:200]}
        self.tell(element, "media-not-in-export", message)
        return ""

    def part_of_player(self, address: str, element: HtmlElement) -> str:
        if path := self._library.take(address):
            return address_from(self._chapter, path)
        message = _("%(address)s is not in the export; it was left out.") % {"address": address[:200]}
        self.tell(element, "media-not-in-export", message)
        return ""

    def fill_drawing(self, drawing: HtmlElement) -> None:
        """A post names no files beside it."""

    def drawing(self, element: HtmlElement) -> str:
        if path := self._library.taken.drawn(element):
            return address_from(self._chapter, path)
        self.tell(element, "drawing-left-out", _("This drawing cannot be kept; it was left out."))
        return ""

    def place(self, element: HtmlElement) -> str:
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        place = (self._chapter.source, name or "")
        is_meant = place in self._library.wanted and self._library.places.elements.get(place) is element
        return self._library.places.names[place] if is_meant else ""

    def note(self, link: HtmlElement) -> Note | None:
        return self._library.notes.get(link)

    def is_note(self, element: HtmlElement) -> bool:
        return False

    def leads_back(self, link: HtmlElement) -> bool:
        return False

    def where(self, element: HtmlElement) -> tuple[str, int]:
        return self._library.path, self._chapter.line + max(0, (element.sourceline or 1) - 1)

    def tell(self, element: HtmlElement, kind: str, message: str) -> None:
        self._library.faults.note(*self.where(element), kind, message)

    def _term(self, post_id: str, element: HtmlElement) -> str:
        if term := self._library.chapters.get(post_id):
            return f"glossary:{term.key}"
        self.tell(
            element, "term-not-in-export", _("This word of the glossary is not in the export; it was kept as text.")
        )
        return ""


def _credit(post: Post) -> list[str]:
    return [post.said("pb_media_attribution_author"), post.said("pb_media_attribution_license")]


def _bare(address: str) -> str:
    """One form for the ways in which a site writes an address of its own."""
    return re.sub(r"^(?:https?:)?//(?:www\.)?", "", address.strip(), flags=re.IGNORECASE).rstrip("/").casefold()
