"""A real web server on this machine, which the checker asks only when it is told that it may."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from handbook.link_checking.asking import ask, is_public


class _Site(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []

    def answer(self):
        self.asked.append((self.command, self.path))
        places = {"/": 200, "/gone": 404, "/closed": 403, "/broken": 500, "/moved": 301, "/loop": 302, "/inside": 302}
        status = places.get(self.path, 404)
        if self.path == "/no-head":
            status = 405 if self.command == "HEAD" else 200
        self.send_response(status)
        onwards = {"/moved": "/", "/loop": "/loop", "/inside": "http://10.0.0.1/"}.get(self.path)
        if onwards:
            self.send_header("Location", onwards)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def site():
    _Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def only_this_machine(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "is_alive", "said", "is_certain"),
    [
        ("/", True, "200", True),
        ("/moved", True, "200", True),
        ("/no-head", True, "200", True),
        ("/closed", True, "403", True),
        ("/gone", False, "404", True),
        ("/broken", False, "500", False),
        ("/loop", False, "too many redirects", True),
        ("/inside", None, "private address", True),
    ],
)
def test_answer_of_the_site_is_judged(site, path, is_alive, said, is_certain):
    answer = ask(site + path, may_contact=only_this_machine)
    assert (answer.is_alive, answer.said, answer.is_certain) == (is_alive, said, is_certain)


def test_private_addresses_are_never_contacted(site):
    assert ask(site + "/").said == "private address"
    assert ask(site.replace("127.0.0.1", "localhost") + "/").said == "private address"
    assert _Site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        *("http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/", "http://0.0.0.0/"),
        *("http://192.168.1.1/", "http://2130706433/", "http://0177.0.0.1/", "http://127.1/", "ftp://example.org/"),
        *("file:///etc/passwd", "http://user:pass@10.0.0.1/", "https:///nothing", "http://[fe80::1%25lo]/"),
    ],
)
def test_disguised_private_addresses_are_not_contacted(url):
    assert ask(url).is_alive is not True


@pytest.mark.parametrize(
    ("address", "is_it"),
    [
        *[("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.1.1.1", False), ("::1", False)],
        *[("224.0.0.1", False), ("100.64.0.1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::1", False)],
        ("fe80::1", False),
    ],
)
def test_public_is_what_everybody_reaches(address, is_it):
    assert is_public(address) is is_it


@contextmanager
def silence():
    """A server that takes the connection and says nothing sensible."""
    from socket import create_server

    with create_server(("127.0.0.1", 0)) as server:
        Thread(target=lambda: server.accept()[0].close(), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_site_that_breaks_off_is_no_certain_death():
    with silence() as url:
        answer = ask(url, may_contact=only_this_machine)
    assert (answer.is_alive, answer.is_certain) == (False, False)


@pytest.mark.parametrize("url", ["http://", "http://[", "http://a:b/", "nonsense", "http://exa mple.org/", "http://‮/"])
def test_what_is_no_address_never_breaks_the_round(url):
    assert ask(url).is_alive is not True
