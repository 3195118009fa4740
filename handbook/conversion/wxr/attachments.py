"""The files that an export knows by their ids, and the instructions that name them so: galleries and playlists."""

import re
from collections.abc import Iterable
from html import escape

from django.utils.translation import gettext as _

from handbook.conversion.facts import without_markup
from handbook.conversion.wxr.posts import Post
from handbook.conversion.wxr.shortcodes import Tell

_LISTED = re.compile(r"\[(gallery|playlist)((?:\s[^\[\]]*)?)\]")
_IDS = re.compile(r"""\s(?:ids|include)=["']?([\d, ]+)""")
_SOUND = re.compile(r"\.(?:mp3|m4a|ogg|oga|wav|flac|wma)$", re.IGNORECASE)
_FILM = re.compile(r"\.(?:mp4|m4v|webm|ogv|mov|wmv|avi|flv)$", re.IGNORECASE)


class Attachments:
    def __init__(self, posts: Iterable[Post]):
        self._by_id = {post.id: post for post in posts if post.attachment}

    def listed(self, text: str, post: Post, tell: Tell) -> str:
        """``text`` of ``post`` with its galleries and playlists as elements; lines stay where they are."""

        def written(found: re.Match) -> str:
            wanted = self._wanted(found, post)
            known = [self._by_id[one] for one in wanted if one in self._by_id]
            if not known:
                return found[0]
            if missing := [one for one in wanted if one not in self._by_id]:
                message = _("Files of a list that are not named in the export were left out; their numbers: %(ids)s")
                line = text.count("\n", 0, found.start()) + 1
                tell(line, "media-not-in-export", message % {"ids": ", ".join(missing)[:200]})
            return " ".join(map(_shown, known))

        return _LISTED.sub(written, text)

    def _wanted(self, found: re.Match, post: Post) -> list[str]:
        if said := _IDS.search(found[2]):
            return re.findall(r"\d+", said[1])
        is_played = found[1] == "playlist"
        own = [one for one in self._by_id.values() if one.parent == post.id]
        return [
            one.id for one in own if bool(_SOUND.search(one.attachment) or _FILM.search(one.attachment)) == is_played
        ]


def _shown(post: Post) -> str:
    """A film or sound under its title; a picture with its caption where it has one."""
    address, caption = escape(post.attachment), " ".join(post.excerpt.split())
    if _SOUND.search(post.attachment) or _FILM.search(post.attachment):
        tag = "audio" if _SOUND.search(post.attachment) else "video"
        return f'<{tag} src="{address}" title="{escape(without_markup(post.title))}"></{tag}>'
    alt = post.said("_wp_attachment_image_alt") or without_markup(post.excerpt) or post.title
    picture = f'<img src="{address}" alt="{escape(alt)}"/>'
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>" if caption else picture
