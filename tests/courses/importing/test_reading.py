"""Whole trees, read as courses: the shape that comes out, and the faults named on the way."""

import pytest

from courses.importing.reading import NothingToImport
from tests.factories.course_files import read, shape, small_course, text
from tests.factories.trees import places

SMALL = [
    ("M1", [("1.0", ["EU.X.O1.M1.0.1t"]), ("1.1", ["EU.X.O1.M1.1.1t", "EU.X.O1.M1.1.2t"])]),
    ("M2", [("2.1", ["EU.X.O1.M2.1.1a"])]),
]


def kinds(faults, *wanted):
    """(file, line, kind) of the faults, or only of those kinds."""
    return [place for place in places(faults) if not wanted or place[2] in wanted]


def test_the_layout_of_the_real_course_is_read_without_a_fault_but_its_missing_menu(tmp_path):
    contents, faults = read(tmp_path, small_course())

    assert shape(contents) == SMALL
    assert contents.languages == ["en", "fr"]
    assert [module.titles["en"] for module in contents.modules] == ["Why", "How"]
    assert [section.titles["en"] for section in contents.modules[0].sections] == ["Introduction", "Reasons"]
    unit = contents.units[1]
    assert (unit.texts["en"].title, unit.texts["fr"].title) == ("First", "First fr")
    assert (unit.texts["en"].body.strip(), unit.texts["en"].contributors) == ("Words about 1.1.1 First in en.", "AI4T")
    assert {place[2] for place in places(faults)} == {"title-untranslated"}


@pytest.mark.parametrize("prefix", ["docs/", "docs/1-Mooc/", "a/b/c/"])
def test_folders_around_the_course_are_stepped_through(tmp_path, prefix):
    contents, _faults = read(tmp_path, small_course(prefix=prefix))

    assert (shape(contents), contents.root) == (SMALL, prefix.rstrip("/"))


def test_a_single_module_is_not_taken_for_a_wrapper(tmp_path):
    files = {path: content for path, content in small_course().items() if path.startswith("module-1")}

    contents, _faults = read(tmp_path, files)

    assert shape(contents) == SMALL[:1]


def test_menu_and_names_come_from_the_site_file_above(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: The course\nplugins:\n  - i18n:\n      languages:\n        fr: {site_name: Le cours}\n"
        "      nav_translations:\n        fr:\n          'M1. Why': 'M1. Pourquoi'\n"
        "          '1.1 Reasons': '1.1 Raisons'\n"
    )

    contents, faults = read(tmp_path / "docs", small_course())

    assert contents.titles == {"en": "The course", "fr": "Le cours"}
    assert contents.modules[0].titles == {"en": "Why", "fr": "Pourquoi"}
    assert contents.modules[0].sections[1].titles == {"en": "Reasons", "fr": "Raisons"}
    assert kinds(faults, "title-untranslated") == [
        ("module-1-why/1-0-introduction/.pages", 0, "title-untranslated"),
        ("module-2-how/.pages", 0, "title-untranslated"),
        ("module-2-how/2-1-ways/.pages", 0, "title-untranslated"),
    ]


def test_what_lies_beside_the_documents_of_a_site_is_no_course_text(tmp_path):
    files = {**small_course(prefix="docs/"), "mkdocs.yml": "site_name: X\n", "notes/idea.md": "# Idea"}

    contents, faults = read(tmp_path, files)

    assert shape(contents) == SMALL
    assert kinds(faults, "not-course-text") == [("notes/idea.md", 0, "not-course-text")]


def test_a_readme_at_the_top_is_about_the_files(tmp_path):
    contents, faults = read(tmp_path, {**small_course(), "README.upstream.md": "# Read me", "LICENSE.md": "MIT"})

    assert shape(contents) == SMALL
    assert [place[0] for place in kinds(faults, "not-course-text")] == ["LICENSE.md", "README.upstream.md"]


