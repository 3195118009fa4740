"""Pictures: in the size that a screen needs, with their dimensions, never from another site."""

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.markup.addresses import is_local, quoted, site
from ai4t.markup.contract import Picture
from ai4t.markup.draft import Draft
from ai4t.markup.media import player_for
from ai4t.markup.tree import element, elements, inside, put_behind, put_block_in_place, replace

# The column of text is 42 rem wide at most, and nearly the whole screen on a phone.
_SIZES = "(min-width: 46rem) 42rem, 92vw"
_WORTH_OPENING = 360  # pixels; smaller pictures lose nothing on a phone


def set_pictures(draft: Draft) -> None:
    for image in elements(draft.root, "img"):
        _set_picture(image, draft)


def _set_picture(image: HtmlElement, draft: Draft) -> None:
    target = (image.get("src") or "").strip()
    alt = " ".join((image.get("alt") or "").split())
    if not target or not is_local(target):
        _set_elsewhere(image, target, alt, draft)
    elif picture := draft.resolver.picture(target):
        _show(image, picture, target, alt, draft)
    elif (file := draft.resolver.attachment(target)) and (
        player := player_for(file, target, alt, draft.lines.find(target), draft)
    ) is not None:
        put_block_in_place(image, player)
    else:
        draft.report("picture-missing", near=target, target=target)
        _say_missing(image, alt)


def _show(image: HtmlElement, picture: Picture, target: str, alt: str, draft: Draft) -> None:
    if not alt and (image.get("alt") is None or draft.lines.has(f"![]({target}")):
        draft.report("alt-missing", near=target, target=target)
    shown = element("img", classes=image.get("class", ""), src=quoted(picture.src))
    shown.set("alt", alt)
    shown.set("width", str(picture.width))
    shown.set("height", str(picture.height))
    if picture.variants:
        shown.set("srcset", ", ".join(f"{quoted(address)} {width}w" for address, width in picture.variants))
        shown.set("sizes", _SIZES)
    shown.set("loading", "lazy")
    shown.set("decoding", "async")
    if image.get("title"):
        shown.set("title", image.get("title"))
    # What decorates tells nothing more in full size.
    if not alt or picture.width <= _WORTH_OPENING or inside(image, "a", "summary", "button"):
        replace(image, shown)
        return
    label = _("Open the picture in full size: %(alt)s") % {"alt": alt}
    link = element("a", classes="original", href=quoted(picture.original), aria_label=label)
    replace(image, link)
    link.append(shown)


def _set_elsewhere(image: HtmlElement, target: str, alt: str, draft: Draft) -> None:
    found = site("https:" + target if target.startswith("//") else target)
    if found is None:
        is_data = target.lower().startswith("data:")
        draft.report("picture-data" if is_data else "picture-missing", near=target or "<img", target=target)
        _say_missing(image, alt)
        return
    draft.report("picture-remote", near=target, target=target)
    words = (
        _("Picture on %(host)s: %(alt)s") % {"host": found.host, "alt": alt}
        if alt
        else _("Picture on %(host)s") % {"host": found.host}
    )
    if inside(image, "a"):
        replace(image, element("span", words))
    else:
        replace(image, element("a", words, href=found.href, rel="noopener noreferrer", classes="elsewhere"))


def _say_missing(image: HtmlElement, alt: str) -> None:
    sentence = (
        _("A picture is not available here. It shows: %(alt)s") % {"alt": alt}
        if alt
        else _("A picture is not available here.")
    )
    note = element("p", sentence, classes="note missing")
    if inside(image, "table", "li", "summary", "h2", "h3", "h4", "h5", "h6") and not inside(image, "figure"):
        put_behind(image, note)
        image.drop_tree()
    else:
        put_block_in_place(image, note)
