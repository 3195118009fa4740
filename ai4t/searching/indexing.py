"""Pages into the search: only what differs from its entry is written."""

import hashlib
import json
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import Model
from psycopg2.extras import execute_values

from ai4t.content.locking import lock
from ai4t.models import SearchEntry, SearchWord
from ai4t.searching.kinds import Kind, Page, kind_of, kinds
from ai4t.searching.normalising import VERSION, WORD, found_as, stemmer, written_words
from ai4t.searching.plain import plain_text
from ai4t.searching.sources import forget_source_languages
from ai4t.searching.vocabulary import note_words

# Words in a piece of a text; an excerpt is three of them. Raise VERSION in ``normalising`` with it.
PIECE = 15
_LOCK = "search"
_INSERT = """
INSERT INTO ai4t_searchentry (kind, group_id, key, language, is_source, has_text, address, title, title_language,
    place, pieces, fingerprint, words)
VALUES %s
"""
# The text comes first, so that a position in ``words`` is the number of the word in it.
_ROW = """
(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::text[], %s,
    to_tsvector(%s::regconfig, %s)
    || setweight(to_tsvector(%s::regconfig, %s), 'B') || setweight(to_tsvector(%s::regconfig, %s), 'A'))
"""


@transaction.atomic
def keep_in_step(group: Model) -> int:
    """Make the entries of a release or an edition what its pages are; the number of entries written.

    One after the other on the whole platform, so call it last: a transaction that waits here must hold nothing that the
    one it waits for may still want.
    """
    kind = kind_of(group)
    if kind is None:
        return 0
    lock(_LOCK)
    groups = kind.groups()
    SearchEntry.objects.filter(kind=kind.name).exclude(group_id__in=groups).delete()
    written = _keep(kind, group) if group.pk in groups else 0
    transaction.on_commit(forget_source_languages)
    return written


@transaction.atomic
def rebuild() -> int:
    """All entries and words anew; the number of entries."""
    lock(_LOCK)
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    for kind in kinds():
        for group in kind.group_model.objects.filter(pk__in=kind.groups()):
            _keep(kind, group)
    transaction.on_commit(forget_source_languages)
    return SearchEntry.objects.count()


def _keep(kind: Kind, group: Model) -> int:
    of_group = SearchEntry.objects.filter(kind=kind.name, group_id=group.pk)
    known = {(key, language): (pk, print_) for key, language, pk, print_ in of_group.values_list(*_IDENTITY)}
    changed, outdated = [], set()
    for page in kind.pages(group):
        pk, fingerprint = known.pop((page.key, page.language), (None, ""))
        if fingerprint != _fingerprint(page):
            changed.append(page)
            outdated.add(pk)
    outdated |= {pk for pk, _fingerprint in known.values()}
    SearchEntry.objects.filter(pk__in=outdated - {None}).delete()
    _write(kind, group, changed)
    return len(changed)


_IDENTITY = ("key", "language", "pk", "fingerprint")


def _fingerprint(page: Page) -> str:
    facts = [VERSION, page.key, page.is_source, page.address, page.html, _shown(page.title), *map(_shown, page.place)]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _write(kind: Kind, group: Model, pages: list[Page]) -> None:
    rows = []
    words: dict[str, set[str]] = {}
    for page in pages:
        text, headings = plain_text(page.html)
        rows.append(_row(kind, group, page, text, headings))
        words.setdefault(page.language, set()).update(written_words(f"{page.title.value} {text}"))
    if not rows:
        return
    with connection.cursor() as cursor:
        execute_values(cursor.cursor, _INSERT, rows, _ROW, page_size=50)
    for language, written in words.items():
        note_words(language, written)


def _row(kind: Kind, group: Model, page: Page, text: str, headings: str) -> tuple:
    config = stemmer(page.language)
    made_of = [part for said in (text, headings, page.title.value) for part in (config, _found(said, page.language))]
    return (
        kind.name,
        group.pk,
        page.key,
        page.language,
        page.is_source,
        bool(text),
        page.address,
        page.title.value,
        page.title.lang,
        json.dumps([_shown(title) for title in page.place]),
        pieces_of(text),
        _fingerprint(page),
        *made_of,
    )


def _found(text: str, language: str) -> str:
    return found_as(written_words(text), language)


def _shown(title) -> list[str]:
    return [title.value, title.lang]


def pieces_of(text: str) -> list[str]:
    """The text in pieces of ``PIECE`` words, each with what stands behind them."""
    starts = [word.start() for word in WORD.finditer(text)][::PIECE]
    return [text[begin:end] for begin, end in pairwise([*starts, len(text)])]