def test_the_order_of_a_folder_is_the_authors_and_what_it_forgets_comes_last(tmp_path):
    files = {
        "m/.pages": "nav:\n  - c.en.md\n  - gone.md\n  - a.md\n",
        "m/a.en.md": text("A"),
        "m/b.en.md": text("B"),
        "m/c.en.md": text("C"),
        "n/x.en.md": text("X"),
    }

    contents, faults = read(tmp_path, files)

    assert [unit.texts["en"].title for unit in contents.modules[0].units] == ["C", "A", "B"]
    assert kinds(faults, "nav-missing", "nav-unlisted") == [
        ("m/.pages", 3, "nav-missing"),
        ("m/b.en.md", 0, "nav-unlisted"),
    ]


def test_three_dots_in_an_order_stand_for_the_rest(tmp_path):
    files = {"m/.pages": "nav:\n  - c.md\n  - ...\n  - a.md\n", **{f"m/{name}.md": text(name) for name in "abcd"}}

    contents, faults = read(tmp_path, files)

    assert [unit.texts["en"].title for unit in contents.units] == ["c", "b", "d", "a"]
    assert kinds(faults, "nav-missing", "nav-unlisted") == []


def test_without_an_order_names_are_sorted_with_their_numbers_as_numbers(tmp_path):
    names = ["1-1-10-x", "1-1-9-x", "1-1-2a-x", "index", "appendix"]

    contents, _faults = read(tmp_path, {f"module-1/1-1-a/{name}.en.md": text("T") for name in names})

    assert [unit.stem.rpartition("/")[2] for unit in contents.units] == [
        "index",
        "1-1-2a-x",
        "1-1-9-x",
        "1-1-10-x",
        "appendix",
    ]


def test_deep_folders_join_the_section_above_them(tmp_path):
    files = {
        "m/s/a.en.md": text("A"),
        "m/s/deep/deeper/b.en.md": text("B"),
        "m/s/deep/deeper/c.en.md": text("C"),
        "m/s/unit-d/index.en.md": text("D"),
        "n/s/e.en.md": text("E"),
    }

    contents, faults = read(tmp_path, files)

    assert shape(contents) == [("m", [("s", ["a", "b", "c", "unit-d"])]), ("n", [("s", ["e"])])]
    assert kinds(faults, "folder-folded") == [("m/s/deep", 0, "folder-folded"), ("m/s/deep/deeper", 0, "folder-folded")]


def test_a_unit_in_no_section_and_one_in_no_module_have_their_places(tmp_path):
    files = {
        "welcome.en.md": text("Hello"),
        "m/direct.en.md": text("Direct"),
        "m/s/x.en.md": text("X"),
        "m/.pages": "title: Em",
    }

    contents, faults = read(tmp_path, files, course_name="My course")

    assert shape(contents) == [("m", [("units", ["direct"]), ("s", ["x"])]), ("course", [("units", ["welcome"])])]
    assert [module.titles["en"] for module in contents.modules] == ["Em", "My course"]
    assert contents.modules[0].sections[0].titles == {"en": "Em"}
    assert kinds(faults, "unit-outside-modules", "unit-outside-sections") == [
        ("m/direct.en.md", 0, "unit-outside-sections"),
        ("welcome.en.md", 0, "unit-outside-modules"),
    ]


def test_a_folder_without_a_title_is_called_by_its_name(tmp_path):
    contents, faults = read(tmp_path, {"module-1-using-AI/1-1-are-teachers_ready/1-1-1-x.en.md": text()})

    assert contents.modules[0].titles == {"en": "Using AI"}
    assert contents.modules[0].sections[0].titles == {"en": "Are teachers ready"}
    assert [place[2] for place in kinds(faults, "folder-untitled")] == ["folder-untitled"] * 2


