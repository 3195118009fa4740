"""Time zones by the name of their city, as each language calls it."""

from django.utils.translation import pgettext_lazy

from ai4t.collation import sort_key

# Of the zones that are offered, those whose city is called otherwise somewhere; the others are called alike.
_CITIES = {
    "Africa/Algiers": pgettext_lazy("city", "Algiers"),
    "Africa/Cairo": pgettext_lazy("city", "Cairo"),
    "Africa/Tunis": pgettext_lazy("city", "Tunis"),
    "America/Cayenne": pgettext_lazy("city", "Cayenne"),
    "America/Guadeloupe": pgettext_lazy("city", "Guadeloupe"),
    "America/Martinique": pgettext_lazy("city", "Martinique"),
    "Asia/Baku": pgettext_lazy("city", "Baku"),
    "Asia/Beirut": pgettext_lazy("city", "Beirut"),
    "Asia/Jerusalem": pgettext_lazy("city", "Jerusalem"),
    "Asia/Nicosia": pgettext_lazy("city", "Nicosia"),
    "Asia/Tbilisi": pgettext_lazy("city", "Tbilisi"),
    "Asia/Yerevan": pgettext_lazy("city", "Yerevan"),
    "Atlantic/Azores": pgettext_lazy("city", "Azores"),
    "Atlantic/Canary": pgettext_lazy("city", "Canary Islands"),
    "Atlantic/Madeira": pgettext_lazy("city", "Madeira"),
    "Europe/Athens": pgettext_lazy("city", "Athens"),
    "Europe/Belgrade": pgettext_lazy("city", "Belgrade"),
    "Europe/Berlin": pgettext_lazy("city", "Berlin"),
    "Europe/Brussels": pgettext_lazy("city", "Brussels"),
    "Europe/Bucharest": pgettext_lazy("city", "Bucharest"),
    "Europe/Budapest": pgettext_lazy("city", "Budapest"),
    "Europe/Chisinau": pgettext_lazy("city", "Chisinau"),
    "Europe/Copenhagen": pgettext_lazy("city", "Copenhagen"),
    "Europe/Dublin": pgettext_lazy("city", "Dublin"),
    "Europe/Kyiv": pgettext_lazy("city", "Kyiv"),
    "Europe/Lisbon": pgettext_lazy("city", "Lisbon"),
    "Europe/Ljubljana": pgettext_lazy("city", "Ljubljana"),
    "Europe/London": pgettext_lazy("city", "London"),
    "Europe/Luxembourg": pgettext_lazy("city", "Luxembourg"),
    "Europe/Malta": pgettext_lazy("city", "Malta"),
    "Europe/Paris": pgettext_lazy("city", "Paris"),
    "Europe/Prague": pgettext_lazy("city", "Prague"),
    "Europe/Rome": pgettext_lazy("city", "Rome"),
    "Europe/Sofia": pgettext_lazy("city", "Sofia"),
    "Europe/Stockholm": pgettext_lazy("city", "Stockholm"),
    "Europe/Tallinn": pgettext_lazy("city", "Tallinn"),
    "Europe/Tirane": pgettext_lazy("city", "Tirana"),
    "Europe/Vienna": pgettext_lazy("city", "Vienna"),
    "Europe/Vilnius": pgettext_lazy("city", "Vilnius"),
    "Europe/Warsaw": pgettext_lazy("city", "Warsaw"),
    "Europe/Zagreb": pgettext_lazy("city", "Zagreb"),
    "Europe/Zurich": pgettext_lazy("city", "Zurich"),
    "Indian/Reunion": pgettext_lazy("city", "Réunion"),
}


def city_of(zone: str) -> str:
    """ "Vienna", "Wien", "Dunaj" for ``Europe/Vienna``; the end of its name where the list does not know a zone."""
    return str(_CITIES.get(zone) or zone.rsplit("/", 1)[-1].replace("_", " "))


def choices(zones) -> list[tuple[str, str]]:
    """Zones to choose from, by city; the name that programs know stands beside it."""
    named = [(zone, zone if zone == "UTC" else f"{city_of(zone)} ({zone})") for zone in zones]
    return sorted(named, key=lambda choice: sort_key(choice[1]))
