"""What names a language: a code, one that people write for it, or its name in English or in itself."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.conf.locale import LANG_INFO

# What people write for a language although the code is another one.
ALIASES = {
    "si": "sl", "gr": "el", "cz": "cs", "dk": "da", "ua": "uk", "iw": "he", "no": "nb", "jp": "ja", "cn": "zh",
    "al": "sq", "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it", "slv": "sl", "spa": "es",
    "por": "pt", "nld": "nl", "pol": "pl", "ces": "cs", "slk": "sk", "hrv": "hr", "hun": "hu", "ell": "el", "ara": "ar",
    "heb": "he",
}  # fmt: skip
# ISO 639-1, so that ``notes.old.md`` is not taken for a text in a language called "old".
_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
_LONGER = "ast ckb dsb fil hsb kab rup sma sme smj szl vec"
_CODES = frozenset((_ISO_639_1 + _LONGER).split())
_LONGEST_TAG = 35
_TAG = re.compile(r"(?P<base>[a-z]{2,3})(?:-(?:[a-z]{4}|[a-z]{2}|\d{3}|[a-z\d]{5,8}))*")


@dataclass(frozen=True)
class Tag:
    """A language as the tree writes it and as we write it."""

    written: str
    code: str

    @property
    def is_alias(self) -> bool:
        return self.code != self.written.casefold().replace("_", "-")


def tag(written: str) -> Tag | None:
    """The language that ``written`` names, or None when it names none."""
    wanted = written.strip().casefold().replace("_", "-")
    match = _TAG.fullmatch(wanted)
    if not match or len(wanted) > _LONGEST_TAG:
        return None
    base = match["base"]
    if base in ALIASES:
        return Tag(written, ALIASES[base] + wanted[len(base) :])
    return Tag(written, wanted) if base in _CODES else None


def is_shown(code: str) -> bool:
    """Whether the schema has columns for this language; texts in another one are kept and shown to nobody."""
    return code in _schema_codes()


def tag_of_folder(name: str) -> Tag | None:
    """A folder may also be called by the name of the language: ``slovenian`` or ``Slovenščina``."""
    if found := tag(name):
        return found
    code = _names_of_languages().get(_bare(name))
    return Tag(name, code) if code else None


def _schema_codes() -> frozenset[str]:
    return frozenset(code for code, _name in settings.LANGUAGES)


@cache
def _names_of_languages() -> dict[str, str]:
    codes = _schema_codes()
    return {
        _bare(str(info[name])): code
        for code, info in LANG_INFO.items()
        if code in codes and "name_local" in info
        for name in ("name", "name_local")
    }


def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
