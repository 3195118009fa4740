"""The staff's lists and forms; a file for each of the models' files."""

from ai4t.admin import (
    account_merge,
    agreement,
    audit,
    content,
    language,
    letter,
    request,
    responsibility,
    school,
    user,
)

__all__ = [
    "account_merge",
    "agreement",
    "audit",
    "content",
    "language",
    "letter",
    "request",
    "responsibility",
    "school",
    "user",
]
