"""The HTML of a chapter as a page that stands by itself: pictures beside it, links within the book or in full."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from lxml.html import HtmlElement

from ai4t.markup.tree import element, replace, text_of
from handbook.building.book import Book, ChapterOfBook, FileOfChapter
from handbook.building.films import name_films
from handbook.building.illustrations import Illustrations, file_behind
from handbook.building.places import Places
from handbook.building.words import Words, missing_picture, name_of_decoration

_UNSAFE = re.compile(r"[^\w.-]")
_ONLY_ON_A_SITE = ("srcset", "sizes", "loading", "decoding", "download", "rel", "referrerpolicy", "tabindex")


@dataclass(frozen=True)
class PictureShown:
    """A picture at its place; ``caption`` says what it shows, or that it only decorates; ``address`` is where the
    picture lies in the book."""

    chapter: ChapterOfBook
    file: FileOfChapter
    caption: str
    address: str


@dataclass
class Offline:
    """``ending`` is that of the pages; with ``takes_files``, what a text offers to take away lies in ``files``."""

    book: Book
    words: Words
    ending: str
    takes_files: bool = False
    illustrations: Illustrations = field(default_factory=Illustrations)
    files: dict[str, FileOfChapter] = field(default_factory=dict)
    pictures: list[PictureShown] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)

    def __post_init__(self):
        self.places = Places(self.book)
        digits = len(str(len(self.book.chapters)))
        self._pages = {
            chapter.key: f"{place:0{digits}}-{_UNSAFE.sub('_', chapter.key)}{self.ending}"
            for place, chapter in enumerate(self.book.chapters, start=1)
        }

    def page(self, key: str) -> str:
        """The file of a chapter, numbered as it stands in the book; no key is the glossary."""
        return self._pages[key] if key else f"glossary{self.ending}"

    def prepare(self, root: HtmlElement, chapter: ChapterOfBook | None) -> HtmlElement:
        """``root`` with everything in its place; of a definition ``chapter`` is None."""
        for picture in list(root.iter("img")):
            self._set_picture(picture, chapter)
        for player in list(root.iter("video", "audio")):
            self._set_player(player, chapter)
        if name_films(root, self.words):
            self.dropped.add("video")
        for link in list(root.iter("a")):
            self._set_link(link, chapter)
        for found in root.iter():
            for name in [*_ONLY_ON_A_SITE, *(name for name in found.attrib if name.startswith("data-"))]:
                found.attrib.pop(name, None)
        return root

    def _set_picture(self, picture: HtmlElement, chapter: ChapterOfBook | None, *, name: str = "") -> None:
        made = self.illustrations.of(chapter, picture.get("src", "")) if chapter else None
        if made is None:
            self.dropped.add("picture")
            sentence = missing_picture(self.words, picture.get("alt", ""))
            replace(picture, element("span", sentence, classes="missing", lang=self.words.language))
            return
        address = f"pictures/{made.name}"
        caption = _caption(picture) or name or name_of_decoration(self.words, chapter)
        self.pictures.append(PictureShown(chapter, made.file, caption, address))
        picture.set("src", address)
        picture.set("width", str(made.width))
        picture.set("height", str(made.height))
        picture.set("alt", picture.get("alt", ""))

    def _set_player(self, player: HtmlElement, chapter: ChapterOfBook | None) -> None:
        """A recording is too large for a book: its picture is shown, and it is led to."""
        self.dropped.add(player.tag)
        address = player.get("src") or next((source.get("src", "") for source in player.iter("source")), "")
        word = self.words.video if player.tag == "video" else self.words.audio
        name = f"{word}: {player.get('aria-label') or address.rpartition('/')[2]}"
        said = element("p", element("a", name, href=address), classes="note")
        replace(player, said)
        if poster := player.get("poster"):
            picture = element("img", src=poster)
            said.addprevious(element("p", picture))
            self._set_picture(picture, chapter, name=name)

    def _set_link(self, link: HtmlElement, chapter: ChapterOfBook | None) -> None:
        address = link.get("href", "")
        if "original" in link.get("class", "").split() or not address:
            link.drop_tag()
            return
        file = file_behind(chapter, address) if chapter else None
        if file and self.takes_files:
            self.files[f"files/{chapter.key}/{file.name}"] = file
            link.set("href", f"files/{quote(chapter.key)}/{quote(file.name)}")
            return
        place = self.places.of(chapter, address)
        if place is None:
            link.set("href", self.places.outside(chapter, address))
            return
        key, name = place
        fragment = f"g-{name}" if not key else name
        page = "" if chapter and key == chapter.key and fragment else quote(self.page(key))
        link.set("href", f"{page}#{fragment}" if fragment else page)


def _caption(picture: HtmlElement) -> str:
    captions = [found for figure in picture.iterancestors("figure") for found in figure.iter("figcaption")]
    return (text_of(captions[0]) if captions else "") or picture.get("alt", "")
