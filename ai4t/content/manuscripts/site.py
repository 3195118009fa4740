"""What stands around the texts of a tree: its ``mkdocs.yml``, the folder of the texts, the language they began in."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from ai4t.content.file_languages import FileLanguages, is_text
from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import is_shown
from ai4t.content.navigation import Site, read_site
from ai4t.content.tree import Tree

SITE_FILE = "mkdocs.yml"
_ABOUT_THE_TREE = re.compile(
    r"(?:readme|licen[cs]e|copying|changelog|contributing|code.of.conduct|security|authors)\b.*", re.I | re.S
)


def site_of(tree: Tree, faults: Irregularities) -> tuple[Site, set[str]]:
    inside = min((path for path in tree if path.rpartition("/")[2] == SITE_FILE), key=_depth, default=None)
    if inside:
        return read_site(tree[inside], path=inside, faults=faults), {inside}
    above = tree.above(SITE_FILE)
    return (read_site(above[1], path=above[0], faults=faults) if above else Site()), set()


def paths_of_texts(tree: Tree, site: Site, faults: Irregularities) -> list[str]:
    folder = site.path.rpartition("/")[0]
    docs = f"{folder}/{site.docs_folder}/".lstrip("/")
    has_docs = bool(site.path) and not site.path.startswith("../") and any(path.startswith(docs) for path in tree)
    paths = []
    for path in tree:
        if has_docs and not path.startswith(docs):
            if is_text(path):
                faults.note(path, 0, "not-course-text", _("This text lies outside the folder of the texts."))
        elif is_text(path) and "/" not in path and _ABOUT_THE_TREE.fullmatch(path):
            faults.note(path, 0, "not-course-text", _("This text is about the files and does not belong to them."))
        else:
            paths.append(path)
    return paths


def likely_source_language(paths: list[str], languages: FileLanguages, site: Site, faults: Irregularities) -> str:
    if is_shown(site.default_language.casefold()):
        return site.default_language.casefold()
    tags = [languages.place_of(path).tag for path in paths if is_text(path)]
    codes = Counter(found.code for found in tags if found and is_shown(found.code))
    if "en" in codes or not codes or None in tags:
        return "en"
    code = max(codes, key=lambda code: (codes[code], code))
    faults.note(
        "",
        0,
        "source-language-guessed",
        _("Nothing says which language this was written in; “%(code)s” has the most texts.") % {"code": code},
    )
    return code


def _depth(path: str) -> tuple[int, str]:
    return path.count("/"), path
