"""A video with its captions: tracks in the player where it is ours, and a transcript to read, search and take away."""

from collections.abc import Iterable
from time import thread_time

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from lxml import html
from lxml.html import HtmlElement

from ai4t.captions import Cue, paragraphs
from ai4t.captions.cue_text import as_markup
from ai4t.languages import direction
from ai4t.markup.addresses import is_local, quoted
from ai4t.markup.contract import DeclaredTrack, OfferedCaptions
from ai4t.markup.draft import Draft
from ai4t.markup.players import recognise
from ai4t.markup.tree import element, elements

_KINDS = {"", "captions", "subtitles"}
_PLAYED = (".mp4", ".m4v", ".webm", ".ogv", ".mp3", ".m4a", ".ogg", ".oga", ".wav")


def count_players(draft: Draft) -> None:
    """Captions called like the text itself can only be of a video that stands alone in it."""
    frames = elements(draft.root, "iframe", "frame", "object", "embed")
    targets = [(frame.get("src") or frame.get("data") or "").strip() for frame in frames]
    targets += [picture.get("src", "") for picture in elements(draft.root, "img")]
    own = [target for target in targets if is_local(target) and target.partition("?")[0].lower().endswith(_PLAYED)]
    known = [target for target in targets if recognise(target, draft.language)]
    draft.players = len(elements(draft.root, "video", "audio")) + len(own) + len(known)


def declared_tracks(found: Iterable[HtmlElement], draft: Draft) -> tuple[DeclaredTrack, ...]:
    """What the author says about captions; the elements are taken out of the text."""
    declared = []
    for track in list(found):
        if track.get("kind", "").lower() in _KINDS and track.get("src"):
            declared.append(DeclaredTrack(track.get("src"), track.get("srclang", "")))
        else:
            draft.report(
                "track-unknown",
                near=track.get("src") or "<track",
                target=track.get("src") or track.get("kind") or "<track>",
            )
        _drop(track)
    return tuple(declared)


def tracks_behind(frame: HtmlElement) -> list[HtmlElement]:
    """``<track>`` elements right behind a frame: a player from elsewhere has no place for them inside."""
    behind, at = [], frame
    while not (at.tail or "").strip() and (at := at.getnext()) is not None and (found := _only_tracks(at)):
        behind += found
    return behind


def _only_tracks(found: HtmlElement) -> list[HtmlElement]:
    """The element itself, or all of a paragraph that Markdown has put around them."""
    if found.tag == "track":
        return [found]
    is_bare = found.tag == "p" and not "".join(found.itertext()).strip()
    return list(found) if is_bare and all(child.tag == "track" for child in found) else []


def drop_stray_tracks(draft: Draft) -> None:
    for track in elements(draft.root, "track"):
        if track.getparent().tag not in {"video", "audio"}:
            draft.report("element-removed", near=track.get("src") or "<track", tag="track")
            _drop(track)


def _drop(track: HtmlElement) -> None:
    """With the paragraph around it, where it leaves nothing there."""
    parent = track.getparent()
    track.drop_tree()
    if parent.tag == "p" and not len(parent) and not (parent.text or "").strip():
        parent.drop_tree()


def with_captions(player: HtmlElement, video: str, declared: tuple[DeclaredTrack, ...], draft: Draft) -> HtmlElement:
    """The player, or a box with the player and its transcript where there are captions."""
    began = thread_time()
    offered = draft.resolver.captions(video, declared, is_only=draft.players == 1)
    draft.listened += thread_time() - began
    if not offered:
        return player
    chosen = next((captions for captions in offered if captions.language == draft.language), offered[0])
    if player.tag == "video":
        for place, captions in enumerate(offered):
            player.insert(place, _track(captions, is_default=captions is chosen))
    is_ours = player.tag in {"video", "audio"}
    return element("div", player, _transcript(chosen, draft.language, is_timed=is_ours), classes="film")


def is_transcript(found: HtmlElement) -> bool:
    return found.get("class") == "transcript"


def _track(captions: OfferedCaptions, *, is_default: bool) -> HtmlElement:
    track = element(
        "track",
        kind="captions",
        src=quoted(captions.vtt.href),
        srclang=captions.language,
        label=_own_name(captions.language),
    )
    if is_default:
        track.set("default", "")
    return track


def _transcript(captions: OfferedCaptions, language: str, *, is_timed: bool) -> HtmlElement:
    name = _own_name(captions.language)
    title = _("Transcript") if captions.language == language else _("Transcript (%(language)s)") % {"language": name}
    spoken = element(
        "div",
        *(_paragraph(group, is_timed=is_timed) for group in paragraphs(captions.cues)),
        classes="spoken",
        lang=captions.language,
        dir=direction(captions.language),
        role="region",
        aria_label=title,
        tabindex="0",
    )
    takeaway = element(
        "p",
        element("a", _("Transcript as text"), href=quoted(captions.text.href), download=captions.text.name),
        " ",
        element("a", _("Captions (WebVTT)"), href=quoted(captions.vtt.href), download=captions.vtt.name),
        classes="takeaway",
    )
    return element(
        "details",
        element("summary", title),
        spoken,
        takeaway,
        classes="transcript",
        data_search=_("Search in the transcript"),
        data_found=_("Paragraphs found: %(count)s") % {"count": "#"},
        data_play=_("Play from %(time)s") % {"time": "#"} if is_timed else "",
    )


def _paragraph(group: list[Cue], *, is_timed: bool) -> HtmlElement:
    paragraph = element("p")
    for cue in group:
        words = html.fragment_fromstring(as_markup(cue.text.replace("\n", " ")), create_parent="span")
        if is_timed:
            words.set("data-at", str(cue.start))
        words.tail = " "
        paragraph.append(words)
    return paragraph


def _own_name(code: str) -> str:
    """As its speakers call it, with a capital: it stands alone in a list."""
    name = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]
