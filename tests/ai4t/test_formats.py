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


@pytest.mark.parametrize("language", ["fr", "it", "sl"])
def test_months_and_days_begin_small_inside_a_sentence(language):
    with override(language):
        names = [date_format(datetime(2026, month, month, tzinfo=UTC), "l F") for month in range(1, 13)]
    assert names == [name.lower() for name in names]


def test_italian_days_have_no_zero_before_them():
    with override("it"):
        assert date_format(AT, "DATE_FORMAT") == "3 novembre 2026"
        assert date_format(AT, "DATETIME_FORMAT") == "3 novembre 2026, 09:05"
