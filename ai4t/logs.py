"""Logs as JSON lines on stdout: a request id on each, no addresses of people, no query strings, no keys of links."""

import json
import logging
import re
import time
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_KEY = re.compile(r"(accounts/(?:confirm-email|letters|password/reset/key)/)[^\s\"'<>]+")
# Django's messages here are the path; the route says as much, and no more.
_TOLD_BY_ROUTE = {"django.request", "django.security.csrf"}
_log = logging.getLogger("ai4t.requests")


class JsonFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            **_told_by(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["exception"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class RequestLogMiddleware:
    """Gives each request an id, answers it in a header, and logs one line: route, status, milliseconds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request_id.set(uuid.uuid4().hex[:16])
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            _log.info(
                "request",
                extra={
                    "fields": {
                        "method": request.method,
                        "route": _route_of(request, response.status_code),
                        "status": response.status_code,
                        "ms": round((time.perf_counter() - began) * 1000, 1),
                    }
                },
            )
            return response
        finally:
            request_id.reset(token)


def _told_by(record) -> dict:
    request = getattr(record, "request", None)
    if record.name not in _TOLD_BY_ROUTE or request is None:
        return {"message": without_secrets(record.getMessage())}
    status = getattr(record, "status_code", None)
    return {"message": "answered with a fault", "status": status, "route": _route_of(request, status)}


def _route_of(request, status: int | None) -> str:
    """Empty where no view was found; a kept page is given out before anybody looks for its view."""
    if match := getattr(request, "resolver_match", None):
        return match.route
    return "kept" if status in (200, 304) else ""


def without_secrets(text: str) -> str:
    return without_addresses(_KEY.sub(r"\1<key>", text))


def without_addresses(text: str) -> str:
    return _EMAIL.sub("<address>", text)
