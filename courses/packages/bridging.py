"""Our script at the head of each page of a package, before anything of its own runs."""

import codecs
import re

from django.conf import settings
from django.utils.html import format_html

from courses.models import Package
from courses.packages.addresses import folder_of
from courses.packages.keeping import OURS

_HEAD = re.compile(rb"<head(\s[^>]*)?>|<html(\s[^>]*)?>|<!doctype[^>]*>", re.IGNORECASE)
_FIRST = 64 * 1024


def with_bridge(page: bytes, package: Package) -> bytes:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if page.startswith(mark):
            text = page[len(mark) :].decode(encoding, "replace").encode()
            return codecs.BOM_UTF8 + _inserted(text, package)
    return _inserted(page, package)


def _inserted(page: bytes, package: Package) -> bytes:
    """After the first of head, html or document type that stands in it, the innermost of the three."""
    script = format_html(
        '<script src="{}{}/bridge.js" data-site="{}" data-kind="{}"></script>',
        folder_of(package),
        OURS,
        settings.SITE_URL,
        package.kind,
    ).encode()
    found = list(_HEAD.finditer(page, 0, _FIRST))
    heads = [match for match in found if match[0][:5].lower() == b"<head" and match[0][5:6] in b"> \t\r\n"]
    at = (heads[0] if heads else found[-1]).end() if found else 0
    return page[:at] + script + page[at:]
