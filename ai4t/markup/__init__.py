"""Text -> safe HTML. Nothing outside this package may declare text safe.

Writers of pages read ``docs/markup.md``: it lists the classes that the HTML uses.
"""

from ai4t.markup.contract import Attachment, DeclaredTrack, Embed, OfferedCaptions, Picture, Problem, Rendered, Resolver
from ai4t.markup.metadata_block import MetadataBlock, split_metadata_block
from ai4t.markup.refusing import MarkupRefused
from ai4t.markup.rendering import render
from ai4t.markup.snippets import render_snippet, split_at

# Raised whenever the same source gives other HTML; stored beside the HTML, so that it can be built again.
RULES_VERSION = 12

__all__ = [
    "RULES_VERSION",
    "Attachment",
    "DeclaredTrack",
    "Embed",
    "MarkupRefused",
    "MetadataBlock",
    "OfferedCaptions",
    "Picture",
    "Problem",
    "Rendered",
    "Resolver",
    "render",
    "render_snippet",
    "split_at",
    "split_metadata_block",
]
