"""Which kind of question file this is, by what it holds and not by its name; and its questions."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ai4t.content.archives import Archive, ArchiveRefused
from ai4t.content.decoding import decode
from ai4t.content.irregularities import Irregularities
from courses.activities.contents import ActivityContents
from courses.question_files.aiken import is_aiken, read_aiken
from courses.question_files.gift import is_gift, is_surely_gift, read_gift
from courses.question_files.h5p.package import DESCRIPTION, Below, Package, is_page, package_of, package_of_page
from courses.question_files.h5p.reading import read_h5p
from courses.question_files.moodle_xml.quiz import is_moodle_xml, read_moodle_xml
from courses.question_files.naming import language_of
from courses.question_files.reading import FileRefused, QuestionRefused, Reading

_MOST_BYTES = 100 * 1024**2
_BEGINNING = 4096


def read_question_file(
    raw: bytes,
    *,
    path: str,
    faults: Irregularities,
    language: str = "",
    usual_language: str = "en",
    beside: Mapping[str, bytes] | None = None,
) -> ActivityContents:
    """The activity in a file; FileRefused with a sentence where nothing of it can come in.

    ``language`` is what the person says; else the file says it, by its name or inside, or it is ``usual_language``.
    ``beside`` holds the files around a page.
    """
    if len(raw) > _MOST_BYTES:
        raise FileRefused(_("The file is too large to be read."))
    if not raw.strip():
        raise FileRefused(_("The file is empty."))
    try:
        if raw.startswith(b"PK"):
            return _read_package(_in_archive(raw), path, faults, language, usual_language)
        if is_moodle_xml(raw):
            said = language_of(path, language, "", usual_language, faults)
            return read_moodle_xml(raw, Reading(path, said, faults))
        if is_page(raw.decode("utf-8", "replace")):
            return _read_package(package_of_page(raw, beside or {}), path, faults, language, usual_language)
        return _read_text(raw, path, faults, language_of(path, language, "", usual_language, faults))
    except QuestionRefused as refusal:
        raise FileRefused(str(refusal))


def read_package_folder(
    files: Mapping[str, bytes], *, path: str, faults: Irregularities, language: str = "", usual_language: str = "en"
) -> ActivityContents:
    """An H5P package that lies unpacked in a folder: the keys of ``files`` are paths inside it."""
    try:
        return _read_package(package_of(files), path, faults, language, usual_language)
    except QuestionRefused as refusal:
        raise FileRefused(str(refusal))


def holds_questions(raw: bytes) -> bool:
    """Whether a file is surely one of those that are read here, whatever comes of it."""
    if raw.startswith(b"PK"):
        return _has_description(raw)
    if is_moodle_xml(raw):
        return True
    text = raw.decode("utf-8", "replace")
    return is_page(text) or (not _is_markup(text) and (is_aiken(text) or is_surely_gift(text)))


def _read_package(package: Package, path, faults, language, usual_language) -> ActivityContents:
    said = language_of(path, language, package.language, usual_language, faults)
    return read_h5p(package, Reading(path, said, faults))


def _in_archive(raw: bytes) -> Package:
    try:
        archive = Archive(raw)
    except ArchiveRefused as refusal:
        raise FileRefused(str(refusal))
    if (files := _package_in(archive)) is not None:
        return package_of(files)
    if "imsmanifest.xml" in archive:
        raise FileRefused(_("This is a SCORM or Common Cartridge package; it holds no questions that can be read."))
    raise FileRefused(_("This archive is no H5P package: it has no %(name)s.") % {"name": DESCRIPTION})


def _package_in(archive: Archive) -> Mapping[str, bytes] | None:
    """The files of the package: at the top of the archive, or in the one folder that somebody packed."""
    if DESCRIPTION in archive:
        return archive
    folders = {path.partition("/")[0] for path in archive}
    folder = next(iter(folders))
    return Below(archive, f"{folder}/") if len(folders) == 1 and f"{folder}/{DESCRIPTION}" in archive else None


def _has_description(raw: bytes) -> bool:
    try:
        return _package_in(Archive(raw)) is not None
    except ArchiveRefused:
        return False


def _read_text(raw: bytes, path: str, faults: Irregularities, language: str) -> ActivityContents:
    odd = Irregularities()
    decoded = decode(raw, path=path, language=language, faults=odd)
    if decoded is None:
        raise FileRefused(_("This is no question file: neither H5P, GIFT, Aiken nor Moodle XML."))
    faults.extend(odd)
    text = decoded.text.lstrip("\ufeff")
    if _is_markup(text):
        raise FileRefused(_("This is HTML or XML, but no question file: neither an H5P page nor Moodle XML."))
    reading = Reading(path, language, faults)
    if is_aiken(text):
        return read_aiken(text, reading)
    if is_gift(text):
        return read_gift(text, reading)
    raise FileRefused(_("This is no question file: neither H5P, GIFT, Aiken nor Moodle XML."))


def _is_markup(text: str) -> bool:
    beginning = text[:_BEGINNING].lstrip("\ufeff \t\r\n").casefold()
    return beginning.startswith(("<?xml", "<!doctype", "<html", "<quiz"))
