"""Films, sounds and frames: the element itself where it may stand alone, a link inside a line.

Kept are captions, the picture before a film plays, and what is said in their place, as far as it says more than that
a program cannot play.
"""

import re
from html import escape

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.captions import is_captions
from ai4t.content.irregularities import Irregularities
from ai4t.markup.html_names import names
from handbook.conversion.elements import children
from handbook.conversion.escaping import as_address, as_attribute, as_text
from handbook.conversion.pages import read_fragment
from handbook.conversion.player_words import file_named, own_words, says_more
from handbook.conversion.surroundings import Surroundings

_PARTS = names("source track param")
_PLAYERS = {
    "video": (".mp4", ".m4v", ".webm", ".ogv"),
    "audio": (".mp3", ".m4a", ".ogg", ".oga", ".wav"),
}
_CAPTIONS = names("captions subtitles")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


class Embeds:
    def __init__(self, around: Surroundings):
        self._around = around

    def written(self, element: HtmlElement, *, as_link: bool) -> str:
        """Of a film, sound or frame; empty where it names no file, or only holds another that does."""
        address = address_of(element)
        if _holds_player(element):
            return ""
        if not address:
            self._around.tell(element, "media-unnamed", _("This film, sound or frame names no file."))
            return ""
        title = _title_of(element)
        if address.startswith("data:"):
            message = _("A film, sound or page that is written into the text was left out.")
            self._around.tell(element, "media-simplified", message)
            return as_text(title)
        is_elsewhere = address.startswith(("http://", "https://", "//"))
        player = _player_of(element, address)
        if player or not is_elsewhere:
            found = self._around.media(address, element)
            if found and player and not as_link:
                return self._player(player, found, title, element)
            self._tell_left_out(element, list(element.iter("track")), element.get("poster") or "")
            return _as_link(found or address, title, is_known=bool(found) or is_elsewhere)
        if as_link:
            return _as_link(address, title, is_known=True)
        named = f' title="{as_attribute(title)}"' if title else ""
        return f'<iframe src="{escape(as_address(address))}"{named}></iframe>'

    def words_in_place(self, element: HtmlElement) -> list[HtmlElement | str]:
        """What stands in the element for readers whose program cannot play it, where that says anything of its own."""
        parts = [] if _is_titled_by_words(element) else _words(element)
        if not address_of(element) or _holds_player(element):
            return parts
        kept, left = own_words(parts, {file_named(address) for address in _addresses(element)})
        if left:
            message = _("Words for programs that cannot play or show this were left out: %(words)s")
            self._around.tell(element, "media-simplified", message % {"words": left[:300]})
        return kept

    def _player(self, tag: str, found: str, title: str, element: HtmlElement) -> str:
        poster = self._around.part_of_player(element.get("poster"), element) if element.get("poster") else ""
        tracks = [(track, self._track(track)) for track in element.iter("track")]
        self._tell_left_out(element, [track for track, written in tracks if written is None], "")
        said = f' poster="{escape(as_address(poster))}"' if poster and tag == "video" else ""
        said += f' title="{as_attribute(title)}"' if title else ""
        inside = "".join(written for _track, written in tracks if written)
        return f'<{tag} src="{escape(as_address(found))}"{said} controls>{inside}</{tag}>'

    def _track(self, track: HtmlElement) -> str | None:
        """Captions as the text names them; empty where their file was told to be missing, None for other tracks."""
        kind, address = (track.get("kind") or "subtitles").lower(), (track.get("src") or "").strip()
        if kind not in _CAPTIONS or not is_captions(file_named(address)):
            return None
        found = self._around.part_of_player(address, track)
        if not found:
            return ""
        language = track.get("srclang") or ""
        said = f' srclang="{language}"' if _LANGUAGE.fullmatch(language) else ""
        said += f' label="{as_attribute(track.get("label"))}"' if track.get("label") else ""
        return f'<track src="{escape(as_address(found))}" kind="{kind}"{said}>'

    def _tell_left_out(self, player: HtmlElement, tracks: list[HtmlElement], poster: str) -> None:
        if said := ", ".join(filter(None, [*((track.get("src") or "") for track in tracks), poster])):
            message = _("Captions and the picture of a film or sound were left out: %(parts)s")
            self._around.tell(player, "media-simplified", message % {"parts": said[:300]})


def address_of(element: HtmlElement) -> str:
    """The file that is played or shown: of several forms of it the first that does not lie on another site."""
    found = _addresses(element)
    return next((address for address in found if "//" not in address), found[0] if found else "")


def is_picture(element: HtmlElement) -> bool:
    is_named = (element.get("type") or "").startswith("image/")
    return element.tag in {"object", "embed"} and is_named and bool(address_of(element))


def _addresses(element: HtmlElement) -> list[str]:
    said = [element.get("src") or element.get("data"), *(inner.get("src") for inner in element.iter("source"))]
    return [address.strip() for address in said if address and address.strip()]


def _player_of(element: HtmlElement, address: str) -> str:
    """``video`` or ``audio``, whatever element plays the file; else nothing."""
    if element.tag in _PLAYERS:
        return element.tag
    if element.tag == "iframe":
        return ""
    said = (element.get("type") or "").partition("/")[0]
    return next((tag for tag, ends in _PLAYERS.items() if said == tag or file_named(address).endswith(ends)), "")


def _title_of(element: HtmlElement) -> str:
    given = element.get("title") or element.get("aria-label") or ""
    return " ".join((element.text_content() if _is_titled_by_words(element) else given).split())


def _is_titled_by_words(element: HtmlElement) -> bool:
    """Whether the words in an ``object`` are no more than its name."""
    is_named = element.get("title") or element.get("aria-label")
    is_plain = all(inner.tag in _PARTS | {"p", "embed"} for inner in element.iterdescendants())
    return element.tag == "object" and not is_named and is_plain and says_more(_words(element), set())


def _holds_player(element: HtmlElement) -> bool:
    return element.tag == "object" and any(address_of(inner) for inner in element.iter("video", "audio"))


def _as_link(address: str, title: str, *, is_known: bool) -> str:
    words = as_text(title or address, in_label=True)
    return f"[{words}]({as_address(address)})" if is_known else words


def _read_inside(frame: HtmlElement) -> HtmlElement:
    """What a browser reads as a frame's text is HTML again."""
    text = frame.text or ""
    is_unread = frame.tag == "iframe" and not len(frame) and "<" in text
    return read_fragment(text, path="", faults=Irregularities()) if is_unread else frame


def _words(element: HtmlElement) -> list[HtmlElement | str]:
    """Without the names of files, and with what stands in older players inside it."""
    parts: list[HtmlElement | str] = []
    for part in children(_read_inside(element)):
        if isinstance(part, str) or part.tag not in _PARTS | {"object", "embed"}:
            parts.append(part)
        elif not _holds_player(element) and part.tag in {"object", "embed"}:
            parts += _words(part)
    return parts
