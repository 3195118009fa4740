import logging
from urllib.parse import urlencode

import pytest

from ai4t import limits, searching
from ai4t.searching import views
from courses.models import Section
from tests.factories.books import create_book, create_chapter, create_edition, publish
from tests.factories.courses import create_course, create_unit

pytestmark = pytest.mark.django_db


def fill(*texts: str, languages=("en",)) -> None:
    edition = create_edition(create_book(editions=0, languages=languages), languages=languages)
    for number, text in enumerate(texts):
        create_chapter(edition, key=f"c{number}", position=number, languages=languages, html=f"<p>{text}</p>")
    publish(edition)
    searching.keep_in_step(edition)


def page(client, typed: str, **more) -> str:
    response = client.get("/en/search/", {"q": typed, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_empty_question_says_what_can_be_searched(client):
    said = page(client, " ")
    assert "A word or a few, from the courses and the handbook." in said
    assert "found" not in said.partition("<main")[2]


def test_what_is_found_is_counted_and_marked(client):
    fill("A machine learns.", "Another machine.")
    said = page(client, "machines")
    assert "2 pages found" in said
    assert "A <mark>machine</mark> learns." in said
    assert '<a href="/en/handbook/open-book/1/c0/">Chapter c0 (en)</a>' in said
    assert "1 page found" in page(client, "learning")


def test_what_stands_in_titles_and_texts_is_shown_as_typed(client):
    edition = create_edition(create_book(editions=0), title_en="<i>Book</i>")
    create_chapter(edition, key="c", title_en="<b>Tags</b> & more", html="<p>The tag &lt;script&gt; runs</p>")
    publish(edition)
    searching.keep_in_step(edition)
    said = page(client, "tags")
    assert '">&lt;b&gt;Tags&lt;/b&gt; &amp; more</a></h2>' in said
    assert "<bdi>&lt;i&gt;Book&lt;/i&gt;</bdi>" in said
    assert "The <mark>tag</mark> &lt;script&gt; runs" in said


def test_text_in_another_language_says_so(client):
    fill("A machine learns.")
    said = client.get("/fr/search/", {"q": "machine"}).content.decode()
    assert '<p lang="en" dir="ltr">A <mark>machine</mark> learns.</p>' in said


def test_change_of_language_keeps_the_question(client):
    said = page(client, "R&D {x}", page=2)
    assert '<a href="/sl/search/?q=R%26D+%7Bx%7D" lang="sl"' in said
    assert 'value="R&amp;D {x}"' in said
    assert '<a href="/sl/search/" lang="sl"' in page(client, "")


def test_every_page_has_the_box(client):
    said = client.get("/en/privacy/").content.decode()
    assert '<form class="find" action="/en/search/"><label class="unseen" for="find">' in said


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("mahcine", "machine"), ("mashine learnign", "machine learning"), ("dta", "data"), ("intell", "intelligence")],
)
def test_words_near_those_that_find_nothing_are_offered(client, typed, offered):
    fill("Machine learning", "Data", "Intelligence")
    said = page(client, typed)
    assert "No page has these words." in said
    assert f'<li><a href="?{urlencode({"q": offered})}">{offered}</a></li>' in said


def test_word_that_leads_nowhere_for_her_is_not_offered(client):
    course = create_course(units=0)
    create_unit(section=Section.objects.get(), key="data", html="<p>Surveillance</p>")
    searching.keep_in_step(course.published_release())
    said = page(client, "surveilance")
    assert "Did you mean" not in said
    assert "urveillance" not in said


def test_nothing_is_offered_where_no_word_is_near(client):
    fill("Machine learning")
    assert "Did you mean" not in page(client, "xylophone")


@pytest.mark.parametrize("typed", ["the", "to be or not to be", "It is"])
def test_words_that_stand_on_every_page_are_said_to_be_too_common(client, typed):
    fill("The machine is a tool.", "It is to be or not to be.")
    said = page(client, typed)
    assert "These words are too common to be looked for. Please add another one." in said
    assert "No page has these words." not in said


def test_common_words_do_not_keep_others_from_being_found(client):
    fill("The machine is a tool.")
    assert "1 page found" in page(client, "the machine")


def test_word_that_is_common_in_another_language_is_not_called_so(client):
    fill("The machine is a tool.")
    said = client.get("/sl/search/", {"q": "most"}).content.decode()  # a bridge
    assert "Nobena stran nima teh besed." in said


HOSTILE = {
    "ten thousand letters": "machine " * 1_250,
    "one word of ten thousand letters": "m" * 10_000,
    "NUL": "ma\x00chine",
    "control characters": "\x01\x1b[31m\x85",
    "only stop words": "the and of is",
    "quotes": "\"machine' ''\\",
    "operators": "machine & | ! ( ) <-> :* :A",
    "SQL": "'; DROP TABLE ai4t_searchentry; --",
    "format": "%s %(x)s {0} {{ x }}",
    "markup": "<script>alert(1)</script>",
    "right to left": "תַעֲלוּמָה \u202emachine الآلة",
    "emoji": "🙂👩🏽‍🏫",
    "half of a pair": "\ud800 machine",
    "signs": "°§½ⅣǅŐ ß",
    "accents alone": "\u0301\u0301\u0301",
    "spellings": "csz" * 60,
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("language", ["en", "sl", "fr"])
def test_whatever_is_typed_the_page_is_a_page(client, typed, language):
    fill("A machine learns.", languages=("en", "sl", "fr"))
    raw = typed.encode("utf-8", "surrogatepass")
    response = client.get(f"/{language}/search/", {"q": raw})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999", "9" * 5_000, "²", ""])
def test_page_of_results_that_there_is_not_is_the_first(client, number):
    fill("A machine learns.")
    assert "1 page found" in page(client, "machine", page=number)


def test_flood_from_one_address_is_told_to_wait(client, monkeypatch):
    monkeypatch.setattr(views, "SEARCHES_AN_HOUR", 1)
    page(client, "machine")
    response = client.get("/en/search/", {"q": "machine"})
    assert response.status_code == 429
    assert "Please try again in an hour." in response.content.decode()


def test_flood_is_seen_by_every_process_though_each_tells_the_others_only_now_and_then(client, monkeypatch):
    monkeypatch.setattr(views, "SEARCHES_AN_HOUR", 60)
    for _search in range(51):
        page(client, "machine")
    limits.forget_tallies()  # as another process, which knows what it was told
    answers = [client.get("/en/search/", {"q": "machine"}).status_code for _search in range(10)]
    assert answers == [200] * 9 + [429]


def test_what_is_looked_for_is_not_in_the_log(client, caplog):
    with caplog.at_level(logging.DEBUG, logger="ai4t.requests"):
        page(client, "pregnancy")
    assert "pregnancy" not in caplog.text + str(
        [record.__dict__ for record in caplog.records if record.name == "ai4t.requests"]
    )