def test_a_folder_for_each_language(tmp_path):
    files = {
        f"{language}/module-1/1-1-x/1-1-1-y.md": text(f"1.1.1 Title {language}", key="A.M1.1.1t")
        for language in ("en", "sl", "ar")
    }
    files["sl/module-1/.pages"] = "title: 1. modul"
    files["en/module-1/.pages"] = "title: Module 1"

    contents, faults = read(tmp_path, files)

    assert shape(contents) == [("M1", [("1.1", ["A.M1.1.1t"])])]
    assert sorted(contents.units[0].texts) == ["ar", "en", "sl"]
    assert contents.modules[0].titles == {"en": "Module 1", "sl": "1. modul"}
    assert kinds(faults, "language-alias", "language-disagrees") == []


def test_a_folder_for_each_language_with_translated_names(tmp_path):
    files = {
        "en/module-1/1-1-reasons/1-1-1-first.md": text("1.1.1 First"),
        "sl/modul-1/1-1-razlogi/1-1-1-prvi.md": text("1.1.1 Prvi"),
        "en/module-1/1-1-reasons/1-1-2-second.md": text("1.1.2 Second", key="A.1"),
        "sl/modul-1/1-1-razlogi/drugi.md": text("Drugi", key="A.1"),
    }

    contents, faults = read(tmp_path, files)

    assert [(unit.texts["en"].title, unit.texts["sl"].title) for unit in contents.units] == [
        ("First", "Prvi"),
        ("Second", "Drugi"),
    ]
    assert len(kinds(faults, "translation-joined")) == 2


def test_texts_without_a_suffix_are_in_the_source_language(tmp_path):
    files = {"m/s/a.md": text("A"), "m/s/a.fr.md": text("A fr"), "m/s/b.md": text("B")}

    contents, faults = read(tmp_path, files)

    assert contents.source_language == "en"
    assert [sorted(unit.texts) for unit in contents.units] == [["en", "fr"], ["en"]]
    assert kinds(faults, "translation-missing") == [("m/s/b.md", 0, "translation-missing")]


def test_two_files_for_one_text_in_one_language_are_named_and_the_suffix_wins(tmp_path):
    contents, faults = read(tmp_path, {"m/s/a.md": text("Old"), "m/s/a.en.md": text("New")})

    assert contents.units[0].texts["en"].title == "New"
    assert kinds(faults, "language-twice") == [("m/s/a.md", 0, "language-twice")]


@pytest.mark.parametrize(
    ("option", "site", "files", "language"),
    [
        ("fr", "", {"a.md": "x"}, "fr"),
        ("", "plugins:\n  - i18n: {default_language: it}", {"a.md": "x"}, "it"),
        ("", "theme: {language: de}", {"a.md": "x"}, "de"),
        ("", "", {"a.md": "x", "a.fr.md": "x"}, "en"),
        ("", "", {"a.ar.md": "x", "b.ar.md": "x", "a.he.md": "x"}, "ar"),
        ("", "", {"a.en.md": "x", "a.fr.md": "x", "b.fr.md": "x"}, "en"),
    ],
)
def test_the_source_language_is_asked_for_or_found(tmp_path, option, site, files, language):
    if site:
        (tmp_path / "mkdocs.yml").write_text(site)

    contents, _faults = read(
        tmp_path / "docs", {f"m/s/{name}": body for name, body in files.items()}, source_language=option
    )

    assert contents.source_language == language


def test_right_to_left_languages_are_languages_like_others(tmp_path):
    files = {
        "وحدة-1/قسم/مقدمة.ar.md": "---\nالعنوان: مقدمة\nالنوع: فيديو\nالرخصة: CC BY 4.0\n---\nنص قصير\n",
        "وحدة-1/قسم/مقدمة.he.md": "---\nכותרת: מבוא\nסוג: סרטון\n---\nטקסט\n",
    }

    contents, _faults = read(tmp_path, files)

    unit = contents.units[0]
    assert (unit.texts["ar"].title, unit.texts["he"].title) == ("مقدمة", "מבוא")
    assert (unit.kind, unit.licence, contents.source_language) == ("video", "CC BY 4.0", "he")
    assert unit.key.isascii()


