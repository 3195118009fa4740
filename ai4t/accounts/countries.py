"""Where people come from: Europe and its neighbours by name, with the time zone of the capital; all else as one."""

from django.utils.translation import gettext_lazy as _

from ai4t.collation import sort_key

# ISO 3166 keeps ZZ free for users' own purposes; here it means a country that the list does not name.
ANOTHER = "ZZ"

_COUNTRIES = {
    "AL": (_("Albania"), "Europe/Tirane"),
    "AM": (_("Armenia"), "Asia/Yerevan"),
    "AT": (_("Austria"), "Europe/Vienna"),
    "AZ": (_("Azerbaijan"), "Asia/Baku"),
    "BA": (_("Bosnia and Herzegovina"), "Europe/Sarajevo"),
    "BE": (_("Belgium"), "Europe/Brussels"),
    "BG": (_("Bulgaria"), "Europe/Sofia"),
    "CH": (_("Switzerland"), "Europe/Zurich"),
    "CY": (_("Cyprus"), "Asia/Nicosia"),
    "CZ": (_("Czechia"), "Europe/Prague"),
    "DE": (_("Germany"), "Europe/Berlin"),
    "DK": (_("Denmark"), "Europe/Copenhagen"),
    "DZ": (_("Algeria"), "Africa/Algiers"),
    "EE": (_("Estonia"), "Europe/Tallinn"),
    "EG": (_("Egypt"), "Africa/Cairo"),
    "ES": (_("Spain"), "Europe/Madrid"),
    "FI": (_("Finland"), "Europe/Helsinki"),
    "FR": (_("France"), "Europe/Paris"),
    "GB": (_("United Kingdom"), "Europe/London"),
    "GE": (_("Georgia"), "Asia/Tbilisi"),
    "GR": (_("Greece"), "Europe/Athens"),
    "HR": (_("Croatia"), "Europe/Zagreb"),
    "HU": (_("Hungary"), "Europe/Budapest"),
    "IE": (_("Ireland"), "Europe/Dublin"),
    "IL": (_("Israel"), "Asia/Jerusalem"),
    "IS": (_("Iceland"), "Atlantic/Reykjavik"),
    "IT": (_("Italy"), "Europe/Rome"),
    "JO": (_("Jordan"), "Asia/Amman"),
    "LB": (_("Lebanon"), "Asia/Beirut"),
    "LI": (_("Liechtenstein"), "Europe/Vaduz"),
    "LT": (_("Lithuania"), "Europe/Vilnius"),
    "LU": (_("Luxembourg"), "Europe/Luxembourg"),
    "LV": (_("Latvia"), "Europe/Riga"),
    "MA": (_("Morocco"), "Africa/Casablanca"),
    "MD": (_("Moldova"), "Europe/Chisinau"),
    "ME": (_("Montenegro"), "Europe/Podgorica"),
    "MK": (_("North Macedonia"), "Europe/Skopje"),
    "MT": (_("Malta"), "Europe/Malta"),
    "NL": (_("Netherlands"), "Europe/Amsterdam"),
    "NO": (_("Norway"), "Europe/Oslo"),
    "PL": (_("Poland"), "Europe/Warsaw"),
    "PT": (_("Portugal"), "Europe/Lisbon"),
    "RO": (_("Romania"), "Europe/Bucharest"),
    "RS": (_("Serbia"), "Europe/Belgrade"),
    "SE": (_("Sweden"), "Europe/Stockholm"),
    "SI": (_("Slovenia"), "Europe/Ljubljana"),
    "SK": (_("Slovakia"), "Europe/Bratislava"),
    "TN": (_("Tunisia"), "Africa/Tunis"),
    "TR": (_("Türkiye"), "Europe/Istanbul"),
    "UA": (_("Ukraine"), "Europe/Kyiv"),
    "XK": (_("Kosovo"), "Europe/Belgrade"),
}
# The countries that people can say they come from, and that have schools here.
CODES = sorted(_COUNTRIES)
_ZONE_ELSEWHERE = "UTC"
# Countries of more than one zone, whose teachers may live in another than the capital.
_FURTHER_ZONES = {
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Atlantic/Madeira",
    "America/Cayenne",
    "America/Guadeloupe",
    "America/Martinique",
    "Indian/Mayotte",
    "Indian/Reunion",
    _ZONE_ELSEWHERE,
}
ZONES = sorted({zone for _name, zone in _COUNTRIES.values()} | _FURTHER_ZONES)


def choices() -> list[tuple[str, str]]:
    """Codes and names in the active language, sorted as it sorts, "another country" last."""
    named = ((code, str(name)) for code, (name, _zone) in _COUNTRIES.items())
    in_order = sorted(named, key=lambda country: sort_key(country[1]))
    return [("", _("Please choose")), *in_order, (ANOTHER, _("Another country"))]


def name_of(code: str) -> str:
    """In the active language; the code itself where it is none of ours."""
    if code == ANOTHER:
        return _("Another country")
    return str(_COUNTRIES[code][0]) if code in _COUNTRIES else code


def zone_of(code: str) -> str:
    """A good guess at a person's time zone, until she says otherwise."""
    return _COUNTRIES[code][1] if code in _COUNTRIES else _ZONE_ELSEWHERE
