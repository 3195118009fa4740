"""The last step before a page: an allow-list that knows nothing of how the HTML came about, and trusts nobody.

Whatever a mistake elsewhere lets through ends here: no program, no style, no address of another site but in a link and
in the player that a reader starts.
"""

import re

import nh3
from django.conf import settings

from ai4t.markup import formulas
from ai4t.markup.html_names import names

ALLOWED_TAGS = names(
    """a abbr address aside audio b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl
    dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span
    strong sub summary sup table tbody td tfoot th thead time tr track u ul var video wbr"""
)

_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "rel", "referrerpolicy", "title", "download", "role", "aria-label"},
    "abbr": {"title"},
    "aside": {"role", "aria-label"},
    "audio": {"src", "controls", "preload", "loop", "aria-label"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open", "data-search", "data-found", "data-play"},
    "div": {
        "role",
        "aria-label",
        "tabindex",
        "data-provider",
        "data-src",
        "data-title",
        "data-on-paper",
        "data-activity",
    },
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "title", "loading", "decoding"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "section": {"role", "aria-label"},
    "span": {"role", "aria-label", "data-at"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"kind", "src", "srclang", "label", "default"},
    "video": {"src", "poster", "controls", "preload", "loop", "playsinline", "width", "height", "aria-label"},
    **formulas.ATTRIBUTES,
}
_PLACED = {"center", "start", "end"}
_KINDS = set(names("admonition note info abstract tip success question warning danger example quote"))
_CLASSES = {
    "a": {"address", "button", "quiet", "original", "elsewhere", "term", *_PLACED},
    "aside": _KINDS,
    "code": {"formula"},
    "details": {"transcript", *_KINDS},
    "div": {"activity-here", "embed", "film", "formula", "spoken", "table", *_KINDS, *_PLACED},
    "figure": {"small", "medium", "float-start", "float-end", *_PLACED},
    "img": {"small", "medium", "float-start", "float-end", *_PLACED},
    "p": {"note", "takeaway", "missing", "activity", "refused", "admonition-title", *_PLACED},
    "section": {"footnote"},
    "small": {"file"},
    "table": {"float-start", "float-end", *_PLACED},
    **{tag: _PLACED for tag in names("h2 h3 h4 h5 h6 figcaption td th span caption")},
}

_NUMBER = re.compile(r"\d{1,6}")
# Our own host by its path, a neighbour, or a place on this page. Nothing that a browser could read as another host.
_OWN = r"(?:/(?![/\\])|\.\./|#)[^\s\\<>\"`]*"
_OWN_ADDRESS = re.compile(_OWN)
_LINK = re.compile(rf"{_OWN}|https?://(?!/)[^\s\\<>\"'`@/?#]+(?:[/?#][^\s\\<>\"`]*)?|mailto:[^\s\\<>\"]+")
_SOURCES = re.compile(r"/(?!/)[^\s\\<>\"`,]* \d{1,5}w(?:, /(?!/)[^\s\\<>\"`,]* \d{1,5}w){0,9}")
_RULES = {
    "id": re.compile(r"[tnp]-[\w-]{1,100}"),
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "href": _LINK,
    "rel": re.compile(r"noopener( noreferrer)?"),
    "referrerpolicy": re.compile(r"strict-origin-when-cross-origin"),
    "role": re.compile(r"note|region|group|img|doc-noteref|doc-backlink|doc-endnotes"),
    "tabindex": re.compile("0"),
    "src": _OWN_ADDRESS,
    "poster": _OWN_ADDRESS,
    "srcset": _SOURCES,
    "sizes": re.compile(r"[\w\s(),.:-]{1,100}"),
    "loading": re.compile("lazy"),
    "decoding": re.compile("async"),
    "preload": re.compile("none"),
    "scope": re.compile(r"(col|row)(group)?"),
    "type": re.compile(r"[1aAiI]"),
    "start": re.compile(r"-?\d{1,6}"),
    "value": re.compile(r"-?\d{1,6}"),
    "datetime": re.compile(r"[\w:.+ -]{1,40}"),
    "data-activity": re.compile(r"[\w-]{1,100}"),
    "data-provider": re.compile(r"youtube|vimeo|peertube"),
    "kind": re.compile("captions"),
    "srclang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}"),
    "data-at": re.compile(r"\d{1,9}"),
    **{name: _NUMBER for name in ("width", "height", "colspan", "rowspan", "span")},
    **{name: re.compile("") for name in ("controls", "default", "loop", "open", "reversed", "playsinline")},
}
_FREE = frozenset(
    names(
        """alt alttext aria-label class data-found data-on-paper data-play data-search data-title download label target
        title"""
    )
)


def _allowed_value(tag: str, name: str, value: str) -> str | None:
    if name in _FREE:
        return value
    if name == "data-src":
        return value if any(value.startswith(f"{player}/") for player in settings.VIDEO_PLAYERS) else None
    if tag in formulas.PARTS and name not in {"id", "lang", "dir"}:
        return value if formulas.VALUE.fullmatch(value) else None
    return value if (rule := _RULES.get(name)) and rule.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=ALLOWED_TAGS | formulas.PARTS.keys(),
    attributes=_ATTRIBUTES,
    attribute_filter=_allowed_value,
    allowed_classes=_CLASSES,
    tag_attribute_values={"a": {"target": {"_blank"}}},
    clean_content_tags={"script", "style"},
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
)


def clean(html: str) -> str:
    """HTML that browsers read exactly as it was read here: cleaning it again changes nothing."""
    for _reading in range(4):
        cleaned = _CLEANER.clean(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    return html
