import pytest
from django.urls import reverse

from ai4t.models import AuditEntry, Language

pytestmark = pytest.mark.django_db


def form_of(code):
    return reverse("admin:ai4t_language_change", args=[code])


def test_language_is_opened_by_one_click_and_pages_answer_in_it(client, operator):
    assert client.get("/es/").status_code == 404
    client.post(form_of("es"), {"opened": "on", "own_name": "x", "code": "x"})
    spanish = Language.objects.get(code="es")
    assert (spanish.opened, spanish.own_name) == (True, "Español")
    assert client.get("/es/").status_code == 200


def test_opening_is_noted_and_stands_in_the_history_of_that_language_only(client, operator):
    client.post(form_of("es"), {"opened": "on"})
    noted = AuditEntry.objects.latest("pk")
    assert (noted.action, noted.actor, noted.detail) == (
        "language.changed",
        operator,
        {"key": "es", "fields": ["Opened"]},
    )
    counts = {
        code: len(client.get(reverse("admin:ai4t_language_history", args=[code])).context["entries"])
        for code in ("es", "pt")
    }
    assert counts == {"es": 1, "pt": 0}


def test_language_that_everything_falls_back_to_stays_open(client, operator):
    page = client.post(form_of("en"), {})
    assert "it stays open" in page.content.decode()
    assert Language.objects.get(code="en").opened
