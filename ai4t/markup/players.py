"""Video sites whose players we know: YouTube, Vimeo and PeerTube, each in the form that sets no cookies."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings

from ai4t.markup.addresses import site
from ai4t.markup.html_names import names

_YOUTUBE = names("youtube.com www.youtube.com m.youtube.com youtube-nocookie.com www.youtube-nocookie.com")
_SHORT = names("youtu.be www.youtu.be")
_VIMEO = names("vimeo.com www.vimeo.com player.vimeo.com")
_YOUTUBE_PATH = re.compile(r"/(?:embed|v|shorts|live)/([A-Za-z0-9_-]{6,20})/?")
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
_VIMEO_PATH = re.compile(r"/(?:video/)?(\d{5,12})(?:/([0-9a-f]{6,20}))?/?")
_PEERTUBE_PATH = re.compile(r"/(?:videos/embed|videos/watch|w)/([A-Za-z0-9-]{8,40})/?")
_NO_COOKIES = "https://www.youtube-nocookie.com/embed"
_NAMES = ("youtube", "youtu.be", "vimeo")


@dataclass(frozen=True)
class Player:
    """``name`` is how people call the site; ``plays_here`` is true where our pages may open its frame."""

    provider: Literal["youtube", "vimeo", "peertube"]
    address: str
    name: str
    plays_here: bool


def recognise(target: str, language: str) -> Player | None:
    target = "https:" + target if target.startswith("//") else target
    found = site(target)
    if found is None:
        return None
    parts = urlsplit(found.href)
    asked = parse_qs(parts.query)
    if found.host in _YOUTUBE | _SHORT:
        return _youtube(parts.path, found.host, asked, language)
    if found.host in _VIMEO and (video := _VIMEO_PATH.fullmatch(parts.path)):
        secret = video[2] or asked.get("h", [""])[0]
        options = {"dnt": "1", "texttrack": language} | (
            {"h": secret} if re.fullmatch(r"[0-9a-f]{6,20}", secret) else {}
        )
        return _player("vimeo", f"https://player.vimeo.com/video/{video[1]}?{urlencode(options)}", "Vimeo")
    if not is_look_alike(target) and (video := _PEERTUBE_PATH.fullmatch(parts.path)):
        options = {"subtitle": language, "p2p": "0"}
        return _player("peertube", f"https://{found.host}/videos/embed/{video[1]}?{urlencode(options)}", found.host)
    return None


def is_look_alike(target: str) -> bool:
    """Whether an address uses the name of a video site without being on it."""
    found = site(target)
    if found is None:
        return "@" in target or "\\" in target
    is_known = found.host in _YOUTUBE | _SHORT | _VIMEO
    return not is_known and (found.is_foreign_script or any(name in found.host for name in _NAMES))


def _youtube(path: str, host: str, asked: dict[str, list[str]], language: str) -> Player | None:
    options = {"rel": "0", "hl": language, "cc_lang_pref": language, "cc_load_policy": "1"}
    for name in ("start", "end", "t"):
        seconds = asked.get(name, [""])[0].removesuffix("s")
        if seconds.isdecimal():
            options["start" if name == "t" else name] = seconds[:6]
    playlist = asked.get("list", [""])[0]
    if path.rstrip("/") == "/embed/videoseries" and _is_playlist(playlist):
        return _player("youtube", f"{_NO_COOKIES}/videoseries?{urlencode({'list': playlist} | options)}", "YouTube")
    video = _YOUTUBE_PATH.fullmatch(path)
    identifier = video[1] if video else path.strip("/") if host in _SHORT else asked.get("v", [""])[0]
    if not _YOUTUBE_ID.fullmatch(identifier):
        return None
    return _player("youtube", f"{_NO_COOKIES}/{identifier}?{urlencode(options)}", "YouTube")


def _is_playlist(identifier: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9_-]{10,60}", identifier))


def _player(provider: Literal["youtube", "vimeo", "peertube"], address: str, name: str) -> Player:
    parts = urlsplit(address)
    return Player(provider, address, name, f"{parts.scheme}://{parts.netloc}" in settings.VIDEO_PLAYERS)
