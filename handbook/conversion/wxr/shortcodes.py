"""Shortcodes of WordPress and Pressbooks as elements of HTML that the writer of Markdown knows.

``[footnote]…[/footnote]`` becomes ``<x-note>``, LaTeX ``<x-formula>``; both have no meaning outside this package.
"""

import re
from collections import Counter
from collections.abc import Callable
from html import escape, unescape

from django.utils.translation import gettext as _

from ai4t.markup.html_names import names
from ai4t.markup.players import recognise
from handbook.conversion.wxr.attributes import attributes_of
from handbook.conversion.wxr.generic_shortcodes import in_elements

Tell = Callable[[int, str, str], None]

_ESCAPED = re.compile(r"\[(\[[a-z][^\[\]]*\])\]")
_FORMULA = re.compile(
    r"\[(latex|equation|math)(?:\s[^\[\]]*)?\]((?:(?!\[/?\1\b).)*)\[/\1\]|(?<![\w$])\$latex[=\s]((?:[^$\\]|\\.)+?)\$",
    re.DOTALL,
)
# Size and colours, which stand behind the LaTeX.
_LOOKS = re.compile(r"(?:&(?:s=-?\d|[fb]g=[0-9a-f]{6}))+\s*$", re.IGNORECASE)
_GLOSSARY = re.compile(
    r"""\[pb_glossary\s+id=["']?(\d{1,12})["']?\s*\]((?:(?!\[/?pb_gl).)*)\[/pb_glossary\]""", re.DOTALL
)
_FOOTNOTE = re.compile(r"(\s?)\[footnote(?:\s[^\[\]]*)?\]((?:(?!\[/?footnote\b).)*)\[/footnote\]", re.DOTALL)
_CAPTION = re.compile(r"\[(?:wp_)?caption([^\[\]]*)\]((?:(?!\[/?(?:wp_)?caption\b).)*)\[/(?:wp_)?caption\]", re.DOTALL)
_CAPTION_PARTS = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_EMBED = re.compile(r"\[embed(?:\s[^\[\]]*)?\]([^\[\]]*)\[/embed\]")
_PLAYER = re.compile(r"\[(video|audio)\b([^\[\]]*)\](?:((?:(?!\[/?(?:video|audio)\b)[^\[\]])*)\[/\1\])?")
_IN_A_BLOCK = re.compile(r"(?<=wp-block-embed__wrapper\">)(https?://[^\s<>\"]+)(?=</div>)")
_ALONE = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.MULTILINE)
_UNKNOWN = re.compile(r"\[/?([a-z][a-z0-9_]*(?:-[a-z0-9_]+)*)((?:\s[^\[\]]*)?/?)\]")
_SAID = re.compile(r"\s+[\w-]+=|\s*/?$")
_WITHOUT_MEANING_HERE = names(
    """h5p gallery media_attributions attributions contents toc table glossary heading contributors iframe playlist"""
)
_OPEN, _CLOSE = "\ufdd6", "\ufdd7"


def expanded(text: str, *, language: str, titles: dict[str, str], tell: Tell) -> str:
    """Lines stay where they are. ``titles`` are those of players by their address; ``tell`` hears the line in the text
    (from 1), a kind and a sentence.
    """

    line_at = _LineAt()

    def formula(found: re.Match) -> str:
        tex = unescape(found[2]) if found[2] is not None else _LOOKS.sub("", unescape(found[3]))
        return f"<x-formula>{escape(tex)}</x-formula>"

    def player(found: re.Match) -> str:
        said = attributes_of(found[2])
        kinds = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav")
        address = next((said[kind] for kind in kinds if said.get(kind)), "")
        if not address:
            return found[0]
        if framed := frame(address):
            return framed
        poster = f' poster="{escape(said["poster"])}"' if said.get("poster") else ""
        return f'<{found[1]} src="{escape(address)}"{poster}>{found[3] or ""}</{found[1]}>'

    def frame(address: str) -> str:
        """Of a film on a site whose player we know."""
        if not (player := recognise(address, language or "en")):
            return ""
        title = titles.get(player.address, "")
        named = f' title="{escape(title)}"' if title else ""
        return f'<iframe src="{escape(address)}"{named}></iframe>'

    def embed(found: re.Match) -> str:
        address = unescape(found[1].strip())
        if len(address.split()) > 1:
            return found[0]
        if framed := frame(address):
            return framed
        message = _("%(address)s cannot be shown inside a page; a link leads there.") % {"address": address[:200]}
        tell(line_at(found), "embed-linked", message)
        return f'<a href="{escape(address)}">{escape(address)}</a>'

    text = _ESCAPED.sub(lambda found: found[1].replace("[", _OPEN).replace("]", _CLOSE), text)
    text = _FORMULA.sub(formula, text)
    text = in_elements(text)
    text = _GLOSSARY.sub(lambda found: f'<a href="glossary:{found[1]}">{found[2]}</a>', text)
    text = _FOOTNOTE.sub(lambda found: f"<x-note>{found[1].strip(' ')}{found[2]}</x-note>", text)
    text = _CAPTION.sub(_captioned, text)
    text = _EMBED.sub(embed, text)
    text = _IN_A_BLOCK.sub(embed, text)
    text = _ALONE.sub(embed, text)
    text = _PLAYER.sub(player, text)
    told: Counter[str] = Counter()
    for found in _UNKNOWN.finditer(text):
        closes = found[0].startswith("[/")
        is_instruction = found[1] in _WITHOUT_MEANING_HERE or "=" in found[0] or closes
        if is_instruction and closes and told[found[1]]:
            told[found[1]] -= 1
        elif is_instruction and _SAID.match(found[2]):
            told[found[1]] += not closes
            message = _("“%(code)s” is an instruction to Pressbooks; it is shown as written.") % {
                "code": found[0][:100]
            }
            tell(line_at(found), "activity-not-in-export" if found[1] == "h5p" else "shortcode-unknown", message)
    return text.replace(_OPEN, "[").replace(_CLOSE, "]")


class _LineAt:
    """The line, from 1, at which something is found; texts are read from front to back, so it counts on."""

    def __init__(self):
        self._text, self._place, self._line = "", 0, 1

    def __call__(self, found: re.Match) -> int:
        if found.string is not self._text or found.start() < self._place:
            self._text, self._place, self._line = found.string, 0, 1
        self._line += found.string.count("\n", self._place, found.start())
        self._place = found.start()
        return self._line


def _captioned(found: re.Match) -> str:
    parts = _CAPTION_PARTS.match(found[2])
    words = attributes_of(found[1]).get("caption", "")
    if parts is None:
        return f"<figure>{found[2]}</figure>"
    caption = parts[2].strip() or escape(words)
    return f"<figure>{parts[1]}<figcaption>{caption}</figcaption></figure>" if caption else parts[1]


def titles_of_players(embedded: list[str], language: str) -> dict[str, str]:
    """Titles by the address of the player, out of the frames that WordPress has kept for the addresses in a post."""
    found = {}
    for frame in embedded:
        said = attributes_of(frame)
        player = recognise(said.get("src", ""), language or "en")
        if player and said.get("title"):
            found[player.address] = said["title"]
    return found
