"""A tree of files, read as a course. Nothing is written and nothing is rendered here."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from ai4t.content.file_languages import FileLanguages, is_text
from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import is_shown
from ai4t.content.manuscripts.folders import Folder, Navigation, course_folder, folder_tree
from ai4t.content.manuscripts.gathering import gather
from ai4t.content.manuscripts.joining import join_translations
from ai4t.content.manuscripts.manuscript import Page
from ai4t.content.manuscripts.numbers import without_number
from ai4t.content.navigation import Site, read_site
from ai4t.content.tree import Tree
from courses.importing.contents import CourseContents, ModuleContents, SectionContents, UnitContents
from courses.importing.keys import unit_keys
from courses.importing.naming import Titles, module_key, section_key
from courses.importing.structure import ModulePlan, arrange
from courses.importing.units import kind_of_page, unit_of

_ABOUT_THE_TREE = re.compile(
    r"(?:readme|licen[cs]e|copying|changelog|contributing|code.of.conduct|security|authors)\b.*", re.I | re.S
)
SITE_FILE = "mkdocs.yml"
_LONGEST_COURSE_TITLE = 200


class NothingToImport(Exception):
    """There is no unit in this tree; the text is meant for the person who asked for the import."""


def read_course(
    tree: Tree, faults: Irregularities, *, source_language: str = "", course_name: str = ""
) -> CourseContents:
    """The course in ``tree``. ``source_language`` and ``course_name`` are what is known without it, if anything."""
    site, site_paths = _site(tree, faults)
    paths = _paths_of_the_course(tree, site, faults)
    languages = FileLanguages(paths)
    source = source_language or _likely_source_language(paths, languages, site, faults)
    pages, used = gather(tree, paths, languages, source, faults)
    pages = join_translations(pages, source, faults)
    if not pages:
        raise NothingToImport(_("There is no text in this folder: a unit is a file whose name ends in .md."))
    navigation = Navigation(tree, paths, languages=languages, site=site, source_language=source, faults=faults)
    folder = course_folder(folder_tree(pages), site.docs_folder.rpartition("/")[2])
    shown = sorted({code for page in pages for code in page.manuscripts if is_shown(code)})
    contents = CourseContents(
        source_language=source,
        root=folder.path,
        titles=_course_titles(folder, navigation, site, source, shown) or {source: course_name},
        descriptions=_course_descriptions(site, source, shown),
        modules=[],
        used=used | navigation.used | site_paths,
    )
    plans = arrange(folder, navigation, source, faults)
    units = _units(pages, source, faults)
    titles = Titles(navigation, shown, source, faults)
    for plan in plans:
        contents.modules.append(_module(plan, contents, units, titles, navigation))
    _note_missing_languages(contents, faults)
    return contents


def _units(pages: list[Page], source: str, faults: Irregularities) -> dict[str, UnitContents]:
    kinds = {page.stem: kind_of_page(page, source, faults) for page in pages}
    keys = unit_keys(pages, kinds, source, faults)
    return {page.stem: unit_of(page, keys[page.stem], kinds[page.stem], source, faults) for page in pages}


def _module(plan: ModulePlan, contents: CourseContents, units, titles: Titles, navigation) -> ModuleContents:
    written = navigation.title(plan.folder.path) if plan.folder else ""
    module = ModuleContents(module_key(plan, contents.modules, written), titles.of(plan.folder, contents.titles))
    for part in plan.sections:
        written = navigation.title(part.folder.path) if part.folder else ""
        module.sections.append(
            SectionContents(
                section_key(part, module.sections, written),
                titles.of(part.folder, module.titles),
                [units[page.stem] for page in part.pages],
            )
        )
    return module


def _site(tree: Tree, faults: Irregularities) -> tuple[Site, set[str]]:
    inside = min((path for path in tree if path.rpartition("/")[2] == SITE_FILE), key=_depth, default=None)
    if inside:
        return read_site(tree[inside], path=inside, faults=faults), {inside}
    above = tree.above(SITE_FILE)
    return (read_site(above[1], path=above[0], faults=faults) if above else Site()), set()


def _paths_of_the_course(tree: Tree, site: Site, faults: Irregularities) -> list[str]:
    folder = site.path.rpartition("/")[0]
    docs = f"{folder}/{site.docs_folder}/".lstrip("/")
    has_docs = bool(site.path) and not site.path.startswith("../") and any(path.startswith(docs) for path in tree)
    paths = []
    for path in tree:
        if has_docs and not path.startswith(docs):
            if is_text(path):
                faults.note(path, 0, "not-course-text", _("This text lies outside the folder of the course."))
        elif is_text(path) and "/" not in path and _ABOUT_THE_TREE.fullmatch(path):
            faults.note(path, 0, "not-course-text", _("This text is about the files, not part of the course."))
        else:
            paths.append(path)
    return paths


def _likely_source_language(paths: list[str], languages: FileLanguages, site: Site, faults: Irregularities) -> str:
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
        _("Nothing says which language the course was written in; “%(code)s” has the most texts.") % {"code": code},
    )
    return code


def _course_titles(folder: Folder, navigation: Navigation, site: Site, source: str, shown: list[str]) -> dict[str, str]:
    named = {code: title for code, title in site.names.items() if code in shown}
    titles = {source: site.name, **named} if site.name else navigation.titles(folder.path, shown)
    return {code: without_number(title)[:_LONGEST_COURSE_TITLE] for code, title in titles.items()}


def _course_descriptions(site: Site, source: str, shown: list[str]) -> dict[str, str]:
    described = {code: text for code, text in site.descriptions.items() if code in shown}
    return {source: site.description, **described} if site.description else described


def _note_missing_languages(contents: CourseContents, faults: Irregularities) -> None:
    languages = contents.languages
    for unit in contents.units:
        missing = [code for code in languages if code not in unit.texts]
        path = min(unit.paths)
        if contents.source_language in missing:
            faults.note(
                path,
                0,
                "source-missing",
                _("This unit has no text in the source language “%(code)s”.") % {"code": contents.source_language},
            )
        if others := [code for code in missing if code != contents.source_language]:
            faults.note(
                path,
                0,
                "translation-missing",
                _("This unit is not translated into: %(languages)s.") % {"languages": ", ".join(others)},
            )


def _depth(path: str) -> tuple[int, str]:
    return path.count("/"), path
