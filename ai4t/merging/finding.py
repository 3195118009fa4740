"""Accounts that may be one person's: the same name in her country, or the same address at another place."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from ai4t.models import User

_SHOWN = 20


def perhaps_the_same(person: User, people: QuerySet[User]) -> QuerySet[User]:
    """Of ``people`` (whom the asker may see), those who may be ``person`` under another address."""
    before_the_at = person.email.partition("@")[0]
    alike = Q(sort_key=person.sort_key, country=person.country) | Q(email__startswith=f"{before_the_at}@")
    return _in_use(people).filter(alike).exclude(pk=person.pk).order_by("joined_at", "pk")[:_SHOWN]


def with_a_double(people: QuerySet[User]) -> QuerySet[User]:
    """Those of ``people`` of whose name there is another account in the same country."""
    others = User.objects.filter(is_active=True, sort_key=OuterRef("sort_key"), country=OuterRef("country"))
    return _in_use(people).filter(Exists(others.exclude(pk=OuterRef("pk")))).exclude(sort_key="")


def _in_use(people: QuerySet[User]) -> QuerySet[User]:
    return people.filter(is_active=True, erased_at=None)
