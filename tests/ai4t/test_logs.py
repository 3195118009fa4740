import json
import logging
from urllib.parse import urlencode

import pytest
from django.test import Client

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


@pytest.mark.django_db
def test_a_request_that_is_refused_is_told_by_its_route_without_the_key(caplog):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/en/accounts/confirm-email/SECRET:KEY/").status_code == 403
    told = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    (line,) = [line for line in told if line["logger"] == "django.security.csrf"]
    assert (line["status"], line["route"]) == (403, "en/accounts/confirm-email/<str:key>/")
    assert "SECRET" not in str(told)


@pytest.mark.parametrize(
    "path", ["/en/accounts/confirm-email/SECRET:KEY/", "/sl/accounts/password/reset/key/1-SECRET/"]
)
def test_keys_of_links_stand_in_no_message_and_no_exception(path):
    try:
        raise ValueError(f"no answer for {path}")
    except ValueError as error:
        line = line_of("GET %s HTTP/1.1", path, exc_info=(type(error), error, error.__traceback__))
    assert "SECRET" not in str(line)
    assert line["message"].endswith("/<key> HTTP/1.1")


@pytest.mark.django_db
def test_a_kept_page_is_told_as_kept_and_a_page_that_is_not_there_is_not(client, caplog):
    with caplog.at_level(logging.INFO, logger="ai4t.requests"):
        for path in ("/en/legal/", "/en/legal/", "/en/nowhere/"):
            client.get(path)
    told = [(each.fields["route"], each.fields["status"]) for each in caplog.records if each.name == "ai4t.requests"]
    assert told == [("en/legal/", 200), ("kept", 200), ("", 404)]


@pytest.mark.django_db
def test_a_forged_host_is_a_warning_in_one_line(client, caplog):
    assert client.get("/healthz-not/", headers={"host": "forged.example"}).status_code == 400
    (record,) = [record for record in caplog.records if record.name == "django.security.DisallowedHost"]
    assert (record.levelname, record.exc_info, "exception" in json.loads(JsonFormatter().format(record))) == (
        "WARNING",
        None,
        False,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "status", "heading"),
    [
        ({"message": "x" * 3_000_000}, 413, "What you sent is too large"),
        ({f"field{number}": "" for number in range(1_100)}, 400, "Your browser sent something that we cannot read"),
    ],
    ids=["a body that is too large", "too many fields"],
)
def test_too_much_sent_is_a_page_and_a_warning_in_one_line(client, caplog, sent, status, heading):
    response = client.post("/en/help/", urlencode(sent), "application/x-www-form-urlencoded")
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.content.decode()
    (line,) = [json.loads(JsonFormatter().format(each)) for each in caplog.records if each.levelno >= logging.WARNING]
    assert (line["level"], "exception" in line) == ("WARNING", False)
