import pytest

from tests.factories.markup import html, problems


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("# A\n\n## B\n\n### C\n\n## D\n", "h2 h3 h4 h3"),
        ("## A\n\n#### B\n\n###### C\n", "h2 h3 h4"),
        ("#### A\n\n## B\n\n### C\n", "h2 h2 h3"),
        ("# A\n\n# B\n\n#### C\n", "h2 h2 h3"),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F\n", "h2 h3 h4 h5 h6 h6"),
    ],
)
def test_headings_start_below_the_title_and_skip_no_level(typed, levels):
    page = html(typed)
    assert [part[1:3] for part in page.split("\n")] == levels.split()


@pytest.mark.parametrize("title", ["The Course", "1.0.1 the  course", "2.1a The course"])
def test_first_heading_that_repeats_the_title_is_left_out(title):
    assert html("# The course\n\n## Aims\n", title=title) == '<h2 id="t-aims">Aims</h2>'


def test_second_heading_with_the_words_of_the_title_stays():
    assert html("# Aims\n\n# The course\n", title="The course") == (
        '<h2 id="t-aims">Aims</h2>\n<h2 id="t-the-course">The course</h2>'
    )


def test_equal_headings_get_different_names():
    assert html("# A\n\n# A\n\n# A-2\n\n# A\n") == (
        '<h2 id="t-a">A</h2>\n<h2 id="t-a-2">A</h2>\n<h2 id="t-a-2-2">A-2</h2>\n<h2 id="t-a-3">A</h2>'
    )


def test_names_of_headings_work_in_every_script():
    assert html("# Où, pourquoi ?\n\n# مرحبا بكم\n\n# !!!\n") == (
        '<h2 id="t-où-pourquoi">Où, pourquoi ?</h2>\n<h2 id="t-مرحبا-بكم">مرحبا بكم</h2>\n<h2 id="t-part">!!!</h2>'
    )


@pytest.mark.parametrize("name", ["où-pourquoi", "ou-pourquoi", "Où-Pourquoi"])
def test_link_to_a_heading_finds_it_by_the_names_authors_use(name):
    assert '<a href="#t-o%C3%B9-pourquoi">there</a>' in html(f"# Où, pourquoi ?\n\n[there](#{name})\n")


@pytest.mark.parametrize("typed", ['<p id="main">x</p>', '<a name="main">x</a>', "x\n{: #main }"])
def test_names_given_by_the_author_cannot_meet_ours(typed):
    assert 'id="t-main"' in html(typed)
    assert "name=" not in html(typed)


def test_link_to_a_place_that_does_not_exist_becomes_text_and_is_told():
    assert html("[there](#nowhere)") == "<p>there</p>"
    assert problems("[there](#nowhere)") == [(1, "anchor-missing")]


def test_heading_without_a_space_is_a_heading_and_is_told():
    assert html("Text\n\n##Aims\n") == '<p>Text</p>\n<h2 id="t-aims">Aims</h2>'
    assert problems("Text\n\n##Aims\n") == [(3, "heading-space")]
