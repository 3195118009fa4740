"""Where a link may lead after signing in: to a page of ours and nowhere else."""

import unicodedata

from allauth.account.internal.stagekit import unstash_login
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.utils.http import url_has_allowed_host_and_scheme

_LONGEST = 2000


def is_local(path: str) -> bool:
    """True for a path on this site that every browser reads as one."""
    return (
        path.startswith("/")
        and len(path) <= _LONGEST
        and "\\" not in path
        and not any(unicodedata.category(character)[0] in "CZ" for character in path)
        and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    )


def wanted(request) -> str:
    """The page that the request asks for next, or that the sign-in it belongs to was begun for; empty if there is none.

    A hidden field carries it from form to form, so the form counts before the address.
    """
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    if is_local(asked):
        return asked
    login = unstash_login(request, peek=True)
    return (login and login.redirect_url) or ""
