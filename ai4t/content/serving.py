"""Content files as HTTP answers: bytes from the store, or a hand-off to the proxy; ranges for players that seek."""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header

from ai4t.models import ContentFile
from ai4t.negotiating import has_copy

# Shown in the page or in the browser's own viewer; everything else is saved as a file.
_SHOWN = re.compile(r"image/|video/|audio/|application/pdf$|text/vtt$")
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$")
# A file is data, never a page of ours: nothing in it runs or loads, whatever it holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; sandbox"
_MINUTES_FRESH = 5 * 60
_LONGEST_PART = 2 * 1024 * 1024


def serve(
    request, file: ContentFile, *, name: str, cache_control: str = f"private, max-age={_MINUTES_FRESH}"
) -> HttpResponse:
    """The file under ``name``; the caller has asked whether the reader may have it, and who may keep a copy."""
    etag = f'"{file.sha256[:32]}"'
    if has_copy(request, etag):
        response = HttpResponseNotModified()
    elif settings.CONTENT_BY_PROXY:
        response = HttpResponse(headers={"X-Accel-Redirect": f"/stored/{file.storage_name}"})
    else:
        response = _from_store(request, file, etag)
    response["ETag"] = etag
    response["Cache-Control"] = cache_control
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    if response.status_code != 304:
        is_attachment = not _SHOWN.match(file.media_type)
        response["Content-Type"] = file.media_type
        response["Content-Disposition"] = content_disposition_header(is_attachment, name) or "inline"
    return response


def _from_store(request, file: ContentFile, etag: str) -> HttpResponse:
    """A part where one is asked for, unless it were to complete another file than this."""
    bounds = _asked_for(request, file.size) if request.headers.get("If-Range", etag) == etag else None
    if bounds is None:
        is_looked_at = request.method == "HEAD"
        response = HttpResponse() if is_looked_at else FileResponse(default_storage.open(file.storage_name))
        response["Content-Length"] = str(file.size)
        response["Accept-Ranges"] = "bytes"
        return response
    first, last = bounds
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    with default_storage.open(file.storage_name) as stored:
        stored.seek(first)
        part = stored.read(last - first + 1)
    return HttpResponse(part, status=206, headers={"Content-Range": f"bytes {first}-{last}/{file.size}"})


def _asked_for(request, size: int) -> tuple[int, int] | None:
    """The first and the last byte of the part, cut to 2 MB so that it fits in memory; the first is behind the last
    where the file has no such part. None is the whole file: asked for with GET alone, and by a range in order."""
    asked = _RANGE.match(request.headers.get("Range", "")) if request.method == "GET" else None
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = (int(digits) if digits else None for digits in asked.groups())
    if first is None:
        first, last = max(0, size - last), size - 1
    elif last is not None and last < first:
        return None
    end = size - 1 if last is None else min(last, size - 1)
    return first, min(end, first + _LONGEST_PART - 1)
