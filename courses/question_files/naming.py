"""The language of a question file: said by a person, by its name, or by the file itself."""

import posixpath
import re
from collections import Counter

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import Tag, is_shown, tag

_DOTTED = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)")
# In capitals behind a dash a language is meant; in small letters "what-is-it" would be Italian.
_DASHED = re.compile(r"(.+)[-_ ]([A-Z]{2})")
_ANY_DASHED = re.compile(r"(.+)[-_ ]([A-Za-z]{2})")


def split_language(path: str, *, any_case: bool = False) -> tuple[str, Tag | None]:
    """``quiz.sl.gift`` and ``quiz-SL.h5p`` as ("quiz", sl)."""
    stem = posixpath.splitext(posixpath.basename(path.replace("\\", "/")))[0]
    for pattern in (_DOTTED, _ANY_DASHED if any_case else _DASHED):
        if (found := pattern.fullmatch(stem)) and (code := tag(found[2])) and is_shown(code.code):
            return found[1], code
    return stem, None


def split_languages(paths: list[str]) -> dict[str, tuple[str, Tag | None]]:
    """The same for files given together: small letters count where the name has a twin in another language."""
    split = {path: split_language(path) for path in paths}
    loose = {path: split_language(path, any_case=True) for path in paths}
    families = Counter(stem for stem, code in loose.values() if code)
    bare = {stem for stem, code in split.values() if code is None}
    for path, (stem, code) in loose.items():
        if code and (families[stem] > 1 or stem in bare - {split[path][0]}):
            split[path] = (stem, code)
    return split


def language_of(path: str, said: str, inside: str, usual: str, faults: Irregularities) -> str:
    """The person is believed first, then the name, then the file: authors rarely tell H5P their language."""
    inner = tag(inside) if inside else None
    if inner and not is_shown(inner.code):
        inner = None
    if said:
        return said
    _stem, named = split_language(path)
    if named and inner and named.code.partition("-")[0] != inner.code.partition("-")[0]:
        faults.note(
            path,
            0,
            "language-disagrees",
            _("The name says “%(name)s” and the file itself “%(inside)s”; the name is believed.")
            % {"name": named.code, "inside": inner.code},
        )
    found = named or inner
    return found.code if found else usual
