"""Links between works: an author writes ``unit:first-steps/KEY`` or ``handbook:open-book/KEY``, whichever comes first.

Each app registers what can be led to (``LinkTargets``). Links are noted when pages are kept, so that a page can say
both what it leads to and what leads to it; see ``docs/search.md``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from ai4t import public_pages
from ai4t.languages import Text
from ai4t.models import ContentLink


@dataclass(frozen=True)
class LinkTarget:
    """A page as another one leads to it; ``row_id`` is its row in what everybody reads now."""

    row_id: int
    title: Text
    url: str


@dataclass(frozen=True)
class LinkTargets:
    """What can be led to in the works of one app; a work is known by its slug, a page of it by its key.

    ``exists`` may say yes of what is not published yet. ``url`` is in the language that is active. ``pages`` are by key
    and in order, and of what everybody may see only. ``names`` gives slug and key of rows. ``renew`` is called when
    links from or to a work may have changed, for an app that keeps what it has drawn.
    """

    scheme: str
    model: type[Model]
    group_model: type[Model]
    exists: Callable[[str, str], bool]
    url: Callable[[str, str], str]
    pages: Callable[[str, str], dict[str, LinkTarget]]
    names: Callable[[Iterable[int]], dict[int, tuple[str, str]]]
    slug_of: Callable[[Any], str]
    renew: Callable[[str], None] = lambda slug: None


_targets: dict[str, LinkTargets] = {}


def register(targets: LinkTargets) -> None:
    _targets[targets.scheme] = targets


def address_of(written: str) -> str | None:
    """Where ``unit:first-steps/KEY`` leads, in the language that is active; None where there is no such page."""
    scheme, slug, key = split(written)
    targets = _targets.get(scheme)
    return targets.url(slug, key) if targets and slug and key and targets.exists(slug, key) else None


def split(written: str) -> tuple[str, str, str]:
    """Scheme, slug and key; a place on the page is not part of it."""
    scheme, _colon, rest = unquote(written.partition("#")[0]).partition(":")
    slug, _slash, key = rest.partition("/")
    return scheme, slug, key.rstrip("/")


def as_target(scheme: str, slug: str, key: str) -> str:
    return f"{scheme}:{slug}/{key}"


def keep(model: type[Model], ids: set[int], leads_to: dict[tuple[int, str], Iterable[str]]) -> None:
    """Note where the texts of these rows lead to: by row and language, what their authors wrote."""
    targets = next((targets for targets in _targets.values() if targets.model is model), None)
    if targets is None:
        return
    from_type = ContentType.objects.get_for_model(model)
    names = targets.names(ids)
    wanted = {
        (row_id, language, as_target(*split(written)))
        for (row_id, language), all_ in leads_to.items()
        for written in all_
    }
    stored = ContentLink.objects.filter(from_type=from_type, from_id__in=ids)
    known = {(row.from_id, row.language, row.to_target): row.pk for row in stored}
    ContentLink.objects.filter(pk__in=[pk for link, pk in known.items() if link not in wanted]).delete()
    ContentLink.objects.bulk_create(
        ContentLink(
            from_type=from_type,
            from_id=row_id,
            from_target=as_target(targets.scheme, *names[row_id]),
            language=language,
            to_target=to_target,
        )
        for row_id, language, to_target in sorted(wanted - known.keys())
    )


def across(target: str, row_id: int, *, language: str) -> list[LinkTarget]:
    """The public pages of other works that this page leads to or that lead to it, each once, in the order of the works.

    The links of the page itself are those of the row ``row_id``. Whatever language the author of a link wrote in, it
    leads to the page in the language of its reader.
    """
    own_scheme = split(target)[0]
    links = ContentLink.objects.filter(Q(from_target=target, from_id=row_id) | Q(to_target=target))
    wanted: dict[tuple[str, str], list] = {}
    for link in links.order_by():
        leads_here = link.to_target == target
        scheme, slug, key = split(link.from_target if leads_here else link.to_target)
        if scheme != own_scheme and scheme in _targets:
            wanted.setdefault((scheme, slug), []).append((key, link.from_id if leads_here else None))
    return [
        page
        for (scheme, slug), ends in sorted(wanted.items())
        for key, page in _targets[scheme].pages(slug, language).items()
        if any(end == key and row_id in {None, page.row_id} for end, row_id in ends)
    ]


def renew_around(group: Model) -> None:
    """A release or an edition has changed: what leads to it, and what it leads to, is drawn anew."""
    for targets in _targets.values():
        if isinstance(group, targets.group_model):
            _renew_around(targets, targets.slug_of(group))


def _renew_around(targets: LinkTargets, slug: str) -> None:
    own = as_target(targets.scheme, slug, "")
    links = ContentLink.objects.filter(Q(from_target__startswith=own) | Q(to_target__startswith=own))
    ends = {end for link in links.values_list("from_target", "to_target").distinct() for end in link}
    others = {split(end)[:2] for end in ends} - {(targets.scheme, slug)}
    for scheme, other in sorted(others):
        if scheme in _targets:
            _targets[scheme].renew(other)
    if others:
        public_pages.renew()
