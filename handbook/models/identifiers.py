"""The numbers by which an edition is known in the world, as they are kept: without what people write before them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_BEFORE_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")


def clean_doi(text: str) -> str:
    """``10.5281/zenodo.1234567`` (ISO 26324); raises ValidationError for anything else."""
    doi = _BEFORE_DOI.sub("", text.strip(), count=1)
    if doi and not _DOI.fullmatch(doi):
        raise ValidationError(_("This is no DOI. A DOI begins with 10. and has a slash: 10.5281/zenodo.1234567."))
    return doi


def clean_isbn(text: str) -> str:
    """Ten or thirteen digits with a right check digit (ISO 2108), dashes as they were written."""
    isbn = re.sub(r"^ISBN(?:-1[03])?:?\s*", "", text.strip(), flags=re.I).upper()
    digits = re.sub(r"[\s-]", "", isbn)
    if isbn and not (_is_isbn_13(digits) or _is_isbn_10(digits)):
        raise ValidationError(_("This is no ISBN: a digit is missing or wrong. For example 978-3-16-148410-0."))
    return isbn


def _is_isbn_13(digits: str) -> bool:
    if not re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def _is_isbn_10(digits: str) -> bool:
    if not re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII):
        return False
    return sum((10 if digit == "X" else int(digit)) * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
