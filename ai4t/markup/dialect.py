"""The dialect of Markdown that the course is written in (the extensions its ``mkdocs.yml`` names).

Left out on purpose: snippets and macros, which would run or read things; permalinks and bare addresses, which
``anchors`` and ``links`` make; ``meta``, which the reader of documents takes.
"""

from threading import local

from markdown import Markdown

from ai4t.markup.refusing import Limits, too_deep

_EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
_CONFIGURATION = {
    "tables": {"use_align_attribute": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.betterem": {"smart_enable": "all"},
    "pymdownx.highlight": {"use_pygments": False},
    # What is written as point (c) of a law, or 1/2, stays as it was written.
    "pymdownx.smartsymbols": dict.fromkeys(["copyright", "registered", "trademark", "care_of", "fractions"], False),
}
_ready = local()


def to_html(source: str) -> str:
    """HTML as the author meant it: not safe, not yet ours."""
    markdown = _ready.__dict__.pop("markdown", None) or Markdown(
        extensions=[*_EXTENSIONS, Limits()], extension_configs=_CONFIGURATION
    )
    try:
        html = markdown.reset().convert(source)
    except RecursionError:
        raise too_deep() from None
    # A parser that was interrupted keeps half a text in mind, so only one that came to the end is used again.
    _ready.markdown = markdown
    return html