def test_a_language_outside_the_list_is_kept_reported_and_hidden(tmp_path):
    files = {
        "m/s/a.en.md": text("A"),
        "m/s/a.pt-br.md": text("B"),
        "m/s/a.sr-latn.md": text("C"),
        "m/s/a.fa.md": text("D"),
    }

    contents, faults = read(tmp_path, files)

    unit = contents.units[0]
    assert (sorted(unit.texts), sorted(unit.hidden)) == (["en"], ["fa", "pt-br", "sr-latn"])
    assert [place[0] for place in kinds(faults, "language-unlisted")] == [
        "m/s/a.fa.md",
        "m/s/a.pt-br.md",
        "m/s/a.sr-latn.md",
    ]


def test_an_alias_of_a_language_is_read_and_reported(tmp_path):
    contents, faults = read(tmp_path, {"m/s/a.en.md": text("A"), "m/s/a.si.md": text("B")})

    assert sorted(contents.units[0].texts) == ["en", "sl"]
    assert kinds(faults, "language-alias") == [("m/s/a.si.md", 0, "language-alias")]


def test_contradictions_about_a_language_are_reported(tmp_path):
    files = {
        "en/m/s/a.md": text("A"),
        "sl/m/s/a.md": text("A", lang="fr"),
        "sl/m/s/b.fr.md": text("B"),
    }

    _contents, faults = read(tmp_path, files)

    assert kinds(faults, "language-disagrees") == [
        ("sl/m/s/a.md", 3, "language-disagrees"),
        ("sl/m/s/b.fr.md", 0, "language-disagrees"),
    ]


def test_a_unit_without_source_text_is_kept_and_reported(tmp_path):
    contents, faults = read(tmp_path, {"m/s/a.en.md": text("A"), "m/s/b.fr.md": text("B")})

    assert len(contents.units) == 2
    assert kinds(faults, "source-missing") == [("m/s/b.fr.md", 0, "source-missing")]


def test_files_that_are_no_text_do_not_stop_the_others(tmp_path):
    files = {
        "m/s/a.en.md": text("A"),
        "m/s/empty.en.md": "",
        "m/s/binary.en.md": b"\x89PNG\r\n\x1a\n\0\0",
        "m/s/huge.en.md": b"x" * (2 * 1024**2 + 1),
        "m/s/latin.en.md": "caf\xe9".encode("latin-1"),
    }

    contents, faults = read(tmp_path, files)

    assert [unit.key for unit in contents.units] == ["a", "empty", "latin"]
    assert kinds(faults, "text-empty", "binary", "text-too-large", "not-utf8") == [
        ("m/s/binary.en.md", 0, "binary"),
        ("m/s/empty.en.md", 0, "text-empty"),
        ("m/s/huge.en.md", 0, "text-too-large"),
        ("m/s/latin.en.md", 1, "not-utf8"),
    ]


def test_odd_names_survive(tmp_path):
    names = ["a  ", "it's", 'say "b"', "x\x7fy", "..zip", "p" * 180, "émile", "#1?"]

    contents, _faults = read(tmp_path, {f"m/s  /{name}.en.md": text(f"Title {name}") for name in names})

    assert len({unit.key for unit in contents.units}) == len(names)
    assert all(unit.key.isascii() and "/" not in unit.key and "?" not in unit.key for unit in contents.units)


@pytest.mark.parametrize("files", [{}, {"a.txt": "x"}, {"README.md": "x"}, {"m/a.en.md": b"\0"}])
def test_a_tree_without_a_unit_is_refused_with_a_sentence(tmp_path, files):
    with pytest.raises(NothingToImport, match="There is no text in this folder"):
        read(tmp_path, files)
