"""A real web server on this machine, which the checker asks only when it is told that it may."""

from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import create_server
from threading import Event, Thread

import pytest

from handbook.link_checking.asking import ask
from handbook.link_checking.connecting import Manners
from handbook.link_checking.open_network import is_public

EVERY_PORT = range(1 << 16)


class _Site(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []
    # As it travels: http.server writes ISO 8859-1, and sites UTF-8.
    onwards = {
        "/moved": "/",
        "/loop": "/loop",
        "/inside": "http://10.0.0.1/",
        "/polish": "/książka?q=".encode().decode("latin-1") + "\xff",
        "/elsewhere": "http://ksi\u0105\u017cka.invalid/".encode().decode("latin-1"),
        "/database": "http://127.0.0.1:5432/",
    }

    def answer(self):
        self.asked.append((self.command, self.path))
        places = {"/": 200, "/gone": 404, "/closed": 403, "/broken": 500, "/ksi%C4%85%C5%BCka?q=%FF": 200}
        status = 302 if self.path in self.onwards else places.get(self.path, 404)
        if self.path == "/no-head":
            status = 405 if self.command == "HEAD" else 200
        self.send_response(status)
        if self.path in self.onwards:
            self.send_header("Location", self.onwards[self.path])
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


THIS_MACHINE = Manners(may_contact="127.0.0.1".__eq__, ports=EVERY_PORT)


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
        ("/polish", True, "200", True),
        ("/książka?q=%FF", True, "200", True),
        ("/elsewhere", False, "gaierror", False),
    ],
)
def test_answer_of_the_site_is_judged(site, path, is_alive, said, is_certain):
    answer = ask(site + path, manners=THIS_MACHINE)
    assert (answer.is_alive, answer.said, answer.is_certain) == (is_alive, said, is_certain)


def test_private_addresses_are_never_contacted(site):
    ours = Manners(ports=EVERY_PORT)
    assert ask(site + "/", manners=ours).said == "private address"
    assert ask(site.replace("127.0.0.1", "localhost") + "/", manners=ours).said == "private address"
    assert _Site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        *("http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/", "http://0.0.0.0/"),
        *("http://192.168.1.1/", "http://2130706433/", "http://0177.0.0.1/", "http://127.1/", "ftp://example.org/"),
        *("file:///etc/passwd", "http://user:pass@10.0.0.1/", "https:///nothing"),
        *("http://[64:ff9b::a00:1]/", "http://[::127.0.0.1]/", "http://[fec0::1]/", "http://[2002:a00:1::]/"),
    ],
)
def test_disguised_private_addresses_are_not_contacted(url):
    assert ask(url).is_alive is None


@pytest.mark.parametrize("url", ["http://93.184.216.34:22/", "https://93.184.216.34:5432/", "http://93.184.216.34:0/"])
def test_only_the_ports_of_the_web_are_contacted(url):
    assert ask(url).said == "unusual port"


def test_redirect_to_another_port_is_not_followed(site):
    ports = {int(site.rpartition(":")[2])}
    assert ask(site + "/database", manners=replace(THIS_MACHINE, ports=ports)).said == "unusual port"


@pytest.mark.parametrize(
    ("address", "is_it"),
    [
        *[("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.1.1.1", False), ("::1", False)],
        *[("224.0.0.1", False), ("100.64.0.1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::1", False)],
        *[("fe80::1", False), ("fec0::1", False), ("::127.0.0.1", False), ("::93.184.216.34", False)],
        *[("64:ff9b::a00:1", False), ("64:ff9b::5db8:d822", True), ("64:ff9b:1::5db8:d822", False)],
        *[("::ffff:93.184.216.34", True), ("::ffff:224.0.0.1", False), ("ff0e::1", False), ("3fff::1", False)],
        *[("2001:0:5db8:d822::f5ff:fffe", False), ("2002:5db8:d822::1", False), ("5f00::1", False)],
    ],
)
def test_public_is_what_everybody_reaches(address, is_it):
    assert is_public(address) is is_it


@contextmanager
def silence():
    """A server that takes the connection and says nothing sensible."""
    with create_server(("127.0.0.1", 0)) as server:
        Thread(target=lambda: server.accept()[0].close(), daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_site_that_breaks_off_is_no_certain_death():
    with silence() as url:
        answer = ask(url, manners=THIS_MACHINE)
    assert (answer.is_alive, answer.is_certain) == (False, False)


@contextmanager
def drip():
    """A server that goes on answering, a byte every now and then."""
    is_over = Event()

    def answer(server):
        with closing(server.accept()[0]) as caller, suppress(ConnectionError):
            caller.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            for _byte in range(100):
                is_over.wait(0.02)
                caller.sendall(b"a")

    with create_server(("127.0.0.1", 0)) as server:
        answering = Thread(target=answer, args=[server])
        answering.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        is_over.set()
        answering.join()


def test_site_that_drips_its_answer_is_left_when_the_time_is_over():
    with drip() as url:
        answer = ask(url, manners=replace(THIS_MACHINE, seconds=0.2))
    assert (answer.is_alive, answer.said, answer.is_certain) == (False, "timeout", False)


def test_redirects_have_no_time_of_their_own(site, monkeypatch):
    clock = iter(range(1000))
    monkeypatch.setattr("handbook.link_checking.connecting.time.monotonic", lambda: next(clock))
    assert ask(site + "/loop", manners=replace(THIS_MACHINE, seconds=6)).said == "timeout"
    assert 0 < len(_Site.asked) < 5


@pytest.mark.parametrize(
    "url",
    [
        *("http://", "http://[", "http://a:b/", "nonsense", "http://exa mple.org/", "http://‮/"),
        *("http://[fe80::1%25lo]/", f"http://{'a' * 64}.org/"),
    ],
)
def test_what_is_no_address_never_breaks_the_round(url):
    assert ask(url).is_alive is not True
