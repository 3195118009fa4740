"""Zones are chosen by the city as the reader calls it, in the order of her language."""

from django.utils import translation

from ai4t.accounts import countries
from ai4t.cities import _CITIES, choices


def test_zones_to_choose_from_stand_in_the_order_of_their_cities():
    zones = ["UTC", "Europe/Athens", "Europe/Vienna", "Europe/Rome", "America/New_York"]
    with translation.override("sl"):
        assert choices(zones) == [
            ("Europe/Athens", "Atene (Europe/Athens)"),
            ("Europe/Vienna", "Dunaj (Europe/Vienna)"),
            ("America/New_York", "New York (America/New_York)"),
            ("Europe/Rome", "Rim (Europe/Rome)"),
            ("UTC", "UTC"),
        ]


def test_only_zones_that_are_offered_have_cities():
    assert set(_CITIES) - set(countries.ZONES) == set()
