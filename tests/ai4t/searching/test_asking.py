"""What is found for whom, over units and chapters as the apps register them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ai4t import searching
from ai4t.searching.asking import ON_A_PAGE, Question, ask
from courses import permissions
from courses.models import Course, Release, Section
from tests.factories.books import create_book, create_chapter, create_edition, publish
from tests.factories.courses import create_course, create_enrolment, create_unit
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
LEARNS = "<h2>Training data</h2><p>A machine learns from examples, and the examples are chosen by people.</p>"


def add_unit(course: Course, html: str, *, key="X", languages=("en",), **fields):
    section = Section.objects.get(module__release=course.published_release())
    unit = create_unit(section=section, key=key, position=9, languages=languages, html=html, **fields)
    searching.keep_in_step(section.module.release)
    return unit


def add_book(html: str, *, key="learning", languages=("en",), **fields):
    book = create_book(editions=0, languages=languages)
    edition = create_edition(book, languages=languages)
    create_chapter(edition, key=key, languages=languages, html=html, **fields)
    publish(edition)
    searching.keep_in_step(edition)
    return book


def found(typed: str, *, language="en", user=VISITOR) -> list[str]:
    """The last part of each address."""
    return [one.url.strip("/").split("/")[-1] for one in ask(Question(typed, language), user=user).found]


def excerpts(typed: str, *, language="en", user=VISITOR) -> list[str]:
    """With the marked words in brackets."""
    return [
        "".join(f"[{part.text}]" if part.is_marked else part.text for part in one.excerpt)
        for one in ask(Question(typed, language), user=user).found
    ]


def test_units_and_chapters_are_found_together_with_where_they_stand():
    add_unit(create_course(reads_without_enrolment=True), LEARNS, key="data")
    add_book(LEARNS, key="learning")
    answer = ask(Question("trained examples", "en"), user=VISITOR)
    shown = {(str(one.kind), one.url, tuple(map(str, one.place))) for one in answer.found}
    assert answer.total == 2
    assert shown == {
        ("Unit of a course", "/en/courses/first-steps/data/", ("First steps (en)", "Why")),
        ("Chapter of the handbook", "/en/handbook/open-book/1/learning/", ("Open book (en)",)),
    }


def test_excerpt_shows_the_words_asked_for_in_what_surrounds_them():
    begin, end = " ".join(["before"] * 60), " ".join(["after"] * 60)
    add_book(f"<p>{begin} A machine <em>learned</em> it. {end}</p>")
    (one,) = ask(Question("learning machines", "en"), user=VISITOR).found
    assert [part.text for part in one.excerpt if part.is_marked] == ["machine learned"]
    assert (one.begins_before, one.goes_on) == (True, True)
    assert 20 < sum(len(part.text.split()) for part in one.excerpt) <= 45


def test_page_of_which_the_title_has_the_words_comes_first():
    add_book("<p>Something else.</p>", key="titled", title_en="Bias")
    course = create_course(reads_without_enrolment=True)
    add_unit(course, "<p>Bias, bias and again bias, and what to do.</p>", key="text")
    add_unit(course, "<h2>Bias</h2><p>What to do, and what is better left to others.</p>", key="headed")
    assert found("bias") == ["titled", "headed", "text"]


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("fr", "eleve"),
        ("fr", "ÉLÈVES"),
        ("sl", "ucitelj"),
        ("sl", "učitelju"),
        ("sl", "klepetalnikov"),
        ("sl", "pozivov"),
    ],
)
def test_accents_and_forms_do_not_matter(language, typed):
    add_book("<p>Les élèves parlent; učiteljem je všeč; poziv klepetalniku.</p>", languages=("en", "fr", "sl"))
    assert found(typed, language=language) == ["learning"]


def test_form_that_no_list_has_is_marked():
    add_book("<p>Vprašajte svoj klepetalnik, kaj ve.</p>", languages=("sl",))
    assert excerpts("klepetalnikov", language="sl") == ["Vprašajte svoj [klepetalnik], kaj ve."]


def test_text_without_a_translation_is_found_in_its_own_language_after_those_that_have_one():
    book = create_book(editions=0)
    edition = create_edition(book)
    create_chapter(edition, key="original", html="<p>Chatbot</p>")
    create_chapter(edition, key="translated", languages=("en", "fr"), html="<p>Un petit chatbot</p>")
    publish(edition)
    searching.keep_in_step(edition)
    answer = ask(Question("chatbot", "fr"), user=VISITOR)
    shown = [(one.url, one.language, one.title.lang) for one in answer.found]
    assert shown == [
        ("/fr/handbook/open-book/1/translated/", "fr", "fr"),
        ("/fr/handbook/open-book/1/original/", "en", "en"),
    ]


def test_translated_title_of_an_untranslated_text_is_found_once():
    add_book("<p>A chatbot</p>", key="half", title_fr="Le chatbot")
    assert found("chatbot", language="fr") == ["half"]


def test_visitor_finds_titles_of_a_course_and_not_what_stands_in_its_texts():
    add_unit(create_course(), LEARNS, key="data", title_en="Machines")
    assert found("examples") == []
    assert found("machine examples") == ["data"]  # has one of them, in the title
    assert excerpts("machine") == [""]


def test_learner_finds_the_texts_of_her_course():
    course = create_course()
    add_unit(course, LEARNS, key="data")
    learner = create_user()
    create_enrolment(learner=learner, course=course)
    assert excerpts("chosen", user=learner) == [
        "Training data · A machine learns from examples, and the examples are [chosen] by people."
    ]
    assert found("chosen", user=create_user()) == []


def test_learner_finds_the_release_that_she_has_and_others_the_newest():
    course = create_course(reads_without_enrolment=True)
    learner = create_user()
    add_unit(course, "<p>Old robots</p>", key="old")
    create_enrolment(learner=learner, course=course)
    newer = Release.objects.create(course=course, name="V2", state="published", published_at=timezone.now())
    module = newer.modules.create(key="M1", position=1, title_en="Why")
    section = module.sections.create(key="S1", position=1, title_en="Begin")
    create_unit(section=section, key="new", html="<p>New robots</p>")
    searching.keep_in_step(newer)
    assert found("robot", user=learner) == ["old"]
    assert found("robot") == ["new"]


def test_who_has_left_the_course_finds_what_everybody_finds():
    course = create_course()
    add_unit(course, LEARNS, key="data")
    learner = create_user()
    enrolment = create_enrolment(learner=learner, course=course)
    enrolment.state, enrolment.withdrawn_at = "withdrawn", timezone.now()
    enrolment.save()
    assert found("chosen", user=learner) == []


def test_author_finds_texts_once_she_has_shown_her_second_factor():
    add_unit(create_course(), LEARNS, key="data")
    author = create_staff("author")
    assert found("chosen", user=author) == []
    author.has_shown_second_factor = True
    assert found("chosen", user=author) == ["data"]


def test_unit_that_is_closed_for_her_is_not_found(monkeypatch):
    course = create_course(reads_without_enrolment=True)
    add_unit(course, LEARNS, key="data")
    add_unit(course, LEARNS, key="more")
    controls = create_user()
    monkeypatch.setattr(permissions, "_closures", [lambda user, release, key: user == controls and key == "data"])
    assert sorted(found("examples")) == ["data", "more"]
    answer = ask(Question("examples", "en"), user=controls)
    assert (answer.total, [one.url for one in answer.found]) == (1, ["/en/courses/first-steps/more/"])


def test_nothing_of_a_course_that_is_not_open_is_found():
    course = create_course(reads_without_enrolment=True)
    add_unit(course, LEARNS, key="data")
    course.is_open = False
    course.save()
    assert found("examples") == []


def test_drafts_and_older_editions_are_not_found():
    book = add_book("<p>First edition about kettles</p>", key="kettle")
    second = create_edition(book, number=2)
    create_chapter(second, key="pot", html="<p>Second edition about kettles</p>")
    searching.keep_in_step(second)
    assert found("kettle") == ["kettle"]
    publish(second)
    searching.keep_in_step(second)
    assert found("kettle") == ["pot"]


def test_pages_that_have_some_of_the_words_are_found_where_none_has_all():
    add_book(LEARNS)
    answer = ask(Question("machine thunderstorm", "en"), user=VISITOR)
    assert (answer.total, answer.has_all_words) == (1, False)


def test_many_are_turned_page_by_page():
    edition = create_edition(create_book(editions=0))
    for number in range(ON_A_PAGE + 3):
        create_chapter(edition, key=f"c{number}", position=number, html="<p>Robots and robots</p>")
    publish(edition)
    searching.keep_in_step(edition)
    first, second, beyond = (ask(Question("robot", "en"), user=VISITOR, number=number) for number in (1, 2, 9))
    assert (first.total, first.pages, len(first.found), len(second.found)) == (ON_A_PAGE + 3, 2, ON_A_PAGE, 3)
    assert {one.url for one in first.found} & {one.url for one in second.found} == set()
    assert (second.starts_at, beyond.number) == (ON_A_PAGE + 1, 1)


def test_search_costs_one_question_to_the_database(django_assert_num_queries):
    add_book(LEARNS)
    learner = create_user()
    found("examples", user=learner)
    with django_assert_num_queries(1):
        assert found("examples", user=learner) == ["learning"]
