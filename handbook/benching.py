"""The handbook's pages as scenarios of the bench."""

from ai4t.benching import Request, Scenario, register
from handbook.demonstrating import SLUG, show_handbook
from handbook.models import Chapter

LANGUAGES = ("en", "fr", "de", "it", "sl")


def register_scenarios():
    register(Scenario("chapter_anonymous", _chapter_anonymous, goal=0.5), prepare=show_handbook)


def _chapter_anonymous() -> list[Request]:
    """Every chapter of the newest edition in five languages."""
    keys = Chapter.objects.filter(edition__book__slug=SLUG, edition__number=2).values_list("key", flat=True)
    return [Request(f"/{language}/handbook/{SLUG}/2/{key}/") for key in keys for language in LANGUAGES]
