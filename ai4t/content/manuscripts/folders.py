"""Folders of a course: where it begins in the tree, what each folder is called, and the order of what is in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t.content.file_languages import FileLanguages, is_text
from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.manuscript import Page
from ai4t.content.manuscripts.numbers import in_natural_order, number_of
from ai4t.content.navigation import REST, Pages, Site, read_pages
from ai4t.content.tree import Tree

ORDER_FILE = ".pages"


@dataclass
class Folder:
    """What is directly in one folder, without regard to language."""

    path: str
    pages: dict[str, Page] = field(default_factory=dict)
    folders: dict[str, "Folder"] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def folder_tree(pages: list[Page]) -> Folder:
    top = Folder("")
    for page in pages:
        folder = top
        for part in page.stem.split("/")[:-1]:
            path = f"{folder.path}/{part}".lstrip("/")
            folder = folder.folders.setdefault(part, Folder(path))
        folder.pages[page.name] = page
    return top


def course_folder(top: Folder, docs_folder: str) -> Folder:
    """The folder whose folders are the modules: wrappers such as ``docs/1-Mooc/`` are stepped through."""
    folder = top
    while not folder.pages and len(folder.folders) == 1:
        only = next(iter(folder.folders.values()))
        if only.name != docs_folder and _depth(only) < 2 and not _holds_modules(only):
            break
        folder = only
    return folder


def _depth(folder: Folder) -> int:
    """How many folders lie between this one and its deepest page."""
    return max((1 + _depth(inner) for inner in folder.folders.values()), default=0)


def _holds_modules(folder: Folder) -> bool:
    numbered = [name for name in folder.folders if len(number_of(name).parts) == 1 and not name[:1].isdecimal()]
    return len(numbered) > 1


class Navigation:
    """The ``.pages`` files of a tree: titles by language, and orders."""

    def __init__(
        self,
        tree: Tree,
        paths: list[str],
        *,
        languages: FileLanguages,
        site: Site,
        source_language: str,
        faults: Irregularities,
    ):
        self._site, self._source_language, self._faults = site, source_language, faults
        self._files: dict[str, dict[str, Pages]] = defaultdict(dict)
        self.used: set[str] = set()
        for path in paths:
            folder, _slash, name = path.rpartition("/")
            if name != ORDER_FILE:
                continue
            neutral, folder_tag = languages.neutral_folder(folder)
            code = folder_tag.code if folder_tag else source_language
            self._files[neutral][code] = read_pages(tree[path], path=path, language=code, faults=faults)
            self.used.add(path)

    def title(self, folder: str) -> str:
        """The folder's title in the source language, its number included; empty when nobody gave one."""
        main = self._main(folder)
        return (main.title if main else "") or self._title_in_the_order_above(folder)

    def titles(self, folder: str, course_languages: list[str]) -> dict[str, str]:
        """The title by language, as far as the tree knows it; what is missing is noted."""
        title = self.title(folder)
        titles = {self._source_language: title} if title else {}
        missing = []
        for code in course_languages:
            if code == self._source_language:
                continue
            own = self._files.get(folder, {}).get(code)
            translated = (own.title if own else "") or self._site.translated(title, code)
            if translated:
                titles[code] = translated
            elif title:
                missing.append(code)
        if missing:
            main = self._main(folder)
            self._faults.note(
                main.path if main else folder,
                0,
                "title-untranslated",
                _("The title “%(title)s” is not translated into: %(languages)s.")
                % {"title": title, "languages": ", ".join(missing)},
            )
        return titles

    def in_order(self, folder: Folder) -> list[Page | Folder]:
        """What is in the folder, in the author's order; what the order forgets comes last, by name, and is noted."""
        left = {**folder.pages, **{f"{name}/": inner for name, inner in folder.folders.items()}}
        by_name = sorted(left, key=lambda name: in_natural_order(name.rstrip("/")))
        main = self._main(folder.path)
        if not main or not main.entries:
            return [left[name] for name in by_name]
        names = _Names(left)
        ordered: list[str] = []
        place_of_rest = None
        for entry in main.entries:
            if entry.name == REST:
                place_of_rest = len(ordered)
            elif name := names.take(entry.name):
                ordered.append(name)
            else:
                self._faults.note(
                    main.path,
                    entry.line,
                    "nav-missing",
                    _("“%(name)s” stands in the order and not in the folder.") % {"name": entry.name},
                )
        taken = set(ordered)
        rest = [name for name in by_name if name not in taken]
        if place_of_rest is None:
            for name in rest:
                self._note_forgotten(left[name], main)
            place_of_rest = len(ordered)
        return [left[name] for name in (*ordered[:place_of_rest], *rest, *ordered[place_of_rest:])]

    def _main(self, folder: str) -> Pages | None:
        files = self._files.get(folder, {})
        return files.get(self._source_language) or next((files[code] for code in sorted(files)), None)

    def _title_in_the_order_above(self, folder: str) -> str:
        above, _slash, name = folder.rpartition("/")
        main = self._main(above) if folder else None
        return next((entry.title for entry in main.entries if entry.name == name), "") if main else ""

    def _note_forgotten(self, item: Page | Folder, main: Pages) -> None:
        path = item.path if isinstance(item, Folder) else item.main(self._source_language).path
        self._faults.note(
            path, 0, "nav-unlisted", _("The order in %(path)s does not name this; it comes last.") % {"path": main.path}
        )


class _Names:
    """The names in one folder, each given out once: with or without suffix, language and the right case."""

    def __init__(self, names: Iterable[str]):
        self._left = set(names)
        self._folded = {name.casefold().strip(): name for name in self._left}

    def take(self, name: str) -> str | None:
        stem = name.rpartition(".")[0] if is_text(name) else name
        bare = stem.rpartition(".")[0] or stem
        folded = [self._folded.get(wanted.casefold()) for wanted in (f"{name}/", stem)]
        for wanted in (f"{name}/", stem, bare, *folded):
            if wanted in self._left:
                self._left.remove(wanted)
                return wanted
        return None
