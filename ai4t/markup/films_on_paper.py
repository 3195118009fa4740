"""A film from elsewhere where nothing plays: what it is called, and where it is, to be typed from paper."""

from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext as _

_NAMES = {"www.youtube-nocookie.com": "YouTube", "player.vimeo.com": "Vimeo"}


def in_words(title: str, player: str) -> str:
    """Ends with the address that people share; ``player`` is that of the player."""
    host = urlsplit(player).hostname or ""
    said = {"site": _NAMES.get(host, host), "title": title, "address": shared_address(player)}
    return _("Video on %(site)s: %(title)s, %(address)s") % said


def shared_address(player: str) -> str:
    parts, asked = urlsplit(player), parse_qs(urlsplit(player).query)
    name = parts.path.rpartition("/")[2]
    if parts.hostname == "player.vimeo.com":
        return "/".join(["https://vimeo.com", name, *asked.get("h", [])])
    if parts.hostname != "www.youtube-nocookie.com":
        return f"https://{parts.netloc}/w/{name}"
    if "list" in asked:
        return f"https://www.youtube.com/playlist?list={asked['list'][0]}"
    return f"https://youtu.be/{name}" + (f"?t={asked['start'][0]}" if "start" in asked else "")
