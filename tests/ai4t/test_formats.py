"""Days and times as the glossary of a language writes them."""

from datetime import UTC, datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

AT = datetime(2026, 11, 3, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("DATE_FORMAT", "3.\u00a0november 2026"),
        ("DATETIME_FORMAT", "3.\u00a0november 2026, 09:05"),
        ("SHORT_DATE_FORMAT", "3.\u00a011.\u00a02026"),
        ("SHORT_DATETIME_FORMAT", "3.\u00a011.\u00a02026, 09:05"),
    ],
)
def test_slovenian_days_do_not_break_and_have_no_capital_month(name, written):
    with override("sl"):
        assert date_format(AT, name) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("DATE_FORMAT", "3 November 2026"),
        ("DATETIME_FORMAT", "3 November 2026, 09:05"),
        ("SHORT_DATE_FORMAT", "3 Nov 2026"),
        ("SHORT_DATETIME_FORMAT", "3 Nov 2026, 09:05"),
    ],
)
def test_english_days_stand_before_their_month(name, written):
    with override("en"):
        assert date_format(AT, name) == written
