"""A server beside the live server, as a program of its own would be, that remembers what it was asked."""

import socketserver
import threading
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.db import connections

from courses.packages.serving import ContentServer


class _Threads(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, request, client_address):
        """Each thread had a connection to the database of its own; a package of many files would use them up."""
        super().process_request_thread(request, client_address)
        connections.close_all()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        pass


class PackageServer:
    """``asked`` holds the method, the path and the headers of every request."""

    def __init__(self, application=None):
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self._application = application or ContentServer()
        self._server = _Threads(("127.0.0.1", 0), _Quiet)
        self._server.set_app(self._answer)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _answer(self, environ, start):
        headers = {name: value for name, value in environ.items() if name.startswith("HTTP_")}
        self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], headers))
        return self._application(environ, start)

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
