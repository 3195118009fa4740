"""The pages about the platform itself; open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from ai4t.language_prefix import preferred
from ai4t.public_pages import public_page


@login_not_required
def choose_language(request):
    """``/`` leads to the home page in the language chosen before, or the first the browser asks for."""
    response = redirect(f"/{preferred(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@public_page
def accessibility(request):
    return render(request, "pages/accessibility.html")


@public_page
def privacy(request):
    return render(request, "pages/privacy.html")


@public_page
def legal(request):
    return render(request, "pages/legal.html")
