from handbook.models.book import Book
from handbook.models.build import Build, DownloadCount
from handbook.models.chapter import Chapter, ChapterFile, Part
from handbook.models.edition import Edition
from handbook.models.erratum import Erratum
from handbook.models.glossary import GlossaryTerm
from handbook.models.outside_link import OutsideLink

__all__ = [
    "Book",
    "Build",
    "Chapter",
    "ChapterFile",
    "DownloadCount",
    "Edition",
    "Erratum",
    "GlossaryTerm",
    "OutsideLink",
    "Part",
]
