"""A number for every block of a page, by which it can be cited and spoken about."""

from ai4t.markup.draft import Draft

_BLOCKS = ("p", "ul", "ol", "dl", "blockquote", "pre", "figure", "div", "aside", "details")


def number_blocks(draft: Draft) -> None:
    """Blocks that the author named keep their name and take a number all the same, so that others do not move."""
    blocks = [block for block in draft.root if block.tag in _BLOCKS]
    for number, block in enumerate(blocks, start=1):
        if not block.get("id"):
            block.set("id", f"p-{number}")
