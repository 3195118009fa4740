"""The page of the search; for everybody, each with what she may see."""

from functools import lru_cache
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ai4t import limits
from ai4t.languages import interface_language
from ai4t.searching.asking import Question, as_typed, ask
from ai4t.searching.drawing import drawn
from ai4t.searching.near_words import near

# A whole school behind one address searches no more than this.
SEARCHES_AN_HOUR = 5000


@login_not_required
@require_safe
def search(request):
    """``?q=`` what is looked for, ``?page=`` the page of results, from 1."""
    typed = as_typed(request.GET.get("q", ""))
    request.carried_over = {"q": typed}
    shown = {"typed": typed, "answer": None, "near": [], "is_refused": False}
    if not typed:
        return _page(request, shown)
    if not limits.takes_one_more(request, of="search", an_hour=SEARCHES_AN_HOUR, told_each=50):
        return _page(request, {**shown, "is_refused": True}, status=429)
    question = Question(typed, get_language())
    answer = ask(question, user=request.user, number=_number(request.GET.get("page", "")))
    if not answer.total and not answer.is_too_common:
        shown["near"] = [{"text": one, "url": _address(one)} for one in near(question, user=request.user)]
    ways = {"before": answer.number - 1, "after": answer.number + 1 if answer.number < answer.pages else 0}
    shown |= {name: _address(typed, number) if number else "" for name, number in ways.items()}
    page = interface_language(get_language())
    return _page(request, {**shown, "answer": answer, "found": drawn(answer.found, page=page)})


def _page(request, shown: dict, status: int = 200):
    empty = _form(get_language(), has_found=bool(shown["answer"] and shown["answer"].total))
    form = format_html(empty, typed=shown["typed"])
    return render(request, "search/search.html", {**shown, "form": form}, status=status)


@lru_cache
def _form(language: str, *, has_found: bool) -> SafeString:
    """With ``{typed}`` where the words of the reader come."""
    return render_to_string("search/_form.html", {"has_found": has_found})


def _address(words: str, number: int = 1) -> str:
    """Beside the page that the reader is on."""
    said = {"q": words} | ({"page": number} if number > 1 else {})
    return f"?{urlencode(said)}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
