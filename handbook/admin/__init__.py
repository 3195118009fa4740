"""The staff's lists and forms of the handbook; a file for each of the models' files."""

from handbook.admin import book, build, chapter, erratum, glossary, outside_link

__all__ = ["book", "build", "chapter", "erratum", "glossary", "outside_link"]
