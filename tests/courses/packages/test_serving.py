"""The content server alone: signed addresses, strict headers, and nothing that could tell who asks."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import RequestFactory
from django.utils import timezone

from ai4t.local.places import ROOT
from courses.models import Unit
from courses.packages import addresses, serving
from tests.factories.courses import create_course
from tests.factories.packages import create_package, html5, scorm12

pytestmark = pytest.mark.django_db


class Answer:
    """What the server answers to a request; this test's connection stays open."""

    def __init__(self, method, url, **headers):
        host, _slash, path = url.removeprefix("http://").partition("/")
        response = serving.answer(RequestFactory().generic(method, f"/{path}", headers={"Host": host, **headers}))
        self.status, self.headers, self.body = response.status_code, dict(response.items()), response.getvalue()
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)


def get(url, **headers):
    return Answer("GET", url, **headers)


@pytest.fixture
def unit():
    create_course()
    return Unit.objects.get(key="U1")


@pytest.fixture
def package(unit):
    return create_package(unit, html5(**{"js/a.js": "let a;", "Big.PNG": b"\x89PNG", "x.unknown": "?", "č d.txt": "č"}))


@pytest.fixture
def one_host(settings):
    settings.CONTENT_URL = "https://packages.example.net"


def test_page_begins_with_our_bridge(package, settings):
    answer = get(addresses.start_of(package))
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    folder = addresses.folder_of(package)
    script = f'<head><script src="{folder}.ai4t/bridge.js" data-site="{settings.SITE_URL}" data-kind="html5"></script>'
    assert script.encode() in answer.body
    assert b"<p>Hello</p>" in answer.body


@pytest.mark.parametrize(
    ("page", "start"),
    [
        (b"<p>x</p>", b"<script"),
        (b"<!DOCTYPE html>\n<p>x", b"<!DOCTYPE html><script"),
        (b"<html lang=en><header>x", b"<html lang=en><script"),
        (b"<HTML><HEAD\nid='a'><title>", b"<HTML><HEAD\nid='a'><script"),
        (b"\xff\xfe" + "<html><head>č".encode("utf-16-le"), b"\xef\xbb\xbf<html><head><script"),
    ],
)
def test_bridge_comes_first_in_any_page(unit, page, start):
    package = create_package(unit, {"index.html": page})
    assert get(addresses.start_of(package)).body.startswith(start)


def test_files_have_their_types_and_can_be_kept_by_the_browser(package):
    folder = addresses.folder_of(package)
    for path, media_type in {
        "js/a.js": "text/javascript",
        "Big.PNG": "image/png",
        "big.png": "image/png",
        "x.unknown": "application/octet-stream",
        "%C4%8D%20d.txt": "text/plain",
        ".ai4t/bridge.js": "text/javascript; charset=utf-8",
        ".ai4t/jquery.js": "text/javascript; charset=utf-8",
        ".ai4t/h5p-theme.css": "text/css; charset=utf-8",
        ".ai4t/h5p-icons.woff": "font/woff",
    }.items():
        answer = get(folder + path)
        assert (answer.status, answer.headers["Content-Type"]) == (200, media_type), path
        assert answer.headers["Cache-Control"] == "private, max-age=3600"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert addresses.folder_of(package) == folder


@pytest.mark.parametrize(
    ("page", "media_type"),
    [
        ("<p>č", "text/html; charset=utf-8"),
        ("<meta charset=iso-8859-2><p>x", "text/html"),
        ("<p>é".encode("latin-1"), "text/html"),
        ("\ufeff<p>č".encode("utf-16-le"), "text/html"),
    ],
)
def test_page_that_names_no_charset_is_taken_for_utf8_where_it_can_be(unit, page, media_type):
    package = create_package(unit, {"index.html": page.encode() if isinstance(page, str) else page})
    assert get(addresses.start_of(package)).headers["Content-Type"] == media_type


def test_part_of_a_film_is_given(unit):
    package = create_package(unit, html5(**{"a.mp4": b"0123456789"}))
    answer = get(addresses.folder_of(package) + "a.mp4", Range="bytes=2-4")
    assert (answer.status, answer.body, answer.headers["Content-Range"]) == (206, b"234", "bytes 2-4/10")


