"""What is found for whom: one question to PostgreSQL, which also decides what the searcher may see.

Composed by hand: the ORM has no words for most of it, and every page of results asks it.
"""

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from django.db import connection

from ai4t.languages import Text
from ai4t.searching.excerpts import Part, marked
from ai4t.searching.indexing import PIECE
from ai4t.searching.kinds import Sql, kind_named, kinds
from ai4t.searching.normalising import meant_by, stemmer, written_words
from ai4t.searching.sources import source_languages

ON_A_PAGE = 10
LONGEST = 200
_MOST_WORDS = 12
_MOST_PAGES = 500

# In each language apart, so that the index of words is asked first, whatever the planner thinks of the rest.
_FOUND = """
WITH visible(kind, group_id, may_read) AS MATERIALIZED ({visible}), matched AS MATERIALIZED ({matched}),
found AS MATERIALIZED (
    SELECT DISTINCT ON (kind, group_id, key) id, kind, group_id, key, is_here, lexemes, may_read,
        ts_rank(words, CASE WHEN may_read THEN query ELSE in_titles END, 1) AS rank
    FROM matched JOIN visible USING (kind, group_id)
    WHERE may_read OR words @@ in_titles
    ORDER BY kind, group_id, key, is_here DESC
)
"""
_MATCHED = """
SELECT entry.id, entry.kind, entry.group_id, entry.key, entry.words, %s AS is_here, asked.*
FROM ai4t_searchentry entry, (SELECT to_tsquery(%s::regconfig, %s) AS query, to_tsquery(%s::regconfig, %s) AS in_titles,
    tsvector_to_array(to_tsvector(%s::regconfig, %s)) AS lexemes) asked
WHERE entry.language = %s AND entry.words @@ to_tsquery(%s::regconfig, %s)
"""
# A text that is not translated stands in where there is none.
_STANDS_IN = """
AND entry.is_source AND NOT EXISTS (SELECT FROM ai4t_searchentry own WHERE own.kind = entry.kind
    AND own.group_id = entry.group_id AND own.key = entry.key AND own.language = %s AND own.has_text)
"""
_IS_EMPTY = "SELECT numnode(to_tsquery(%s::regconfig, %s)) = 0"
_PLACES = "SELECT id, kind, group_id, key FROM found"
# Three pieces of the text, around the one in which most of the words stand.
_SHOWN = f"""
SELECT page.total, entry.kind, entry.title, entry.title_language, entry.address, entry.place, entry.language,
    excerpt.first, excerpt.text, excerpt.hits, cardinality(entry.pieces)
FROM (
    SELECT id, is_here, may_read, lexemes, rank, count(*) OVER () AS total FROM found WHERE id <> ALL (%s)
    ORDER BY is_here DESC, rank DESC, id LIMIT %s OFFSET %s
) page
JOIN ai4t_searchentry entry USING (id)
LEFT JOIN LATERAL (
    WITH hit AS (
        SELECT word.lexeme, place.position
        FROM unnest(entry.words) AS word, unnest(word.positions, word.weights) AS place(position, weight)
        WHERE word.lexeme = ANY (page.lexemes) AND place.weight = 'D'
    ),
    best(piece) AS MATERIALIZED (
        SELECT coalesce((
            SELECT (position - 1) / {PIECE} FROM hit GROUP BY 1
            ORDER BY count(DISTINCT lexeme) DESC, count(*) DESC, 1 LIMIT 1
        ), 0)
    )
    SELECT greatest(piece - 1, 0) * {PIECE} + 1 AS first,
        array_to_string(entry.pieces[greatest(piece, 1):greatest(piece, 1) + 2], '') AS text,
        ARRAY(SELECT position::integer FROM hit WHERE (position - 1) / {PIECE} BETWEEN piece - 1 AND piece + 2) AS hits
    FROM best
) excerpt ON page.may_read
ORDER BY page.is_here DESC, page.rank DESC, page.id
"""


@dataclass(frozen=True)
class Found:
    """``excerpt`` is empty where the searcher may read no more than the title."""

    kind: Any
    title: Text
    url: str
    place: tuple[Text, ...]
    language: str
    excerpt: list[Part]
    begins_before: bool
    goes_on: bool


