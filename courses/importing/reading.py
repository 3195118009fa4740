"""A tree of files, read as a course. Nothing is written and nothing is rendered here."""

from django.utils.translation import gettext as _

from ai4t.content.file_languages import FileLanguages
from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import is_shown
from ai4t.content.manuscripts.folders import Folder, Navigation, course_folder, folder_tree
from ai4t.content.manuscripts.gathering import gather
from ai4t.content.manuscripts.joining import join_translations
from ai4t.content.manuscripts.manuscript import Page
from ai4t.content.manuscripts.numbers import without_number
from ai4t.content.manuscripts.site import likely_source_language, paths_of_texts, site_of
from ai4t.content.navigation import Site
from ai4t.content.tree import Tree
from courses.importing.contents import CourseContents, ModuleContents, SectionContents, UnitContents
from courses.importing.keys import unit_keys
from courses.importing.naming import Titles, module_key, section_key
from courses.importing.structure import ModulePlan, arrange
from courses.importing.units import kind_of_page, unit_of

_LONGEST_COURSE_TITLE = 200


class NothingToImport(Exception):
    """There is no unit in this tree; the text is meant for the person who asked for the import."""


def read_course(
    tree: Tree, faults: Irregularities, *, source_language: str = "", course_name: str = ""
) -> CourseContents:
    """The course in ``tree``. ``source_language`` and ``course_name`` are what is known without it, if anything."""
    site, site_paths = site_of(tree, faults)
    paths = paths_of_texts(tree, site, faults)
    languages = FileLanguages(paths)
    source = source_language or likely_source_language(paths, languages, site, faults)
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
