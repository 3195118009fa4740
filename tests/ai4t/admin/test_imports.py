"""Imports as the operator sees them."""

from pathlib import Path

import pytest
from django.urls import reverse

from ai4t.content.applying import keep_failure
from tests.factories.courses import create_course

pytestmark = pytest.mark.django_db


def test_operator_reads_why_an_import_failed_and_of_what(client, operator):
    release = create_course(slug="small").published_release()
    run = keep_failure(release, location=Path("/import"), reason=ValueError("the disk is full"))

    assert "ValueError: the disk is full" in client.get(reverse("admin:ai4t_syncrun_changelist")).text
    page = client.get(reverse("admin:ai4t_syncrun_change", args=[run.pk])).text
    assert "ValueError: the disk is full" in page
    assert "small V1" in page