@dataclass(frozen=True)
class Answer:
    """``has_all_words``: else no page has all of them, and those found have some.

    ``is_too_common``: the words are such as stand on every page, so that they are not looked for.
    """

    total: int
    number: int
    found: list[Found]
    has_all_words: bool = True
    is_too_common: bool = False

    @property
    def pages(self) -> int:
        return min(_MOST_PAGES, -(-self.total // ON_A_PAGE))

    @property
    def starts_at(self) -> int:
        return (self.number - 1) * ON_A_PAGE + 1


class Question:
    """What somebody typed, and the language of the page she typed it on."""

    def __init__(self, typed: str, language: str):
        self.words = _words(typed)
        self.language = language

    @cached_property
    def languages(self) -> list[str]:
        """That of the page, and those in which texts stand that are not translated."""
        return list(dict.fromkeys([self.language, *source_languages()]))

    @cached_property
    def meant(self) -> dict[str, list[list[str]]]:
        """For each language, what each word may stand for."""
        return {code: [sorted(meant_by(word, code)) for word in self.words] for code in self.languages}

    def matched(self, *, all_words: bool) -> Sql:
        """SQL for the entries that have the words, in one language after the other."""
        joint = " & " if all_words else " | "
        asked, parameters = [], []
        for language, meant in self.meant.items():
            is_here, config = language == self.language, stemmer(language)
            query = _query(meant, joint)
            in_titles = joint.join(f"({' | '.join(f'{word}:A' for word in words)})" for words in meant)
            every = " ".join(word for words in meant for word in words)
            asked.append(_MATCHED if is_here else _MATCHED + _STANDS_IN)
            parameters += [is_here, config, query, config, in_titles, config, every, language, config, query]
            parameters += [] if is_here else [self.language]
        return " UNION ALL ".join(asked), parameters

    def is_too_common(self) -> bool:
        """Whether all are stop words in the language of the page."""
        with connection.cursor() as cursor:
            cursor.execute(_IS_EMPTY, [stemmer(self.language), _query(self.meant[self.language], " | ")])
            return cursor.fetchone()[0]


def ask(question: Question, *, user, number: int = 1) -> Answer:
    """The pages that have all words of the question, or else some; ``number`` counts pages of results from 1."""
    if not question.words:
        return Answer(0, 1, [])
    number = min(max(number, 1), _MOST_PAGES)
    answer = _answer(question, user, number, all_words=True)
    if not answer.total and len(question.words) > 1:
        answer = _answer(question, user, number, all_words=False)
    return answer if answer.total else replace(answer, is_too_common=question.is_too_common())


def count(question: Question, *, user) -> int:
    """How many pages have all the words."""
    return _answer(question, user, 1, all_words=True).total


def _answer(question: Question, user, number: int, *, all_words: bool) -> Answer:
    found = _found(question, user, all_words=all_words)
    hidden = _closed(found, user)
    rows = _rows(found, _SHOWN, [hidden, ON_A_PAGE, (number - 1) * ON_A_PAGE])
    if not rows and number > 1:
        number = 1
        rows = _rows(found, _SHOWN, [hidden, ON_A_PAGE, 0])
    total = rows[0][0] if rows else 0
    return Answer(total, number, [_shown(row, question.language) for row in rows], all_words)


def _found(question: Question, user, *, all_words: bool) -> Sql:
    visible, parameters = [], []
    for kind in kinds():
        sql, of_kind = kind.visible(user)
        visible.append(f"SELECT %s::text, own.* FROM ({sql}) own")
        parameters += [kind.name, *of_kind]
    matched, of_question = question.matched(all_words=all_words)
    return _FOUND.format(visible=" UNION ALL ".join(visible), matched=matched), [*parameters, *of_question]


def _closed(found: Sql, user) -> list[int]:
    """The entries that some closure keeps from her; asked only while there are closures."""
    may_close = {kind.name for kind in kinds() if kind.may_close()}
    if not may_close:
        return []
    rows = [row for row in _rows(found, _PLACES, []) if row[1] in may_close]
    closed = {
        (name, *place)
        for name in may_close
        for place in kind_named(name).closed(
            user, {(group_id, key) for _pk, kind, group_id, key in rows if kind == name}
        )
    }
    return [pk for pk, *place in rows if tuple(place) in closed]


def _rows(found: Sql, rest: str, parameters: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(found[0] + rest, [*found[1], *parameters])
        return cursor.fetchall()


def _shown(row: tuple, page_language: str) -> Found:
    _total, kind, title, title_language, address, place, language, first, text, hits, pieces = row
    excerpt = marked(text.strip(), first=first, hits=hits) if text else []
    return Found(
        kind=kind_named(kind).label,
        title=_text(title, title_language, page_language),
        url=f"/{page_language}/{address}",
        place=_place(place, page_language),
        language=language,
        excerpt=excerpt,
        begins_before=bool(excerpt) and first > 1,
        goes_on=bool(excerpt) and first + 3 * PIECE <= pieces * PIECE,
    )


# The modules of courses and the parts of books that are searched this week.
@lru_cache(maxsize=512)
def _place(place: str, page_language: str) -> tuple[Text, ...]:
    return tuple(_text(value, lang, page_language) for value, lang in json.loads(place))


def _text(value: str, lang: str, page_language: str) -> Text:
    return Text(value, lang, lang != page_language)


def _query(meant: list[list[str]], joint: str) -> str:
    return joint.join(f"({' | '.join(words)})" for words in meant)


def _words(typed: str) -> list[str]:
    """Single letters ask for nothing that would not be found without them."""
    words = list(dict.fromkeys(written_words(typed[:LONGEST])))
    return [word for word in words if len(word) > 1][:_MOST_WORDS] or words[:1]


def as_typed(text: str) -> str:
    """What a page may show of what was typed: of a reasonable length, without what cannot be printed."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", text)[:LONGEST].strip()
