"""Books in other formats as trees of our Markdown, so that one importer serves them all."""

from handbook.conversion.made_tree import MadeTree
from handbook.conversion.opening import tree_of

__all__ = ["MadeTree", "tree_of"]
