"""What lies at a path, told by its bytes and never by its name, as a tree of Markdown."""

from pathlib import Path

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import FolderTree, Tree, TreeRefused
from handbook.conversion.epub.reading import LIMITS, tree_of_epub
from handbook.conversion.epub.unwrapping import begins_soon
from handbook.conversion.long_chapters import Fit
from handbook.conversion.wxr.posts import is_export
from handbook.conversion.wxr.reading import tree_of_wxr

LARGEST_EXPORT = 100 * 1024**2
_BEGINNING = 64 * 1024


def tree_of(path: Path, faults: Irregularities, fit: Fit = lambda book: False) -> Tree:
    """A folder as it is; an EPUB or an export of Pressbooks as files of ours. TreeRefused for anything else.

    ``fit`` may give the chapters of a book that was read other keys and names; whether it did.
    """
    if path.is_dir():
        export = _export_in(path)
        if export is None:
            return FolderTree(path, faults)
        path = export
    raw = _bytes_of(path)
    if begins_soon(raw):
        return tree_of_epub(raw, faults, fit)
    if is_export(raw):
        if len(raw) > LARGEST_EXPORT:
            raise _too_large(path, LARGEST_EXPORT)
        return tree_of_wxr(raw, path=path.name, faults=faults, fit=fit, folder=path.parent)
    raise TreeRefused(
        _("%(path)s is neither an EPUB nor an export of Pressbooks (WXR). Please give one, or a folder of Markdown.")
        % {"path": path}
    )


def _export_in(folder: Path) -> Path | None:
    """The one export in a folder that holds no Markdown; the files that it names may lie beside it."""
    found = [path for path in sorted(folder.glob("*.xml")) if path.is_file() and _begins_as_export(path)]
    return found[0] if len(found) == 1 and next(folder.rglob("*.md"), None) is None else None


def _begins_as_export(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_export(file.read(_BEGINNING))
    except OSError:
        return False


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise TreeRefused(_("There is no file or folder at %(path)s.") % {"path": path})
        if path.stat().st_size > LIMITS.total:
            raise _too_large(path, LIMITS.total)
        return path.read_bytes()
    except OSError as problem:
        raise TreeRefused(
            _("The file %(path)s cannot be read: %(reason)s") % {"path": path, "reason": problem.strerror}
        ) from problem


def _too_large(path: Path, limit: int) -> TreeRefused:
    return TreeRefused(_("%(path)s is larger than %(limit)d MB.") % {"path": path, "limit": limit // 1024**2})
