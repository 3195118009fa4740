"""The files of a book that are done, as its pages name them to machines."""

from dataclasses import dataclass

from ai4t import lrmi
from handbook.building.naming import MEDIA_TYPES
from handbook.contents import Contents
from handbook.lasting_files import lasting_url
from handbook.models import Build, Edition
from handbook.states import BuildState, Format


@dataclass(frozen=True)
class FileOfBook:
    form: Format
    language: str
    url: str

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.form]


def files_of(edition: Edition, lines: Contents) -> tuple[FileOfBook, ...]:
    """In the language of the page, or else of the original, by their lasting addresses."""
    done = Build.objects.filter(
        edition=edition, state=BuildState.DONE, language__in={lines.language, lines.source_language}
    )
    made = set(done.order_by().values_list("language", "format").distinct())
    language = lines.language if lines.language in dict(made) else lines.source_language
    return tuple(
        FileOfBook(form, language, lrmi.absolute(lasting_url(edition, language, form)))
        for form in Format
        if (language, form) in made
    )
