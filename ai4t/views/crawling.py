"""What search engines ask for first. Sitemaps are kept like the pages that they name."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ai4t import languages
from ai4t.crawling import pages
from ai4t.crawling.sitemap import files_of, written, written_index
from ai4t.public_pages import public_page

_XML = "application/xml; charset=utf-8"


@public_page
@require_safe
def sitemap_index(request):
    files = [file for kind in pages.kinds() for file in files_of(kind)]
    return HttpResponse(written_index(files), content_type=_XML)


@public_page
@require_safe
def sitemap(request, kind, number):
    if kind not in pages.kinds():
        raise Http404
    files = files_of(kind)
    if not 0 < number <= len(files):
        raise Http404
    return HttpResponse(written(files[number - 1]), content_type=_XML)


@login_not_required
@require_safe
def robots(request):
    """RFC 9309; a language is named each time, because not every crawler understands an asterisk."""
    refused = [f"Disallow: /{code}/{path}" for path in pages.kept_out() for code in languages.opened_codes()]
    lines = ["User-agent: *", *refused, "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
