"""Links to files that a learner takes away, with what she should know before: their kind and size."""

from pathlib import PurePosixPath

from django.template.defaultfilters import filesizeformat
from lxml.html import HtmlElement

from ai4t.markup.addresses import quoted
from ai4t.markup.contract import Attachment
from ai4t.markup.draft import Draft
from ai4t.markup.tree import element


def download_link(file: Attachment, target: str, words: str, draft: Draft) -> list["HtmlElement | str"]:
    draft.downloads.append(target)
    return [element("a", words, href=quoted(file.href), download=file.name), " ", file_facts(file)]


def file_facts(file: Attachment) -> HtmlElement:
    """Such as (PDF, 1.2 MB); the letters of the file's ending are the same in every language."""
    ending = PurePosixPath(file.name).suffix.lstrip(".").upper()[:8]
    size = filesizeformat(file.size)
    return element("small", f"({ending}, {size})" if ending else f"({size})", classes="file")
