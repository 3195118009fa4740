"""Modules, sections and units out of folders of any depth.

The first folder is the module, the second the section. Deeper folders join the section they are in; a unit directly in
a module stands in a section named like the module, and one outside all folders in a module named like the course.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.folders import Folder, Navigation
from ai4t.content.manuscripts.manuscript import Page


@dataclass
class SectionPlan:
    """``folder`` is None where the section exists only because units need one."""

    folder: Folder | None
    pages: list[Page] = field(default_factory=list)


@dataclass
class ModulePlan:
    """``folder`` is None for the module of pages outside all folders."""

    folder: Folder | None
    sections: list[SectionPlan] = field(default_factory=list)

    @property
    def pages(self) -> list[Page]:
        return [page for section in self.sections for page in section.pages]


def arrange(course: Folder, navigation: Navigation, source_language: str, faults: Irregularities) -> list[ModulePlan]:
    modules: list[ModulePlan] = []
    loose: ModulePlan | None = None
    for item in navigation.in_order(course):
        if isinstance(item, Folder):
            modules.append(_module(item, navigation, source_language, faults))
            continue
        if loose is None:
            loose = ModulePlan(None, [SectionPlan(None)])
            modules.append(loose)
        loose.sections[0].pages.append(item)
        faults.note(
            item.main(source_language).path,
            0,
            "unit-outside-modules",
            _("This unit is in no module; it stands in one named like the course."),
        )
    return modules


def _module(folder: Folder, navigation: Navigation, source_language: str, faults: Irregularities) -> ModulePlan:
    module = ModulePlan(folder)
    direct: SectionPlan | None = None
    for item in navigation.in_order(folder):
        page = item if isinstance(item, Page) else _page_with_a_folder_of_its_own(item)
        if page is None:
            module.sections.append(SectionPlan(item, _pages(item, navigation, folder.path, faults)))
            continue
        if direct is None:
            direct = SectionPlan(None)
            module.sections.append(direct)
        direct.pages.append(page)
        faults.note(
            page.main(source_language).path,
            0,
            "unit-outside-sections",
            _("This unit is in no section; it stands in one named like its module."),
        )
    return module


def _pages(section: Folder, navigation: Navigation, module_path: str, faults: Irregularities) -> list[Page]:
    pages: list[Page] = []
    for item in navigation.in_order(section):
        if isinstance(item, Page):
            pages.append(item)
        elif page := _page_with_a_folder_of_its_own(item) or _only_page(item):
            pages.append(page)
        else:
            inner = _pages(item, navigation, module_path, faults)
            pages += inner
            faults.note(
                item.path,
                0,
                "folder-folded",
                ngettext(
                    "This folder lies deeper than a section; its unit joins the section above.",
                    "This folder lies deeper than a section; its %(count)d units join the section above.",
                    len(inner),
                )
                % {"count": len(inner)},
            )
    return pages


def _page_with_a_folder_of_its_own(folder: Folder) -> Page | None:
    """``1-1-1-intro/index.md``: the folder is the unit, and gives it its name."""
    page = _only_page(folder)
    if page and page.name.casefold() in {"index", "readme", folder.name.casefold()}:
        return page
    return None


def _only_page(folder: Folder) -> Page | None:
    return next(iter(folder.pages.values())) if len(folder.pages) == 1 and not folder.folders else None
