"""A list counts as far as anybody turns pages, and says so."""

import pytest
from django.urls import reverse

from ai4t.admin import paging
from ai4t.models import User
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


def test_rows_beyond_the_limit_are_not_counted(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(paging, "MOST", 2)
    for _number in range(4):
        create_user()
    paginator = paging.CappedPaginator(User.objects.order_by("pk"), 1)
    with django_assert_num_queries(1):
        assert (paginator.count, paginator.is_capped, paginator.num_pages) == (2, True, 2)


def test_list_says_that_there_are_more(monkeypatch, client, operator):
    url = reverse("admin:ai4t_user_changelist")
    assert "People: 1" in client.get(url).content.decode()
    monkeypatch.setattr(paging, "MOST", 1)
    create_user()
    assert "People: more than 1; search to find the others" in client.get(url).content.decode()
