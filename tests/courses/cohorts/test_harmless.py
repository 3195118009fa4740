"""Of a page that is only looked at nothing acts, and no link leads out."""

import re

import pytest

from courses.cohorts.seeing.harmless import harmless


@pytest.mark.parametrize(
    "hostile",
    [
        '<p onclick="x()">t</p>',
        '<a href="javascript:x()">t</a>',
        '<a href="//elsewhere.example/">t</a>',
        '<a href="https://elsewhere.example/">t</a>',
        '<form action="/x"><input type="hidden" name="h" value="v"><button formaction="/y">t</button></form>',
        '<iframe src="/en/learning/"></iframe>',
        '<meta http-equiv="refresh" content="0;url=/x">',
        '<img src="https://elsewhere.example/a.png" srcset="/x 1x, /y 2x">',
        "<svg><script>x()</script><image href='/x'/></svg>",
        '<base href="https://elsewhere.example/">',
    ],
)
def test_what_acts_is_taken_out(hostile):
    page = f"<!doctype html><html><head></head><body>{hostile}</body></html>".encode()
    found = harmless(page, leads_to=lambda path: None, banner="<aside>b</aside>").decode()
    assert re.findall(r"onclick|javascript|elsewhere|action|iframe|http-equiv|script|/x|/y|hidden", found) == []


def test_pictures_in_several_widths_are_led_one_by_one():
    page = b'<html><body><img src="/a" srcset="/a 360w, /b 720w"></body></html>'
    found = harmless(page, leads_to=lambda path: f"/see{path}", banner="<aside>b</aside>").decode()
    assert '<img src="/see/a" srcset="/see/a 360w, /see/b 720w">' in found
