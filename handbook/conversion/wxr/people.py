"""Who made a book or a chapter: Pressbooks 5 names people by their short names, Pressbooks 4 did in words."""

from ai4t.content.irregularities import Irregularities
from handbook.conversion.authors import line_of, tell_left_out
from handbook.conversion.wxr.posts import Post

_AUTHORS = ("pb_authors", "pb_author", "pb_section_author", "pb_contributing_authors")
_OTHERS = (
    "pb_contributors", "pb_editors", "pb_editor", "pb_translators", "pb_translator", "pb_illustrators", "pb_reviewers",
)  # fmt: skip


class People:
    """``names`` are short name -> name, as the export lists them for the whole book."""

    def __init__(self, names: dict[str, str], path: str, faults: Irregularities):
        self._names, self._path, self._faults = names, path, faults

    def authors_of(self, post: Post) -> list[str]:
        """Everybody whom the post names as an author, as lines of an edition; those who did other work for it are told,
        and left out.
        """
        authors, others = self._named(post, _AUTHORS), self._named(post, _OTHERS)
        tell_left_out(others, self._path, post.line, self._faults)
        listed = (name for _short, name in post.terms_of("contributor"))
        found = authors or list(dict.fromkeys(name for name in listed if name not in others))
        return list(map(line_of, found))

    def _named(self, post: Post, fields: tuple[str, ...]) -> list[str]:
        by_short_name = dict(post.terms_of("contributor"))
        said = (name.strip() for field in fields for name in post.meta.get(field, []))
        return list(dict.fromkeys(by_short_name.get(name) or self._names.get(name) or name for name in said if name))
