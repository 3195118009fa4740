"""What people do not want to be written: some kinds of letters have a way out, codes and personal letters have none.

The way out is an address that needs no sign-in: the key in it is signed, and names the reader and the kind.
"""

from dataclasses import dataclass

from django.core import signing
from django.utils import timezone

from ai4t.models import AccountMerge, Letter, MailChoice, User
from ai4t.outbox import kinds
from ai4t.outbox.addresses import address_of

_SALT = "ai4t.outbox.declining"


@dataclass(frozen=True)
class Reader:
    """Somebody with an account, or else only an ``address``."""

    person: User | None
    address: str = ""


@dataclass(frozen=True)
class WayOut:
    reader: Reader
    kind: kinds.Kind


def address_for(letter: Letter) -> str:
    """The page on which its reader declines the kind; without a key where the letter is not yet written."""
    reader = letter.recipient_id or letter.address.lower()
    return address_of("decline_letters", key_for(reader, letter.kind) if letter.pk else "-")


def key_for(reader: int | str, kind: str) -> str:
    """``reader`` is the number of a person, or an address."""
    return signing.dumps([reader, kind], salt=_SALT)


def read(key: str) -> WayOut | None:
    """None for a key that is cut off or made up, or whose reader or kind has gone."""
    try:
        reader, name = signing.loads(key, salt=_SALT)
    except signing.BadSignature:
        return None
    kind = next((kind for kind in kinds.declinable_kinds() if kind.name == name), None)
    if kind is None:
        return None
    if isinstance(reader, str):
        return WayOut(Reader(_account_of(User.objects.filter(email=reader).first()), reader), kind)
    person = User.objects.filter(pk=reader, erased_at=None).first()
    return person and WayOut(Reader(_account_of(person) or person), kind)


def _account_of(person: User | None) -> User | None:
    """The account that she has now: letters to one that was made one with another go to that one."""
    merges = AccountMerge.objects.unscoped("to whom letters go").in_force()
    while person and not person.is_active:
        merge = merges.filter(closed=person).select_related("kept").first()
        person = merge and merge.kept
    return person


def choose(reader: Reader, kind: kinds.Kind, *, is_wanted: bool, now=None) -> None:
    """The newest word counts, also over what was said for her address before."""
    who = {"person": reader.person} if reader.person else {"address": reader.address}
    values = {"is_wanted": is_wanted, "at": now or timezone.now()}
    if reader.person:
        _choices().of(reader.person).filter(kind=kind.name, person=None).delete()
    _choices().update_or_create(kind=kind.name, **who, defaults=values)


def declined_by(reader: Reader) -> set[str]:
    """The names of the kinds that this reader does not want."""
    rows = _choices().of(reader.person) if reader.person else _choices().filter(address=reader.address.lower())
    return set(rows.filter(is_wanted=False).values_list("kind", flat=True))


def who_declined(kind: str, addresses) -> set[str]:
    """Those of the ``addresses`` (lower case) whose readers do not want letters of the kind."""
    said = _choices().filter(kind=kind, is_wanted=False)
    by_people = said.filter(person__email__in=addresses).values_list("person__email", flat=True)
    return {*by_people, *said.filter(address__in=addresses).values_list("address", flat=True)}


def is_declined(letter: Letter) -> bool:
    """Costs nothing where the kind cannot be declined."""
    if not kinds.kind(letter.kind).may_be_declined:
        return False
    return letter.kind in declined_by(Reader(letter.recipient, letter.address))


def _choices():
    return MailChoice.objects.unscoped("the outbox keeps to what its readers chose")
