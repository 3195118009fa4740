"""What a request says of the copy its sender has, and of the encodings it understands (RFC 9110)."""

import re

from django.middleware import gzip
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

_NOTHING = re.compile(r"q\s*=\s*0(\.0{0,3})?")


def has_copy(request, *etags: str) -> bool:
    """Whether the sender has one of these, strong tags of one document, and need not be sent it again."""
    named = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    return not named.isdisjoint({"*", *etags})


def accepts_gzip(request) -> bool:
    """Whether it is asked for by its name or as any encoding, and not refused."""
    asked = {}
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        asked[coding] = not any(_NOTHING.fullmatch(parameter) for parameter in parameters)
    return asked.get("gzip", asked.get("*", False))


class GZipMiddleware(gzip.GZipMiddleware):
    """Django's own sends gzip to who refuses it by ``gzip;q=0``, and zips the parts of a file one by one."""

    def process_response(self, request, response):
        if accepts_gzip(request) and response.status_code != 206:
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response
