import json
import logging

import pytest

from ai4t.logs import JsonFormatter


def line_of(message, *arguments, exc_info=None) -> dict:
    record = logging.LogRecord("ai4t", logging.INFO, "", 1, message, arguments, exc_info)
    return json.loads(JsonFormatter().format(record))


def test_a_line_is_json_without_addresses_of_people():
    line = line_of("Mail to %s was refused", "maja@example.org")
    assert (line["level"], line["message"]) == ("INFO", "Mail to <address> was refused")


def test_an_exception_is_told_without_addresses():
    try:
        raise ValueError("no such person: Ana <ana@example.org>")
    except ValueError as error:
        line = line_of("failed", exc_info=(type(error), error, error.__traceback__))
    assert "ana@example.org" not in line["exception"]
    assert "ValueError" in line["exception"]


@pytest.mark.django_db
def test_a_request_is_one_line_with_its_id_and_no_query_string(client, caplog):
    with caplog.at_level(logging.INFO, logger="ai4t.requests"):
        response = client.get("/en/legal/?email=maja@example.org")
    (record,) = [record for record in caplog.records if record.name == "ai4t.requests"]
    assert (record.fields["route"], record.fields["status"]) == ("en/legal/", 200)
    assert len(response.headers["X-Request-ID"]) == 16
    assert "maja" not in str(record.fields)
