"""A film from elsewhere in a book to take away: a sentence with its title and its address, in place of the player."""

from django.utils.translation import override
from lxml.html import HtmlElement

from ai4t.markup.films_on_paper import in_words, shared_address
from ai4t.markup.tree import element, replace
from handbook.building.words import Words


def name_films(root: HtmlElement, words: Words) -> bool:
    """Whether there were any."""
    boxes = root.xpath(".//div[contains(concat(' ', @class, ' '), ' embed ')]")
    for box in boxes:
        replace(box, _sentence(box, words))
    return bool(boxes)


def _sentence(box: HtmlElement, words: Words) -> HtmlElement:
    player = box.xpath("string(.//a/@href)")
    address = shared_address(player)
    with override(words.language):
        before, _address, behind = in_words(box.get("aria-label", ""), player).rpartition(address)
    return element("p", before, element("a", address, href=address), behind, classes="note")
