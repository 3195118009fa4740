"""What each line of a table says about a person; every fault is told with line and column, and none is passed over."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from ai4t import languages
from ai4t.unprintable import has_hidden, in_one_line
from courses.cohorts.roster.columns import language_of
from courses.cohorts.roster.reading import read_table
from courses.cohorts.roster.rows import Fault, Roster, Row, Table
from courses.models import Cohort, Invitation

_LONGEST_ADDRESS = Invitation._meta.get_field("address").max_length
_LONGEST_NAME = Invitation._meta.get_field("name").max_length
_WITH_A_NAME = re.compile(r"(?P<name>[^<>]*)<\s*(?P<address>[^<>\s]+)\s*>")
_is_address = EmailValidator()


class _Wrong(Exception):
    """One cell cannot be taken; the text says why."""


def read_roster(raw: bytes, *, country: str, language: str) -> Roster:
    """Everybody the file names; ``language`` is taken where a line names none."""
    return check(read_table(raw, country=country), language=language)


def language_for(cohort: Cohort) -> str:
    """In which we write to whom a list names without a language: the first of the cohort's that is open here."""
    opened = languages.opened_codes()
    return next((code for code in cohort.languages if code in opened), settings.LANGUAGE_CODE)


def check(table: Table, *, language: str) -> Roster:
    roster = Roster(table, faults=list(table.faults))
    if "address" not in table.places:
        return roster
    first: dict[str, Row] = {}
    for number, cells in table.lines:
        faults = len(roster.faults)
        row = _row(number, cells, language, roster)
        if len(roster.faults) == faults:
            roster.rows.append(_told_once(row, first.setdefault(row.address, row), roster))
    roster.rows = [row for row in roster.rows if row.line not in roster.refused_lines]
    roster.faults.sort()
    return roster


def _row(number: int, cells: list[str], language: str, roster: Roster) -> Row:
    places = roster.table.places

    def said(column: str, read, default=""):
        """The cell as ``read`` understands it; a fault where it does not."""
        place = places.get(column)
        if place is None:
            return default
        try:
            return read(cells[place] if place < len(cells) else "")
        except _Wrong as wrong:
            roster.faults.append(Fault(number, roster.table.headings[place], str(wrong)))
            return default

    address, name_beside = said("address", _address, ("", ""))
    halves = (said("first_name", _name), said("last_name", _name))
    name = said("name", _name) or " ".join(filter(None, halves)) or name_beside
    if len(name) > _LONGEST_NAME and "name" not in places:
        roster.faults.append(Fault(number, "", _too_long(name)))
    return Row(number, address, name, said("language", _language) or language)


def _told_once(row: Row, first: Row, roster: Roster) -> Row:
    """The same person twice is one; the same address with another name is a mistake in one of both lines."""
    if first.line == row.line:
        return row
    if (row.name.casefold(), row.language) != (first.name.casefold(), first.language):
        heading = roster.table.headings[roster.table.places["address"]]
        sentence = _("This address stands in line %(line)d already, with another name or language.")
        roster.faults.append(Fault(row.line, heading, sentence % {"line": first.line}))
    return Row(row.line, row.address, row.name, row.language, same_as=first.line)


def _address(cell: str) -> tuple[str, str]:
    """The address in small letters, and the name that mail programs write before it."""
    text = _plain(cell)
    if not text:
        raise _Wrong(_("The address is missing. If this line is not about a person, please remove it."))
    if text.count("@") > 1 and not _WITH_A_NAME.fullmatch(text):
        raise _Wrong(_("Two addresses stand here. Please keep one, or give each person a line."))
    named = _WITH_A_NAME.fullmatch(text)
    address = named["address"] if named else text
    address = re.sub(r"^mailto:", "", address, flags=re.IGNORECASE).lower()
    shown = {"address": address[:80]}
    if "@" not in address:
        raise _Wrong(_("“%(address)s” has no @. An address looks like ana@example.org.") % shown)
    if len(address) > _LONGEST_ADDRESS:
        raise _Wrong(_("The address has more than %(limit)d characters.") % {"limit": _LONGEST_ADDRESS})
    if not address.isascii():
        raise _Wrong(_("“%(address)s” has letters that addresses do not have, such as č or é.") % shown)
    try:
        _is_address(address)
    except ValidationError:
        raise _Wrong(_("“%(address)s” is not an address. One looks like ana@example.org.") % shown)
    beside = named["name"].strip(" \"'") if named else ""
    return address, "" if "@" in beside else _name(beside)


def _name(cell: str) -> str:
    name = _plain(cell)
    if len(name) > _LONGEST_NAME:
        raise _Wrong(_too_long(name))
    return name


def _language(cell: str) -> str:
    text, opened = _plain(cell), languages.opened_codes()
    if text and not (code := language_of(text, opened)):
        sentence = _("“%(language)s” is no language in which we write. Please write one of %(codes)s, or nothing.")
        raise _Wrong(sentence % {"language": text[:60], "codes": ", ".join(opened)})
    return code if text else ""


def _plain(cell: str) -> str:
    if has_hidden(cell):
        raise _Wrong(_("Hidden characters stand here. Please type this cell again by hand."))
    return in_one_line(cell)


def _too_long(name: str) -> str:
    sizes = {"length": len(name), "limit": _LONGEST_NAME}
    return _("The name has %(length)d characters; %(limit)d are the limit.") % sizes
