"""Where nothing is found: words of our pages that are near those that were typed."""

from django.db import connection

from ai4t.searching.asking import Question, count
from ai4t.searching.normalising import folded
from ai4t.searching.vocabulary import SHORTEST, trigrams

OFFERED = 3
_MOST_WORDS = 4
# Of those that share letters in a row, so many are looked at more closely; the first are the likeliest.
_LOOKED_AT = 60
_ALIKE = """
SELECT word, folded, known FROM (
    SELECT word, folded, folded = %s AS known,
        (SELECT count(*) FROM unnest(trigrams) AS one WHERE one = ANY (%s::varchar[])) AS shared,
        cardinality(trigrams) AS of
    FROM ai4t_searchword WHERE language = %s AND trigrams && %s::varchar[]
) alike ORDER BY known DESC, shared::real / (of + %s - shared) DESC, folded LIMIT %s
"""


def near(question: Question, *, user) -> list[str]:
    """At most ``OFFERED`` questions near the one that was typed, each of which finds something for this person."""
    words = question.words
    if not words or len(words) > _MOST_WORDS:
        return []
    choices = [_choices(word, question.language) for word in words]
    most = max(map(len, choices))
    offered = dict.fromkeys(
        " ".join(of_word[min(turn, len(of_word) - 1)] for of_word in choices) for turn in range(most)
    )
    typed = " ".join(words)
    tried = [text for text in offered if text != typed][: OFFERED * 2]
    found = [text for text in tried if count(Question(text, question.language), user=user)]
    return found[:OFFERED]


def _choices(word: str, language: str) -> list[str]:
    """The likeliest first: the word itself where our pages have it, else those near it."""
    key = folded(word)
    if len(key) < SHORTEST - 1:
        return [word]
    pieces = trigrams(key)
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [key, pieces, language, pieces, len(pieces), _LOOKED_AT])
        rows = cursor.fetchall()
    if rows and rows[0][2]:
        return [word]
    alike = sorted((cost, other) for other, spelt, _known in rows if (cost := _cost(key, spelt)) is not None)
    return [other for _cost_of_it, other in alike] or [word]


def _cost(typed: str, known: str) -> int | None:
    """Slips of the hand between two words; a longer word that begins as typed counts as two. None: too far apart."""
    if len(typed) >= SHORTEST and known.startswith(typed):
        return 2
    slips = _slips(typed, known)
    return slips if slips <= (1 if len(typed) < 6 else 2) else None


def _slips(one: str, other: str) -> int:
    """Letters that are missing, too many, another one or in the wrong order (Damerau-Levenshtein)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, found in enumerate(other, start=1):
            costs = [before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != found)]
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == found:
                costs.append(earlier[j - 2] + 1)
            row.append(min(costs))
    return row[-1]
