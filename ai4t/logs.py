"""Logs as JSON lines on stdout: a request id on each, no addresses of people, no query strings."""

import json
import logging
import re
import time
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_log = logging.getLogger("ai4t.requests")


class JsonFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_addresses(record.getMessage()),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["exception"] = without_addresses(self.formatException(record.exc_info))
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
                        "route": getattr(request.resolver_match, "route", ""),
                        "status": response.status_code,
                        "ms": round((time.perf_counter() - began) * 1000, 1),
                    }
                },
            )
            return response
        finally:
            request_id.reset(token)


def without_addresses(text: str) -> str:
    return _EMAIL.sub("<address>", text)
