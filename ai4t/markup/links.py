"""Links: to units, to files, to places in this text and to other sites, each as what it is."""

import re

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.markup.addresses import Site, is_local, mail, names_another_site, quoted, site, without_direction_marks
from ai4t.markup.anchors import slug
from ai4t.markup.downloads import file_facts
from ai4t.markup.draft import Draft
from ai4t.markup.frames import activity_here, announced_activity, is_activity
from ai4t.markup.tree import append, element, elements, put_behind, text_of, texts

_BARE = re.compile(r"https?://[^\s<>\"'“”„«»`|\\^{}\[\]]{3,2000}")
_ENDING = ".,;:!?…*_"
_TERM = "glossary:"
_OTHER_WORKS = ("unit:", "handbook:")


def set_bare_addresses(draft: Draft) -> None:
    """An address typed without any marks can be followed too."""
    for carrier, part in list(texts(draft.root, outside=("a", "code", "pre", "kbd", "samp", "summary"))):
        text = getattr(carrier, part)
        if "://" in text:
            _link_bare(carrier, part, text)


def _link_bare(carrier: HtmlElement, part: str, text: str) -> None:
    pieces: list[HtmlElement | str] = []
    copied = 0
    for found in _BARE.finditer(text):
        address = _without_ending(found[0])
        if site(address) is None:
            continue
        pieces += text[copied : found.start()], element("a", address, href=address)
        copied = found.start() + len(address)
    if not pieces:
        return
    pieces.append(text[copied:])
    links = [piece for piece in pieces if not isinstance(piece, str)]
    for link, behind in zip(links, pieces[2::2], strict=True):
        link.tail = str(behind)
    setattr(carrier, part, pieces[0])
    parent, place = (carrier, 0) if part == "text" else (carrier.getparent(), carrier.getparent().index(carrier) + 1)
    for offset, link in enumerate(links):
        parent.insert(place + offset, link)


def _without_ending(address: str) -> str:
    """A full stop or a parenthesis that belongs to the sentence is not part of the address."""
    address = address.rstrip(_ENDING)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_ENDING)
    return address


def set_links(draft: Draft) -> None:
    for link in elements(draft.root, "a"):
        if not link.get("role") and link.get("rel") is None and link.get("download") is None:
            _set_link(link, draft)


def _set_link(link: HtmlElement, draft: Draft) -> None:
    typed = target = (link.get("href") or "").strip()
    if target.startswith("(") and target.endswith(")"):
        draft.report("link-parentheses", near=typed, target=target)
        target = target.strip("()").strip()
    if not target:
        draft.report("link-empty", near=text_of(link))
        link.drop_tag()
    elif target.startswith("#"):
        _set_place(link, target, typed, draft)
    elif target.startswith(_TERM):
        _set_term(link, target, typed, draft)
    elif target.startswith(_OTHER_WORKS):
        _set_other_work(link, target, typed, draft)
    elif is_local(target):
        _set_local(link, target, typed, draft)
    elif address := draft.resolver.page(target) if site(target) else None:
        draft.report("link-self", near=typed, target=target)
        link.set("href", _with_place(address, target))
    elif found := site(target):
        _set_outside(link, found, draft)
    elif address := mail(target):
        link.set("href", address)
    else:
        draft.report("link-refused", near=typed, target=target)
        link.drop_tag()


def _set_place(link: HtmlElement, target: str, typed: str, draft: Draft) -> None:
    name = target[1:]
    place = draft.anchors.get(name) or draft.anchors.get(slug(name))
    if place:
        link.set("href", f"#{place}")
    elif not name or name == "top":
        link.set("href", "#")
    else:
        draft.report("anchor-missing", near=typed, target=target)
        link.drop_tag()


def _set_term(link: HtmlElement, target: str, typed: str, draft: Draft) -> None:
    """A word of the glossary leads to its definition on the same page, which leads back to its first use."""
    key = target.removeprefix(_TERM).strip()
    if place := draft.resolver.term(key):
        link.set("href", quoted(place))
        link.set("class", "term")
        if key not in draft.terms:
            draft.terms.append(key)
            link.set("id", f"n-{key}")
    else:
        draft.report("term-unknown", near=typed, target=target)
        link.drop_tag()


def _set_other_work(link: HtmlElement, target: str, typed: str, draft: Draft) -> None:
    """To a unit of a course or a chapter of a book; no short text has such links."""
    find = getattr(draft.resolver, "target", None)
    if address := find(target) if find else None:
        draft.leads_to.append(target)
        link.set("href", _with_place(address, target))
    else:
        draft.report("target-unknown", near=typed, target=target)
        link.drop_tag()


def _set_local(link: HtmlElement, target: str, typed: str, draft: Draft) -> None:
    if address := draft.resolver.page(target):
        link.set("href", _with_place(address, target))
    elif key := draft.resolver.activity(target):
        put_behind(link, activity_here(key, target, text_of(link), draft.lines.find(typed), draft))
        link.drop_tag()
    elif (file := draft.resolver.attachment(target)) and is_activity(target):
        put_behind(link, announced_activity(target, text_of(link), draft.lines.find(typed), draft))
        link.drop_tag()
    elif file:
        draft.downloads.append(target)
        link.set("href", quoted(file.href))
        link.set("download", file.name)
        _add_facts(link, file_facts(file))
    elif picture := draft.resolver.picture(target):
        link.set("href", quoted(picture.original))
        link.set("class", "original")
    else:
        draft.report("link-broken", near=typed, target=target)
        _say_missing(link)


def _with_place(address: str, target: str) -> str:
    place = slug(target.partition("#")[2])
    return quoted(f"{address}#t-{place}" if place and "#" not in address else address)


def _add_facts(link: HtmlElement, facts: HtmlElement) -> None:
    if link.find(".//img") is None:
        facts.tail, link.tail = link.tail, " "
        link.addnext(facts)
        link.tail = " "
    else:
        append(link, facts)


def _say_missing(link: HtmlElement) -> None:
    words = text_of(link)
    sentence = (
        _("What “%(words)s” leads to is not available here.") % {"words": words}
        if words
        else _("What this picture leads to is not available here.")
    )
    put_behind(link, element("p", sentence, classes="note missing"))
    link.drop_tag()


def _is_its_own_address(link: HtmlElement) -> bool:
    """Whether its words are the address, so that paper need not say it again."""
    words = text_of(link)
    return bool(words) and words.rstrip("/") in {link.get("href").rstrip("/"), _without_scheme(link.get("href"))}


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _set_outside(link: HtmlElement, found: Site, draft: Draft) -> None:
    words = "".join(link.itertext())
    is_marked = words != without_direction_marks(words)
    if is_marked:
        for part in link.iter():
            part.text = without_direction_marks(part.text or "")
            if part is not link:
                part.tail = without_direction_marks(part.tail or "")
    typed = link.get("href")
    link.set("href", found.href)
    link.set("rel", "noopener noreferrer")
    if _is_its_own_address(link):
        link.set("class", "address")
    if is_marked or found.is_foreign_script or names_another_site(words, found.host):
        draft.report("link-disguised", near=typed, host=found.host)
        append(link, f" ({found.host})")
