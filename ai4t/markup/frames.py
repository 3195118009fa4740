"""Frames: a known video plays after a click, an activity is announced, anything else becomes a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from lxml.html import HtmlElement

from ai4t.markup.addresses import is_local, site
from ai4t.markup.captioned import declared_tracks, tracks_behind, with_captions
from ai4t.markup.contract import DeclaredTrack, Embed
from ai4t.markup.downloads import download_link
from ai4t.markup.draft import Draft
from ai4t.markup.films_on_paper import in_words
from ai4t.markup.media import player_for
from ai4t.markup.players import Player, is_look_alike, recognise
from ai4t.markup.tree import element, elements, put_block_in_place, replace, text_of, words_of

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
PLACE_OF_ACTIVITY = "activity-here"
_FRAMES = ("iframe", "frame", "object", "embed", "applet", "portal")
_OPEN_PLAYER = {"target": "_blank", "rel": "noopener", "referrerpolicy": "strict-origin-when-cross-origin"}


def set_frames(draft: Draft) -> None:
    for frame, heading in _frames_below_headings(draft.root):
        if draft.holds(frame):
            declared = declared_tracks(tracks_behind(frame), draft)
            shown = _shown(frame, heading, declared, draft)
            put_block_in_place(frame, shown)
            if shown.get("class") == PLACE_OF_ACTIVITY:
                _take_out_of_wrappers(shown, draft.root)


def _frames_below_headings(root: HtmlElement) -> list[tuple[HtmlElement, str]]:
    frames, heading = [], ""
    for found in elements(root, *_HEADINGS, *_FRAMES):
        if found.tag in _FRAMES:
            frames.append((found, heading))
        else:
            heading = words_of(found)
    return frames


def _shown(frame: HtmlElement, heading: str, declared: tuple[DeclaredTrack, ...], draft: Draft) -> HtmlElement:
    target = (frame.get("src") or frame.get("data") or "").strip()
    line = draft.lines.find(target or f"<{frame.tag}")
    title = _title(frame) or heading or draft.title
    if player := recognise(target, draft.language):
        if not frame.get("title"):
            draft.report("title-missing", line=line, target=target)
        title = title or pgettext("embed", "Video")
        draft.embeds.append(Embed(player.provider, player.address, title, line, player.plays_here))
        return with_captions(_video_box(player, title), player.address.partition("?")[0], declared, draft)
    if is_local(target):
        return _local(target, title, line, declared, draft)
    draft.report("frame-refused", line=line, target=target or f"<{frame.tag}>")
    draft.embeds.append(Embed("refused", target, title, line, False))
    return _refusal(target)


def _title(frame: HtmlElement) -> str:
    """The title of the frame, else its caption."""
    if given := " ".join((frame.get("title") or "").split()):
        return given
    figure = next(frame.iterancestors("figure"), None)
    caption = figure.find("figcaption") if figure is not None else None
    return words_of(caption) if caption is not None else ""


def _video_box(player: Player, title: str) -> HtmlElement:
    if player.plays_here:
        sentence = _("This video is on %(site)s. Nothing is loaded from there before you press the button.")
    else:
        sentence = _("This video is on %(site)s. The button opens it there, in a new tab.")
    return element(
        "div",
        element("strong", title),
        element(
            "a",
            _("Play the video"),
            href=player.address,
            classes="button",
            aria_label=_("Play the video: %(title)s") % {"title": title},
            **_OPEN_PLAYER,
        ),
        element("small", sentence % {"site": player.name}),
        classes="embed",
        role="group",
        aria_label=title,
        data_provider=player.provider,
        data_src=player.address if player.plays_here else "",
        data_title=title,
        data_on_paper=in_words(title, player.address),
    )


def _local(target: str, title: str, line: int, declared: tuple[DeclaredTrack, ...], draft: Draft) -> HtmlElement:
    if key := draft.resolver.activity(target):
        return activity_here(key, target, title, line, draft)
    file = draft.resolver.attachment(target)
    if file is not None and (player := player_for(file, target, title, line, draft, declared)) is not None:
        return player
    if is_activity(target):
        if file is None:
            draft.report("activity-missing", line=line, target=target)
        return announced_activity(target, title, line, draft)
    if file is not None:
        return element("p", *download_link(file, target, title or file.name, draft))
    draft.report("file-missing", line=line, target=target)
    draft.embeds.append(Embed("refused", target, title, line, False))
    return element("p", _("The file for “%(title)s” is not available here.") % {"title": title}, classes="note missing")


def is_activity(target: str) -> bool:
    """Whether a file beside the text is a page of its own, which brings its own programs."""
    return target.partition("?")[0].partition("#")[0].lower().endswith((".html", ".htm", ".xhtml", "/"))


def _take_out_of_wrappers(place: HtmlElement, root: HtmlElement) -> None:
    """Questions need the whole column, and no look that was meant for a frame."""
    while (around := place.getparent()) is not root and around.tag in {"div", "figure"} and not text_of(around):
        if len(around) > 1:
            return
        place.tail = None
        replace(around, place)


def activity_here(key: str, target: str, title: str, line: int, draft: Draft) -> HtmlElement:
    """The empty place of an activity of ours: the page puts its questions there."""
    draft.embeds.append(Embed("activity", target, title, line, True))
    return element("div", classes=PLACE_OF_ACTIVITY, data_activity=key)


def announced_activity(target: str, title: str, line: int, draft: Draft) -> HtmlElement:
    draft.embeds.append(Embed("activity", target, title, line, False))
    sentence = _("The activity in this place cannot be shown here yet. You can declare this unit done yourself.")
    return element("p", sentence, classes="note activity")


def _refusal(target: str) -> HtmlElement:
    """A sentence, and a plain link where the address is what it seems to be."""
    found = site("https:" + target if target.startswith("//") else target)
    if found is None or is_look_alike(target):
        return element("p", _("Something in this place cannot be shown here."), classes="note refused")
    sentence = _("Something from %(host)s is not shown here.") % {"host": found.host}
    link = element("a", _("Open it on %(host)s") % {"host": found.host}, href=found.href, rel="noopener noreferrer")
    return element("p", sentence + " ", link, classes="note refused")
