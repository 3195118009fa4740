"""The page on which the demo's mails are read: complete, and closed to what a mail brings along."""

import http.client
import threading
from email.message import EmailMessage
from http.server import ThreadingHTTPServer

import pytest

from ai4t.local.mailpages import Handler, answer


def keep(folder, name="1700000000000000000", **parts):
    message = EmailMessage()
    message["From"], message["To"] = "a@example.org", "b@example.org"
    message["Subject"] = parts.get("subject", "Welcome")
    message.set_content(parts.get("text", "Hello"))
    if "html" in parts:
        message.add_alternative(parts["html"], subtype="html")
    if "attached" in parts:
        message.add_attachment(parts["attached"], maintype="text", subtype="html", filename="x.html")
    (folder / f"{name}.eml").write_bytes(bytes(message))
    return f"/{name}/"


def body(folder, path):
    return answer(folder, path).body.decode()


def test_list_names_every_mail_newest_first(tmp_path):
    assert "No mail has been sent yet." in body(tmp_path, "/")
    keep(tmp_path, "1700000000000000000", subject="First <b>")
    keep(tmp_path, "1700000001000000000", subject="Second")
    page = body(tmp_path, "/")
    assert page.index("Second") < page.index("First &lt;b&gt;")
    assert "2023-11-14 22:13:21 UTC" in page


def test_text_is_escaped_and_its_addresses_are_links(tmp_path):
    path = keep(tmp_path, text="<script>x</script> open http://localhost:8000/sl/?a=1&b=2 now")
    page = body(tmp_path, path)
    assert "&lt;script&gt;" in page
    assert '<a href="http://localhost:8000/sl/?a=1&amp;b=2">http://localhost:8000/sl/?a=1&amp;b=2</a> now' in page


def test_html_part_is_shown_in_a_sandbox_without_scripts(tmp_path):
    path = keep(tmp_path, html='<p>Hi</p><a href="http://localhost:8000/">go</a>')
    shown = answer(tmp_path, path + "html")
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in body(tmp_path, path)
    assert shown.policy.startswith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'")
    assert shown.body.startswith(b'<base target="_blank"><p>Hi</p>')


def test_whole_document_keeps_its_own_beginning(tmp_path):
    path = keep(tmp_path, html="<!doctype html><html><head lang=sl><title>x</title></head></html>")
    expected = '<!doctype html><html><head lang=sl><base target="_blank"><title>x'
    assert body(tmp_path, path + "html").startswith(expected)


def test_mail_without_html_shows_no_frame(tmp_path):
    assert "<iframe" not in body(tmp_path, keep(tmp_path))


def test_attachment_is_a_download_and_never_a_page(tmp_path):
    path = keep(tmp_path, attached=b"<script>x</script>")
    given = answer(tmp_path, path + "0")
    assert (given.media_type, given.download, given.body) == ("application/octet-stream", True, b"<script>x</script>")
    assert answer(tmp_path, path + "1").status == 404


@pytest.mark.parametrize("path", ["/1/", "/../secret", "/1700000000000000000/other", "/x/"])
def test_anything_else_is_not_found(tmp_path, path):
    keep(tmp_path)
    assert answer(tmp_path, path).status == 404


@pytest.mark.parametrize(("host", "status"), [("localhost:8025", 200), ("127.0.0.1", 200), ("evil.example", 400)])
def test_page_answers_under_the_names_of_this_machine_only(tmp_path, host, status):
    handler = type("HandlerOfFolder", (Handler,), {"folder": tmp_path})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        connection = http.client.HTTPConnection(*server.server_address)
        connection.request("GET", "/", headers={"Host": host})
        given = connection.getresponse().status
        connection.close()
        server.shutdown()
        thread.join()
    assert given == status
