import pytest

from ai4t.content.file_languages import FileLanguages
from ai4t.content.language_tags import tag


def read(*paths: str) -> dict[str, tuple[str, str | None]]:
    """Path -> (neutral stem, language)."""
    languages = FileLanguages(paths)
    found = {path: languages.place_of(path) for path in paths}
    return {path: (place.stem, place.tag.code if place.tag else None) for path, place in found.items()}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("si", "sl"),
        ("no", "nb"),
        ("iw", "he"),
        ("pt-br", "pt-br"),
        ("pt_BR", "pt-br"),
        ("sr-latn", "sr-latn"),
        ("zh-Hans-CN", "zh-hans-cn"),
        ("fa", "fa"),
        ("hsb", "hsb"),
        ("slv", "sl"),
    ],
)
def test_tag_names_a_language(written, code):
    assert tag(written).code == code


@pytest.mark.parametrize("written", ["upstream", "old", "xx", "3a", "1", "", "e n", "toc", "ai", "en-"])
def test_tag_is_none_for_what_names_no_language(written):
    assert tag(written) is None


def test_only_a_changed_code_is_an_alias():
    assert [tag(written).is_alias for written in ("sl", "SL", "pt_BR", "si", "gr")] == [False, False, False, True, True]


def test_suffixes_are_languages_and_a_text_without_one_has_none():
    assert read("m/a.en.md", "m/a.sl.md", "m/a.md", "m/b.old.md", "m/v1.2.md") == {
        "m/a.en.md": ("m/a", "en"),
        "m/a.sl.md": ("m/a", "sl"),
        "m/a.md": ("m/a", None),
        "m/b.old.md": ("m/b.old", None),
        "m/v1.2.md": ("m/v1.2", None),
    }


def test_folders_beside_each_other_are_languages():
    assert read("en/m/a.md", "ar/m/a.md", "pt-br/m/b.md") == {
        "en/m/a.md": ("m/a", "en"),
        "ar/m/a.md": ("m/a", "ar"),
        "pt-br/m/b.md": ("m/b", "pt-br"),
    }


def test_folders_of_languages_may_lie_deep():
    assert read("m1/en/a.md", "m1/he/a.md", "m2/en/b.md", "m2/he/b.md")["m2/he/b.md"] == ("m2/b", "he")


def test_a_folder_that_mirrors_its_surroundings_is_a_language():
    assert read("m/a.md", "m/b.md", "fr/m/a.md") == {
        "m/a.md": ("m/a", None),
        "m/b.md": ("m/b", None),
        "fr/m/a.md": ("m/a", "fr"),
    }


def test_a_chapter_on_computing_is_not_italian():
    assert read("it/a.md", "module-2/b.md") == {"it/a.md": ("it/a", None), "module-2/b.md": ("module-2/b", None)}


def test_a_single_folder_of_one_language_is_that_language():
    assert read("ar/m/a.md", "ar/n/b.md")["ar/m/a.md"] == ("m/a", "ar")


def test_folders_may_be_called_by_the_name_of_their_language():
    assert read("english/a.md", "Slovenščina/a.md", "العربية/a.md") == {
        "english/a.md": ("a", "en"),
        "Slovenščina/a.md": ("a", "sl"),
        "العربية/a.md": ("a", "ar"),
    }


def test_modules_on_two_school_subjects_are_not_languages():
    assert read("english/songs.md", "german/films.md") == {
        "english/songs.md": ("english/songs", None),
        "german/films.md": ("german/films", None),
    }


def test_files_of_one_page_may_be_called_by_their_language():
    assert read("m/unit/en.md", "m/unit/sl.md") == {
        "m/unit/en.md": ("m/unit/index", "en"),
        "m/unit/sl.md": ("m/unit/index", "sl"),
    }


def test_a_dash_serves_where_the_text_has_a_twin():
    assert read("a_en.md", "a_fr.md", "b.md", "b-sl.md", "what-it-is.md") == {
        "a_en.md": ("a", "en"),
        "a_fr.md": ("a", "fr"),
        "b.md": ("b", None),
        "b-sl.md": ("b", "sl"),
        "what-it-is.md": ("what-it-is", None),
    }


def test_a_suffix_is_believed_before_the_folder_and_the_contradiction_is_kept():
    place = FileLanguages(["en/a.md", "sl/a.md", "sl/b.fr.md"]).place_of("sl/b.fr.md")

    assert (place.stem, place.tag.code, place.contradicts.code) == ("b", "fr", "sl")
