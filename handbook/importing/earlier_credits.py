"""Whose a file is and under which licence, as it was decided for the same file in the edition before."""

from collections import defaultdict

from handbook.models import ChapterFile, Edition

NOTHING = ("", "")


class EarlierCredits:
    """Files are the same where their bytes are, whatever they are called. ``taken_over`` counts what was given out."""

    def __init__(self, edition: Edition):
        self._of_chapter: dict[tuple[str, int], tuple[str, str]] = {}
        self._of_file: dict[int, set[tuple[str, str]]] = defaultdict(set)
        self.taken_over = 0
        rows = ChapterFile.objects.filter(chapter__edition=edition.before()).exclude(licence="", credit="")
        for key, file, *said in rows.values_list("chapter__key", "file", "licence", "credit"):
            self._of_chapter[key, file] = tuple(said)
            self._of_file[file].add(tuple(said))

    def take_over(self, key: str, file: int) -> tuple[str, str]:
        """Licence and credit as in the same chapter, else as everywhere, if that is the same."""
        anywhere = self._of_file.get(file, set())
        said = self._of_chapter.get((key, file)) or (next(iter(anywhere)) if len(anywhere) == 1 else NOTHING)
        self.taken_over += said != NOTHING
        return said
