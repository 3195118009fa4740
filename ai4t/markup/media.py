"""Videos and sounds that lie beside the text: played by the browser itself, loaded only when asked for."""

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.markup.addresses import is_local, quoted
from ai4t.markup.captioned import declared_tracks, with_captions
from ai4t.markup.contract import Attachment, DeclaredTrack, Embed, Picture
from ai4t.markup.draft import Draft
from ai4t.markup.tree import element, elements, put_block_in_place

_COLUMN = 720  # pixels


def set_media(draft: Draft) -> None:
    for found in elements(draft.root, "video", "audio"):
        if found.getparent() is not None:
            put_block_in_place(found, _shown(found, draft))


def _shown(found: HtmlElement, draft: Draft) -> HtmlElement:
    declared = declared_tracks(found.iter("track"), draft)
    targets = [target for target in [found.get("src"), *(part.get("src") for part in found.iter("source"))] if target]
    title = " ".join((found.get("title") or "").split())
    line = draft.lines.find(targets[0] if targets else f"<{found.tag}")
    for target in targets:
        file = draft.resolver.attachment(target) if is_local(target) else None
        player = player_for(file, target, title, line, draft, declared) if file else None
        if player is not None:
            for video in player.iter("video"):
                _keep_poster(video, found, draft)
            return player
    draft.report("media-missing", line=line, target=targets[0] if targets else "")
    draft.embeds.append(Embed("refused", targets[0] if targets else "", title, line, False))
    sentence = _("A video is not available here.") if found.tag == "video" else _("A recording is not available here.")
    return element("p", sentence, classes="note missing")


def player_for(
    file: Attachment, target: str, title: str, line: int, draft: Draft, declared: tuple[DeclaredTrack, ...] = ()
) -> HtmlElement | None:
    """The browser's own player, with its captions; None where the file is neither video nor sound."""
    kind = file.media_type.partition("/")[0]
    if kind not in {"video", "audio"}:
        return None
    draft.embeds.append(Embed(kind, target, title, line, True))
    fallback = element("a", _("Take the file with you"), href=quoted(file.href), download=file.name)
    player = element(kind, fallback, src=quoted(file.href), preload="none", aria_label=title)
    player.set("controls", "")
    if kind == "video":
        player.set("playsinline", "")
    return with_captions(player, target, declared, draft)


def _as_wide_as_the_text(picture: Picture) -> str:
    """A poster comes in one size for all screens."""
    return next((address for address, width in reversed(picture.variants) if width <= _COLUMN), picture.src)


def _keep_poster(player: HtmlElement, found: HtmlElement, draft: Draft) -> None:
    poster = found.get("poster", "")
    if not poster or not is_local(poster):
        return
    if picture := draft.resolver.picture(poster):
        player.set("poster", quoted(_as_wide_as_the_text(picture)))
        player.set("width", str(picture.width))
        player.set("height", str(picture.height))
    else:
        draft.report("picture-missing", near=poster, target=poster)
