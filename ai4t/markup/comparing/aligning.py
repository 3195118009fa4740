"""Which of two rows of things stand for each other, in their order, within what a page may cost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

# Looks that one comparison of two rows, and that all of a page, may cost.
_MOST_OF_ROWS = 200_000
_MOST_OF_PAGE = 3_000_000
_MOST_PAIRS = 400
# So much of the words of the shorter one must stand in both; cells of a table belong together by their places.
_LEAST = {"td": 0.0, "th": 0.0, **dict.fromkeys(["tr", "table", "ul", "ol", "dl", "div", "section"], 0.25)}
_LEAST_OF_OTHERS = 0.5


class Aligning:
    """Keeps account of what one page has cost; what would cost too much is taken for changed as a whole."""

    def __init__(self):
        self._left = _MOST_OF_PAGE

    def of_keys(self, old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, int, int, int, int]]:
        """Whether it stayed, and from where to where in ``old`` and in ``new``."""
        head, tail = _same_ends(old, new)
        old_end, new_end = len(old) - tail, len(new) - tail
        found = [(True, 0, head, 0, head)] if head else []
        for what, first, last, start, end in self._codes(old[head:old_end], new[head:new_end]):
            found.append((what == "equal", first + head, last + head, start + head, end + head))
        return [*found, (True, old_end, len(old), new_end, len(new))] if tail else found

    def _codes(self, old: Sequence[str], new: Sequence[str]) -> list[tuple]:
        if not old and not new:
            return []
        behind = Counter(new)
        cost = len(old) + len(new) + sum(count * behind[key] for key, count in Counter(old).items())
        if cost > min(self._left, _MOST_OF_ROWS):
            return [("replace", 0, len(old), 0, len(new))]
        self._left -= cost
        return SequenceMatcher(None, old, new, False).get_opcodes()

    def of_parts(self, old: Sequence, new: Sequence) -> Iterator[tuple]:
        """Pairs of parts, with None beside what came or went."""
        for is_kept, first, last, start, end in self.of_keys([one.key for one in old], [one.key for one in new]):
            if is_kept:
                yield from zip(old[first:last], new[start:end], strict=True)
            else:
                yield from self._alike(old[first:last], new[start:end])

    def _alike(self, old: Sequence, new: Sequence) -> Iterator[tuple]:
        if len(old) * len(new) > _MOST_PAIRS:
            yield from zip_longest(old, new)
            return
        done = done_too = 0
        for place, other in [*_best_pairs(old, new), (len(old), len(new))]:
            yield from ((one, None) for one in old[done:place])
            yield from ((None, one) for one in new[done_too:other])
            if place < len(old):
                yield old[place], new[other]
            done, done_too = place + 1, other + 1


def _same_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    most = min(len(old), len(new))
    head = next((place for place in range(most) if old[place] != new[place]), most)
    tail = next((place for place in range(most - head) if old[-1 - place] != new[-1 - place]), most - head)
    return head, tail


def _best_pairs(old: Sequence, new: Sequence) -> list[tuple[int, int]]:
    """Places in both, rising, of which the likenesses add up to the most."""
    best = [[(0.0, ())] * (len(new) + 1) for _ in range(len(old) + 1)]
    for place, one in enumerate(old):
        for other, another in enumerate(new):
            likeness = _likeness(one, another)
            choices = [best[place][other + 1], best[place + 1][other]]
            if likeness:
                before = best[place][other]
                choices.append((before[0] + likeness, (before[1], (place, other))))
            best[place + 1][other + 1] = max(choices, key=lambda choice: choice[0])
    return _unrolled(best[-1][-1])


def _unrolled(choice: tuple) -> list[tuple[int, int]]:
    pairs, chain = [], choice[1]
    while chain:
        chain, pair = chain
        pairs.append(pair)
    return pairs[::-1]


def _likeness(one, another) -> float:
    """0 where they are too different to be the same thing changed."""
    if one.tag != another.tag:
        return 0.0
    common = (one.words & another.words).total()
    share = common / max(1, min(one.words.total(), another.words.total()))
    return 0.01 + share if share >= _LEAST.get(one.tag, _LEAST_OF_OTHERS) else 0.0
