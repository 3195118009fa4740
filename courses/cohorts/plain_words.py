"""What a trainer types, for HTML: paragraphs of lines of words, in which secure addresses can be followed."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"(https://[^\s<>\"'“”„«»]{3,500})")
_ENDING = ".,;:!?…"


@dataclass(frozen=True)
class Piece:
    text: str
    is_address: bool = False


def paragraphs(text: str) -> list[list[list[Piece]]]:
    """Nothing here is HTML yet: the template escapes each piece."""
    return [[_pieces(line) for line in block.split("\n")] for block in re.split(r"\n\s*\n", text.strip())]


def _pieces(line: str) -> list[Piece]:
    pieces = []
    for number, part in enumerate(_ADDRESS.split(line)):
        if number % 2 == 0:
            pieces.append(Piece(part))
            continue
        address = _without_ending(part)
        pieces += [Piece(address, is_address=True), Piece(part[len(address) :])]
    return [piece for piece in pieces if piece.text]


def _without_ending(address: str) -> str:
    """A full stop or a parenthesis that belongs to the sentence is not part of the address."""
    address = address.rstrip(_ENDING)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_ENDING)
    return address
