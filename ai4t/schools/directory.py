"""Finding a school by typing the beginnings of its words."""

from ai4t.models import School

ANSWERS = 10
_LONGEST_QUESTION = 100
# One letter begins the name of every tenth school: an answer would help nobody.
_SHORTEST_QUESTION = 2


def find_schools(typed: str, *, country: str = "") -> list[School]:
    """At most ten listed schools, in the order of their names; none before two characters are typed."""
    typed = typed[:_LONGEST_QUESTION].strip()
    if len(typed) < _SHORTEST_QUESTION:
        return []
    found = School.objects.listed().matching(typed, country=country)
    return list(found.defer("search_text", "search_words")[:ANSWERS])