def test_every_answer_closes_all_but_the_package_itself(package):
    folder = addresses.folder_of(package)
    for path in ("index.html", "js/a.js", "missing.js", ".ai4t/bridge.js"):
        headers = get(folder + path).headers
        policy = headers["Content-Security-Policy"]
        rules = dict(rule.partition(" ")[::2] for rule in policy.split("; "))
        own = {"script-src", "style-src", "img-src", "media-src", "font-src", "connect-src", "frame-src", "base-uri"}
        assert {name for name, value in rules.items() if folder in value} == own
        assert "'self'" not in policy
        assert "http:" not in policy.replace("http://", "")
        for name in ("default-src", "worker-src", "object-src", "form-action"):
            assert rules[name] == "'none'"
        assert rules["webrtc"] == "'block'"
        assert rules["frame-ancestors"] == f"http://testserver {addresses.origin_of(package)}"
        assert rules["sandbox"] == "allow-scripts allow-forms allow-same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert {"camera=()", "microphone=()", "geolocation=()"} <= set(headers["Permissions-Policy"].split(", "))
        assert not {"Set-Cookie", "Service-Worker-Allowed", "Access-Control-Allow-Origin"} & headers.keys()


def test_on_one_host_a_sandbox_without_origin_keeps_packages_apart(package, one_host):
    assert addresses.speaks_as(package) == "null"
    url = addresses.start_of(package).replace("https://", "http://")
    headers = get(url).headers
    assert "; sandbox allow-scripts allow-forms" in headers["Content-Security-Policy"]
    assert "allow-same-origin" not in headers["Content-Security-Policy"]
    assert "; frame-ancestors http://testserver; " in headers["Content-Security-Policy"]
    # No rule can name the package's own origin, and its pages may stand in frames of each other.
    assert "frame-ancestors" not in get(url.replace("index.html", "js/a.js")).headers["Content-Security-Policy"]
    assert (headers["Access-Control-Allow-Origin"], headers["Cross-Origin-Resource-Policy"]) == ("*", "cross-origin")


def test_each_package_has_a_host_of_its_own(unit, package):
    other = create_package(unit, html5(), key="other")
    assert addresses.host_of(package) != addresses.host_of(other)
    url = addresses.start_of(package).replace(addresses.host_of(package), addresses.host_of(other))
    assert get(url).status == 404


def test_address_is_of_one_package_and_ends(package, unit):
    other = create_package(unit, html5("<p>other</p>"), key="other")
    assert b"other" not in get(addresses.start_of(package)).body
    token = addresses.folder_of(package).split("/")[-2]
    assert addresses.package_in(token) == package.pk
    tomorrow, later = (timezone.now() + timedelta(days=days) for days in (1, 3))
    assert addresses.package_in(token, tomorrow) == package.pk
    assert addresses.package_in(token, later) is None
    forged = token.replace(str(package.pk), str(other.pk), 1)
    foreign = signing.Signer(salt="courses.visit", sep=".").sign(f"{package.pk}.9999999")
    for wrong in (forged, foreign, token[:-1], "", "x", f"{package.pk}.9999999.", "a.b.c"):
        assert addresses.package_in(wrong) is None


@pytest.mark.parametrize(
    "path",
    ["", "none.html", "../index.html", "%2e%2e/x", "js", "js/", ".ai4t/none.js", ".ai4t/h5p.html", "%00", "a%0Ab"],
)
def test_what_is_not_in_the_package_is_not_there(package, path):
    assert get(addresses.folder_of(package) + path).status == 404


def test_addresses_of_the_site_are_not_there(package):
    for path in ("/", "/en/", "/admin/", "/en/accounts/login/", "/content/1/U1/x", "/static/css/base.css"):
        answer = get(addresses.origin_of(package) + path, Cookie="sessionid=x")
        assert (answer.status, answer.body, "Set-Cookie" in answer.headers) == (404, b"", False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_nothing_is_taken(package, method):
    assert Answer(method, addresses.start_of(package)).status == 405


def test_head_is_answered_without_a_body(package):
    answer = Answer("HEAD", addresses.start_of(package))
    assert answer.status == 200


def test_asking_takes_two_queries(package, django_assert_num_queries):
    with django_assert_num_queries(2):
        get(addresses.folder_of(package) + "js/a.js")


def test_server_knows_neither_sessions_nor_accounts():
    sources = [(ROOT / "courses/packages" / name).read_text() for name in ("serving.py", "wsgi.py", "bridging.py")]
    words = (".session", "request.user", "COOKIES", "contrib.auth")
    assert not any(word in source for source in sources for word in words)


def test_fault_is_a_plain_answer(package, monkeypatch, caplog):
    monkeypatch.setattr("courses.packages.serving.protect", None)
    answer = get(addresses.start_of(package))
    assert (answer.status, answer.body) == (500, b"")
    assert "could not be served" in caplog.text


def test_scorm_page_knows_its_kind(unit):
    package = create_package(unit, scorm12())
    assert b'data-kind="scorm12"' in get(addresses.start_of(package)).body
