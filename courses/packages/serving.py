"""The content server: gives the files of packages to whoever has a signed address, and knows nothing else.

No session, no cookie, no account is ever looked at here, and no address of the site leads here.
"""

import logging
import re
from pathlib import Path

import django.contrib.admin
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

from ai4t.content.serving import serve
from courses.models import Package, PackageFile
from courses.packages import h5p_page
from courses.packages.addresses import host_of, package_in
from courses.packages.bridging import with_bridge
from courses.packages.content_policy import protect
from courses.packages.file_types import file_type, is_page
from courses.packages.keeping import OURS

log = logging.getLogger(__name__)
_ADDRESS = re.compile(r"/([^/]+)/(.+)", re.DOTALL)
_RUNTIME = Path(__file__).parent / "runtime"
_OURS = {
    "bridge.js": _RUNTIME / "bridge.js",
    "h5p.js": _RUNTIME / "h5p.js",
    "h5p.css": _RUNTIME / "h5p.css",
    "h5p-theme.css": _RUNTIME / "h5p-theme.css",
    "h5p-icons.woff": _RUNTIME / "h5p-icons.woff",
    "jquery.js": Path(django.contrib.admin.__file__).parent / "static/admin/js/vendor/jquery/jquery.min.js",
}
# How far a browser looks for the charset that a page names itself.
_SAID_BY = 1024
_FRESH = "private, max-age=3600"


class ContentServer(WSGIHandler):
    """A WSGI application without middleware, addresses or templates."""

    def load_middleware(self, is_async=False):
        self._middleware_chain = answer

    def get_response(self, request):
        return self._middleware_chain(request)


def answer(request) -> HttpResponse:
    try:
        return _answer(request)
    except Exception:
        log.exception("A file of a package could not be served.")
        return _nothing(500)


def _answer(request) -> HttpResponse:
    if request.path_info == "/healthz":
        return HttpResponse("ok\n", content_type="text/plain")
    if request.method not in {"GET", "HEAD"}:
        return _nothing(405)
    address = _ADDRESS.fullmatch(request.path_info)
    package = _package(address[1]) if address else None
    if package is None or request.META.get("HTTP_HOST", "") != host_of(package):
        return _nothing(404)
    response = _file(request, package, address[2])
    protect(response, package, is_start=address[2] == package.entry.partition("?")[0])
    return response


def _package(token: str) -> Package | None:
    number = package_in(token)
    return Package.objects.filter(pk=number).first() if number is not None else None


def _file(request, package: Package, path: str) -> HttpResponse:
    folder, _slash, name = path.rpartition("/")
    if folder == OURS:
        return _ours(package, name)
    if "\0" in path:
        return _nothing(404)
    files = PackageFile.objects.filter(package=package).select_related("file")
    # Programs that were written where case does not count: no two names of a package differ by case alone.
    found = files.filter(path=path).first() or files.filter(path__iexact=path).first()
    if found is None:
        return _nothing(404)
    media_type = file_type(found.path)
    if is_page(media_type):
        return _page(package, found, media_type)
    response = serve(request, found.file, name=name)
    if response.status_code != 304:
        response["Content-Type"] = media_type
        response["Content-Disposition"] = "inline"
    response["Cache-Control"] = _FRESH
    return response


def _page(package: Package, found: PackageFile, media_type: str) -> HttpResponse:
    with default_storage.open(found.file.storage_name) as stored:
        page = stored.read()
    says_its_own = b"charset" in page[:_SAID_BY].lower() or page.startswith((b"\xfe\xff", b"\xff\xfe"))
    charset = "" if says_its_own or not _is_utf8(page) else "; charset=utf-8"
    return _fresh(with_bridge(page, package), media_type + charset)


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode()
    except UnicodeDecodeError:
        return False
    return True


def _ours(package: Package, name: str) -> HttpResponse:
    if name == "h5p.html" and (page := h5p_page.page_of(package)):
        return _fresh(with_bridge(page, package), "text/html; charset=utf-8")
    if name in _OURS:
        media_type = file_type(name)
        charset = "" if media_type.startswith("font/") else "; charset=utf-8"
        return _fresh(_OURS[name].read_bytes(), f"{media_type}{charset}")
    return _nothing(404)


def _fresh(content: bytes, media_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers={"Cache-Control": _FRESH})


def _nothing(status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; sandbox",
               "X-Content-Type-Options": "nosniff"}  # fmt: skip
    return HttpResponse(status=status, content_type="text/plain", headers=headers)
