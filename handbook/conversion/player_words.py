"""What a book says inside a film or sound, for readers whose program plays none: more than that, or no more."""

import posixpath
import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from handbook.conversion.elements import BLOCKS, EMBEDS, children

_SENTENCE_END = re.compile(r"(?<=[.!?…:])\s+")
_OWN_LINK = "\ufdda"
# A sentence with a word of each speaks of the program. Unknown languages lose nothing: their sentences are kept.
_PROGRAM = re.compile(
    r"browser|navigat(?:eur|or)|navegador|brskalnik|preglednik|przeglądark|prohlížeč|prehliadač|böngésző|selain"
    r"|webbläsar|nettleser|html ?5|javascript|flash|(?:reading|lese)[ -]?system|e-?reader|liseuse|lesegerät|device"
    r"|(?:video|audio|object|iframe)[ -]?(?:tag|element|player)|(?:tag|balise|élément|elemento) (?:video|audio)",
    re.IGNORECASE,
)
_CANNOT = re.compile(
    r"support|soport|suport|unterstütz|prend pas|podpira|podržava|podpor|obsługuj|ondersteun"
    r"|(?:not|n[’']t|unable to) (?:play|display|show)"
    r"|wiedergeb|abspiel|riprodu|reprodu|lire|lecture|predvaja|update|upgrade|enable|install|activ|aktivier|omogoč",
    re.IGNORECASE,
)
_PLUGIN = re.compile(r"adobe\.com|macromedia|browse-?happy|apple\.com/quicktime", re.IGNORECASE)
_NOT_HERE = re.compile(
    r"(?:video|audio|media|film)\w*(?: content| file)? (?:is |are )?not (?:supported|available)", re.I
)


def own_words(parts: list[HtmlElement | str], own: set[str]) -> tuple[list[HtmlElement | str], str]:
    """What is kept of ``parts``, and the words of the others; ``own`` are the files that are played."""
    is_more = says_more(parts, own)
    kept: list[HtmlElement | str] = []
    left: list[HtmlElement | str] = []
    for part in parts:
        is_inline = isinstance(part, str) or part.tag not in BLOCKS
        (kept if is_more and (is_inline or says_more([part], own)) else left).append(part)
    return kept, " ".join("".join(map(_text, left)).split())


def file_named(address: str) -> str:
    """By which two addresses are known to name the same file."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        path = address
    return posixpath.basename(path).casefold()


def says_more(parts: list[HtmlElement | str], own: set[str]) -> bool:
    """Whether there is more than sentences about programs and links to the film or sound itself."""
    elements = [
        inner for part in parts if not isinstance(part, str) for inner in part.iter() if isinstance(inner.tag, str)
    ]
    if any(inner.tag in EMBEDS | {"img", "svg"} or _leads_on(inner, own) for inner in elements):
        return True
    text = " ".join("".join(_text(part, own) for part in parts).split())
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if re.search(r"\w", sentence)]
    return any(_OWN_LINK not in sentence and not _is_of_programs(sentence) for sentence in sentences)


def _is_of_programs(sentence: str) -> bool:
    return bool((_PROGRAM.search(sentence) and _CANNOT.search(sentence)) or _NOT_HERE.search(sentence))


def _leads_on(element: HtmlElement, own: set[str]) -> bool:
    address = element.get("href") if element.tag == "a" else ""
    return bool(address) and file_named(address) not in own and not _PLUGIN.search(address)


def _text(part: HtmlElement | str, own: frozenset[str] | set[str] = frozenset()) -> str:
    if isinstance(part, str):
        return part
    sign = _OWN_LINK if part.tag == "a" and file_named(part.get("href") or "") in own else ""
    inside = "".join(_text(inner, own) for inner in children(part))
    return f"{sign}{inside}{' ' if part.tag in BLOCKS else ''}"
