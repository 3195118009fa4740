"""Keys and titles of modules and sections, from their folders, their ``.pages`` and the numbers of their units."""

from collections import Counter

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.folders import Folder, Navigation
from ai4t.content.manuscripts.numbers import number_in, number_of, without_number
from ai4t.content.manuscripts.slugs import free, shape
from ai4t.content.manuscripts.titles import LONGEST, readable_name
from courses.importing.contents import ModuleContents, SectionContents
from courses.importing.structure import ModulePlan, SectionPlan


def module_key(plan: ModulePlan, before: list[ModuleContents], title: str) -> str:
    """``M1`` where a number is known, or else the folder's name."""
    taken = {module.key.casefold() for module in before}
    if plan.folder is None:
        return free("course", taken)
    number = number_of(plan.folder.name).parts or number_in(title).parts or _shared_number(plan.pages, 1)
    return free(f"M{number[0]}" if number else shape(plan.folder.name), taken)


def section_key(plan: SectionPlan, before: list[SectionContents], title: str) -> str:
    """``1.2`` where a number is known, or else the folder's name."""
    taken = {section.key.casefold() for section in before}
    if plan.folder is None:
        return free("units", taken)
    number = number_of(plan.folder.name).parts or number_in(title).parts or _shared_number(plan.pages, 2)
    return free(".".join(map(str, number)) if number else shape(plan.folder.name), taken)


class Titles:
    """Titles of modules and sections in all languages of the course, without their numbers."""

    def __init__(self, navigation: Navigation, languages: list[str], source_language: str, faults: Irregularities):
        self._navigation, self._languages = navigation, languages
        self._source_language, self._faults = source_language, faults

    def of(self, folder: Folder | None, instead: dict[str, str]) -> dict[str, str]:
        """The folder's titles; ``instead`` is what serves where there is no folder."""
        if folder is None:
            return dict(instead)
        titles = self._navigation.titles(folder.path, self._languages)
        if self._source_language not in titles:
            titles[self._source_language] = readable_name(folder.name)
            self._faults.note(
                folder.path,
                0,
                "folder-untitled",
                _("Nothing gives this folder a title; its name serves: “%(title)s”.")
                % {"title": titles[self._source_language]},
            )
        return {code: without_number(title)[:LONGEST] for code, title in titles.items()}


def _shared_number(pages, length: int) -> tuple[int, ...]:
    """The beginning that the numbers of all units share: units 0.1.1 and 0.4.1 are in module 0."""
    numbers = [number_of(page.label).parts[:length] for page in pages]
    shared = Counter(number for number in numbers if len(number) == length)
    return next(iter(shared)) if len(shared) == 1 and shared.total() == len(numbers) else ()
