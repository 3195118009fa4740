"""Names as keys that can stand in addresses."""

import hashlib

from django.utils.text import slugify

LONGEST = 100


def shape(label: str) -> str:
    """A name as a key: plain letters and digits; a hash where nothing of it is left."""
    slug = slugify(label)[:LONGEST].strip("-_")
    return slug or f"x{hash_of(label)}"


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def free(wanted: str, taken) -> str:
    """``wanted``, or the first of ``wanted-2``, ``wanted-3``... that is not in ``taken`` (case folded)."""
    value, count = wanted, 1
    while value.casefold() in taken:
        count += 1
        value = f"{wanted[: LONGEST - 5]}-{count}"
    return value
