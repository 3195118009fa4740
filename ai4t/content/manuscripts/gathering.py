"""Gathering the texts of a tree: each read, given its language, and put with its translations."""

from django.utils.translation import gettext as _

from ai4t.content.documents import Document, read_document
from ai4t.content.file_languages import FileLanguages, Place, is_text
from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import Tag, is_shown, tag
from ai4t.content.manuscripts.manuscript import Manuscript, Page
from ai4t.content.manuscripts.metadata_block import read_metadata_block
from ai4t.content.sidecars import Sidecar, read_sidecar
from ai4t.content.tree import Tree


def gather(
    tree: Tree, paths: list[str], languages: FileLanguages, source_language: str, faults: Irregularities
) -> tuple[list[Page], set[str]]:
    """The pages among ``paths`` in the order of their stems, and every file that was read for them."""
    pages: dict[str, Page] = {}
    sidecars = _Sidecars(tree, paths, faults)
    # A language in the name is believed before one in the folder, and that before none.
    rank = {"suffix": 0, "name": 1, "folder": 2, "": 3}
    places = {path: languages.place_of(path) for path in paths if is_text(path)}
    for path in sorted(places, key=lambda path: (rank[places[path].said_by], path)):
        place = places[path]
        read = Irregularities()
        document = read_document(
            tree[path], path=path, language=place.tag.code if place.tag else source_language, faults=read
        )
        if document is None:
            faults.extend(read)
            continue
        language = _language(place, document, source_language, faults)
        page = pages.setdefault(place.stem, Page(place.stem))
        if other := page.manuscripts.get(language):
            faults.note(
                path,
                0,
                "language-twice",
                _("“%(other)s” is the same text in the same language; this file was left out.") % {"other": other.path},
            )
            continue
        faults.extend(read)
        block, body = read_metadata_block(document.body, first_line=document.body_line, path=path, faults=faults)
        page.manuscripts[language] = Manuscript(document, language, body, block, sidecars.beside(path))
    sidecars.note_orphans()
    used = {manuscript.path for page in pages.values() for manuscript in page.manuscripts.values()} | sidecars.used
    return [pages[stem] for stem in sorted(pages)], used


def _language(place: Place, document: Document, source_language: str, faults: Irregularities) -> str:
    said = tag(document.field("language")) if document.field("language") else None
    found = place.tag or said
    if found is None:
        return source_language
    if found.is_alias:
        faults.note(
            document.path,
            0,
            "language-alias",
            _("“%(written)s” was read as the language “%(code)s”.") % {"written": found.written, "code": found.code},
        )
    _note_contradictions(place, said, document, faults)
    if not is_shown(found.code):
        faults.note(
            document.path,
            0,
            "language-unlisted",
            _("“%(code)s” is no language of this platform; the text was kept and is shown to nobody.")
            % {"code": found.code},
        )
    return found.code


def _note_contradictions(place: Place, said: Tag | None, document: Document, faults: Irregularities) -> None:
    if place.contradicts:
        faults.note(
            document.path,
            0,
            "language-disagrees",
            _("The folder is for “%(folder)s” and the file for “%(file)s”; the file is believed.")
            % {"folder": place.contradicts.code, "file": place.tag.code},
        )
    if said and place.tag and said.code != place.tag.code:
        faults.note(
            document.path,
            document.line_of("language"),
            "language-disagrees",
            _("The head of the file says “%(head)s” and its name “%(name)s”; the name is believed.")
            % {"head": said.code, "name": place.tag.code},
        )


class _Sidecars:
    """The XML files of a tree, handed out to the texts beside them."""

    def __init__(self, tree: Tree, paths: list[str], faults: Irregularities):
        self._tree, self._faults = tree, faults
        self._waiting = {path.rpartition(".")[0]: path for path in paths if path.casefold().endswith(".xml")}
        self.used: set[str] = set()

    def beside(self, path: str) -> Sidecar | None:
        sidecar_path = self._waiting.pop(path.rpartition(".")[0], None)
        if sidecar_path is None:
            return None
        self.used.add(sidecar_path)
        return read_sidecar(self._tree[sidecar_path], path=sidecar_path, faults=self._faults)

    def note_orphans(self) -> None:
        for path in self._waiting.values():
            quietly = Irregularities()
            sidecar = read_sidecar(self._tree[path], path=path, faults=quietly)
            if sidecar and (sidecar.has("identifier") or sidecar.has("publisher")):
                self._faults.extend(quietly)
                self._faults.note(path, 0, "sidecar-orphan", _("There is no text beside this record of metadata."))
                self.used.add(path)
