"""``python -m ai4t.local.mailpages FOLDER SMTP_PORT PAGE_PORT``: the demo's mails, caught and readable in a browser.

A mail is somebody else's HTML: it is shown in a sandbox without scripts, and nothing in it is loaded from outside.
"""

import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template

from ai4t.local.mailsink import MailSink, message_files, read_message
from ai4t.local.processes import end_on_signals

HERE = Path(__file__).parent / "pages"
OUR_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
# Links open in a tab of their own, which is not bound by the sandbox; scripts do not run.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
MAIL_POLICY = f"sandbox {SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
OPEN_LINKS_OUTSIDE = '<base target="_blank">'


@dataclass(frozen=True)
class Answer:
    body: bytes
    media_type: str = "text/html; charset=utf-8"
    policy: str = OUR_POLICY
    status: int = 200
    download: bool = False


def answer(folder: Path, path: str) -> Answer:
    """The page for ``/``, ``/<message>/``, ``/<message>/html`` or ``/<message>/<number of an attachment>``."""
    if path == "/":
        return _page("Mails", _list(folder))
    if path == "/mails.css":
        return Answer((HERE / "mails.css").read_bytes(), "text/css; charset=utf-8")
    match = re.fullmatch(r"/(\d+)/(html|\d+)?", path)
    file = folder / f"{match[1]}.eml" if match else folder
    if not file.is_file():
        return Answer(b"There is no such mail.", "text/plain; charset=utf-8", status=404)
    message, part = read_message(file), match[2]
    if part is None:
        return _page(_subject(message), _message(message))
    if part == "html":
        return Answer(_opening_links_outside(_text_of(message, "html")).encode(), policy=MAIL_POLICY)
    return _attachment(message, int(part))


def _page(title: str, content: str) -> Answer:
    frame = Template((HERE / "frame.html").read_text())
    return Answer(frame.substitute(title=escape(title), content=content).encode())


def _list(folder: Path) -> str:
    files = message_files(folder)
    if not files:
        return "<p>No mail has been sent yet.</p>"
    return "<ol>" + "".join(_entry(file) for file in reversed(files)) + "</ol>"


def _entry(file: Path) -> str:
    message = read_message(file)
    when = datetime.fromtimestamp(int(file.stem) / 1e9, tz=UTC)
    return (
        f'<li><a href="/{file.stem}/">{escape(_subject(message))}</a>'
        f"<span>{escape(str(message['to']))}</span><time>{when:%Y-%m-%d %H:%M:%S} UTC</time></li>"
    )


def _message(message: EmailMessage) -> str:
    names = ["From", "To", "Reply-To", "Date"]
    headers = [f"<dt>{name}</dt><dd>{escape(str(message[name]))}</dd>" for name in names if message[name]]
    parts = ["<dl>", *headers, "</dl>", f"<pre>{_with_links(_text_of(message, 'plain'))}</pre>"]
    if _text_of(message, "html"):
        parts.append(f'<iframe src="html" title="The mail as HTML" sandbox="{SANDBOX}"></iframe>')
    for number, attachment in enumerate(message.iter_attachments()):
        parts.append(f'<p><a href="{number}">{escape(attachment.get_filename("attachment"))}</a></p>')
    return "".join(parts)


def _subject(message: EmailMessage) -> str:
    return str(message["subject"] or "(no subject)")


def _text_of(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return body.get_content() if body else ""


def _opening_links_outside(html: str) -> str:
    head = re.search("<head[^>]*>", html, re.IGNORECASE)
    start = head.end() if head else 0
    return html[:start] + OPEN_LINKS_OUTSIDE + html[start:]


def _with_links(text: str) -> str:
    return re.sub(r"https?://[^\s&<>\"]+(?:&amp;[^\s&<>\"]+)*", r'<a href="\g<0>">\g<0></a>', escape(text, quote=False))


def _attachment(message: EmailMessage, number: int) -> Answer:
    attachments = list(message.iter_attachments())
    if number >= len(attachments):
        return Answer(b"There is no such attachment.", "text/plain; charset=utf-8", status=404)
    content = attachments[number].get_payload(decode=True) or b""
    return Answer(content, "application/octet-stream", download=True)


class Handler(BaseHTTPRequestHandler):
    folder: Path

    def do_GET(self):
        # Another site's page must not read the mails by pointing a name of its own at this machine.
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        given = answer(self.folder, self.path) if host in {"localhost", "127.0.0.1"} else Answer(b"", status=400)
        self.send_response(given.status)
        self.send_header("Content-Type", given.media_type)
        self.send_header("Content-Length", str(len(given.body)))
        self.send_header("Content-Security-Policy", given.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        if given.download:
            self.send_header("Content-Disposition", "attachment")
        self.end_headers()
        self.wfile.write(given.body)

    def log_message(self, *words):
        """Who reads which mail is nobody's business."""


def main(folder: str, mail_port: str, page_port: str) -> None:
    end_on_signals()
    sink = MailSink(Path(folder), int(mail_port))
    sink.start()
    handler = type("HandlerOfFolder", (Handler,), {"folder": sink.folder})
    with ThreadingHTTPServer(("127.0.0.1", int(page_port)), handler) as pages:
        try:
            pages.serve_forever()
        except KeyboardInterrupt:
            sink.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
