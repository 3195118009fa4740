"""The words that stand in pages, by language, so that one may be offered that is near what was typed."""

from ai4t.models import SearchWord
from ai4t.searching.normalising import folded

SHORTEST = 4


def note_words(language: str, written: set[str]) -> None:
    """Words that are known already stay as they are; those that stand nowhere any more are gone after a rebuilding."""
    words = {folded(word): word.lower() for word in sorted(written) if _is_offered(word)}
    known = set(SearchWord.objects.filter(language=language, folded__in=words).values_list("folded", flat=True))
    rows = [
        SearchWord(language=language, word=word, folded=key, trigrams=trigrams(key))
        for key, word in words.items()
        if key not in known
    ]
    SearchWord.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


def trigrams(word: str) -> list[str]:
    """Of the word with a blank on each side; its beginning counts twice."""
    padded = f"  {word} "
    return sorted({padded[start : start + 3] for start in range(len(padded) - 2)})


def _is_offered(word: str) -> bool:
    return SHORTEST <= len(word) <= 60 and word.isalpha()
