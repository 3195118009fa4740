import pytest

from ai4t.content.irregularities import Irregularities
from ai4t.content.navigation import Entry, Pages, read_pages, read_site
from tests.factories.trees import places


def pages(text: str):
    faults = Irregularities()
    result = read_pages(text.encode(), path=".pages", language="en", faults=faults)
    return result, [(line, kind) for _file, line, kind in places(faults)]


def site(text: str):
    return read_site(text.encode(), path="mkdocs.yml", faults=Irregularities())


def test_title_and_order_are_read():
    assert pages("title: Mooc\nnav:\n    - b\n    - ...\n    - First: a.md\n") == (
        Pages(".pages", "Mooc", (Entry("b", 3), Entry("...", 4), Entry("a.md", 5, "First"))),
        [],
    )


def test_a_trailing_space_in_a_title_is_taken_off_and_reported():
    assert pages("title: 1.3 Challenges \n") == (Pages(".pages", "1.3 Challenges"), [(1, "title-spaces")])


def test_a_title_with_a_colon_is_no_yaml_and_still_read():
    assert pages("title: 1.1 Video: a walk\n") == (Pages(".pages", "1.1 Video: a walk"), [(1, "yaml-broken")])


def test_groups_are_flattened_and_links_left_out_both_reported():
    assert pages("nav:\n  - Group:\n    - a\n    - b\n  - Link: https://example.org\n") == (
        Pages(".pages", "", (Entry("a", 3), Entry("b", 4))),
        [(2, "nav-nested"), (5, "nav-link")],
    )


@pytest.mark.parametrize("text", ["", "just text", "- a\n- b", "nav:\n", "nav: 7\n", "title: [1]\n", "\0\0"])
def test_a_file_that_says_nothing_usable_does_no_harm(text):
    assert pages(text)[0].title == ""


def test_unknown_fields_are_reported_and_those_of_the_plugin_are_not():
    assert pages("title: A\ncollapse: true\ncolour: red\n")[1] == [(3, "field-unknown")]


def test_a_site_names_its_languages_and_its_menu():
    result = site(
        "site_name: Course\ndocs_dir: text\ntheme:\n  language: de\nplugins:\n  - search\n  - i18n:\n"
        "      default_language: fr\n      languages:\n        en: {name: English, site_name: The course}\n"
        "      nav_translations:\n        en:\n          'Un  menu': A menu\n"
    )

    assert (result.name, result.names, result.docs_folder, result.default_language) == (
        "Course",
        {"en": "The course"},
        "text",
        "fr",
    )
    assert [result.translated("un menu ", "en"), result.translated("un menu", "de")] == ["A menu", ""]


def test_the_newer_form_of_the_language_plugin_is_read_as_well():
    result = site(
        "plugins:\n  - i18n:\n      languages:\n        - locale: sl\n          default: true\n"
        "        - {locale: en, site_name: X, nav_translations: {Uvod: Introduction}}\n"
    )

    assert (result.default_language, result.names, result.translated("Uvod", "en")) == (
        "sl",
        {"en": "X"},
        "Introduction",
    )


@pytest.mark.parametrize("text", ["", "- a", "plugins: x", "plugins:\n  - i18n\n", "a: b: c", "theme: material"])
def test_a_site_file_that_says_nothing_usable_does_no_harm(text):
    assert (site(text).menu, site(text).docs_folder) == ({}, "docs")


def test_tags_of_other_programs_in_a_site_file_are_not_obeyed():
    assert site("site_name: A\nx: !!python/name:os.system\ny: !ENV [A, b]\n").name == "A"
