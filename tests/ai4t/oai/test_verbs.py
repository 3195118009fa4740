"""The six verbs, over a house in which two books and two courses are public."""

from datetime import UTC, datetime

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ai4t.oai import listing
from courses.models import Release, Unit
from handbook.models import Chapter, Edition
from tests.ai4t.oai.conftest import NAMES
from tests.factories.books import create_book, create_edition, publish
from tests.factories.public_house import HARD_KEY, PUBLISHED, create_public_house

pytestmark = pytest.mark.django_db

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HARD = "oai:testserver:book/open-book/2/p&q?%2050%25%20%23%C3%A9"


@pytest.fixture
def house():
    """Its courses were published before the first edition, and the other book after the second."""
    book = create_public_house()
    assert Edition.objects.get(book__slug="other-book").published_at > PUBLISHED[2]
    Release.objects.update(published_at=datetime(2026, 2, 1, tzinfo=UTC))
    return book


def identifiers(document) -> list[str]:
    return [one.text for one in document.iterfind(".//o:header/o:identifier", NAMES)]


def elements(document, name) -> list[tuple[str, str]]:
    return [(one.text, one.get(LANG, "")) for one in document.iterfind(f".//dc:{name}", NAMES)]


def token(document):
    return document.find(".//o:resumptionToken", NAMES)


def test_identify(ask, house):
    told = {one.tag.split("}")[1]: one.text for one in ask("Identify").find("o:Identify", NAMES)}
    assert told == {
        "repositoryName": "AI4T",
        "baseURL": "http://testserver/oai",
        "protocolVersion": "2.0",
        "adminEmail": "course@example.org",
        "earliestDatestamp": "2026-02-01T00:00:00Z",
        "deletedRecord": "no",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }


@pytest.mark.parametrize("verb", ["Identify", "ListSets", "ListMetadataFormats"])
def test_empty_house_answers_too(ask, verb):
    assert ask(verb).find(f"o:{verb}", NAMES) is not None


def test_sets_are_the_kinds_and_in_them_the_works(ask, house):
    found = ask("ListSets").iterfind(".//o:set", NAMES)
    assert {(one[0].text, one[1].text) for one in found} == {
        ("book", "Books"),
        ("book:open-book", "Open book (en)"),
        ("book:other-book", "Open book (en)"),
        ("course", "Courses"),
        ("course:for-all", "First steps (en)"),
        ("course:for-learners", "First steps (en)"),
    }


def test_formats_are_one(ask, house, refusal):
    for arguments in ({}, {"identifier": HARD}):
        [format_] = ask("ListMetadataFormats", **arguments).iterfind(".//o:metadataFormat", NAMES)
        assert [one.text for one in format_] == [
            "oai_dc",
            "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            "http://www.openarchives.org/OAI/2.0/oai_dc/",
        ]
    assert refusal(ask("ListMetadataFormats", identifier="oai:testserver:nothing")) == ("idDoesNotExist", True)


def test_what_is_public_is_listed_once_and_nothing_else(ask, house):
    found = identifiers(ask("ListIdentifiers", metadataPrefix="oai_dc"))
    keys = [
        *(f"book/open-book/{number}{rest}" for number in (1, 2) for rest in ("", "/first", "/second")),
        *(f"book/other-book/1{rest}" for rest in ("", "/first", "/second")),
        *(f"course/for-all{rest}" for rest in ("", "/U1", "/U2", "/U3")),
        "course/for-learners",
    ]
    expected = [f"oai:testserver:{key}" for key in keys] + [HARD, HARD.replace("/2/", "/1/")]
    assert sorted(found) == sorted(expected)


def test_record_of_a_chapter(ask, house):
    Chapter.objects.filter(edition__number=2, key="first").update(licence="CC BY-NC 4.0")
    document = ask("GetRecord", identifier="oai:testserver:book/open-book/2/first", metadataPrefix="oai_dc")
    header = document.find(".//o:header", NAMES)
    assert [one.text for one in header] == [
        "oai:testserver:book/open-book/2/first",
        "2026-03-02T12:00:00Z",
        "book:open-book",
    ]
    assert elements(document, "title") == [(f"Chapter first ({code})", code) for code in ("en", "fr", "sl")]
    assert elements(document, "creator") == [("Novak, Ana", "")]
    assert elements(document, "language") == [("en", ""), ("fr", ""), ("sl", "")]
    assert elements(document, "identifier") == [("http://testserver/en/handbook/open-book/2/first/", "")]
    assert elements(document, "relation") == [("http://testserver/en/handbook/open-book/2/", "")]
    assert elements(document, "rights")[1] == ("https://creativecommons.org/licenses/by-nc/4.0/", "")
    assert elements(document, "date") == [("2026-03-02", "")]


def test_record_of_an_edition_names_doi_and_isbn(ask):
    cited = {"source_language": "sl", "licence": "", "doi": "10.5281/zenodo.1", "isbn": "978-3-16-148410-0"}
    publish(create_edition(create_book(editions=0), languages=("sl",), **cited))
    document = ask("GetRecord", identifier="oai:testserver:book/open-book/1", metadataPrefix="oai_dc")
    assert elements(document, "identifier") == [
        ("http://testserver/sl/handbook/open-book/1/", ""),
        ("doi:10.5281/zenodo.1", ""),
        ("urn:isbn:978-3-16-148410-0", ""),
    ]
    assert (elements(document, "title"), elements(document, "rights")) == ([("Open book (sl)", "sl")], [])


def test_record_of_a_course_and_of_its_unit(ask, house):
    Unit.objects.filter(release__course__slug="for-all").update(licence="CC BY 4.0")
    course = ask("GetRecord", identifier="oai:testserver:course/for-all", metadataPrefix="oai_dc")
    assert elements(course, "rights") == [("CC BY 4.0", ""), ("https://creativecommons.org/licenses/by/4.0/", "")]
    assert elements(course, "language") == [("en", ""), ("fr", ""), ("sl", "")]
    unit = ask("GetRecord", identifier="oai:testserver:course/for-all/U2", metadataPrefix="oai_dc")
    assert elements(unit, "title") == [(f"Unit U2 ({code})", code) for code in ("en", "fr", "sl")]
    assert elements(unit, "identifier") == [("http://testserver/en/courses/for-all/U2/", "")]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"set": "book:open-book", "from_": "2026-03-02"}, 4),
        ({"set": "book:open-book", "until": "2026-03-01"}, 4),
        ({"set": "book:open-book", "until": "2026-03-01T11:59:59Z"}, 0),
        ({"set": "book:open-book", "from_": "2026-03-01T12:00:00Z", "until": "2026-03-02T12:00:00Z"}, 8),
        ({"set": "book", "until": "2026-12-31"}, 8),
        ({"set": "course", "until": "2026-02-01"}, 5),
        ({"set": "boo"}, 0),
        ({"from_": "2999-01-01"}, 0),
        ({"until": "1999-01-01"}, 0),
    ],
    ids=str,
)
def test_selecting(ask, refusal, house, arguments, expected):
    document = ask("ListIdentifiers", metadataPrefix="oai_dc", **arguments)
    if expected:
        assert len([one for one in identifiers(document) if "other-book" not in one]) == expected
    else:
        assert refusal(document) == ("noRecordsMatch", True)


def test_list_goes_on_by_tokens_to_its_end_and_names_each_record_once(ask, house, monkeypatch):
    monkeypatch.setattr(listing, "PIECE", 6)
    whole, piece = [], ask("ListRecords", metadataPrefix="oai_dc")
    cursors = []
    while True:
        whole += identifiers(piece)
        assert token(piece).get("completeListSize") == "16"
        cursors.append(token(piece).get("cursor"))
        if token(piece).text is None:
            break
        piece = ask("ListRecords", resumptionToken=token(piece).text)
    assert (cursors, len(whole), len(set(whole))) == (["0", "6", "12"], 16, 16)


def test_token_is_no_longer_than_the_list_it_belongs_to(ask, house):
    assert token(ask("ListIdentifiers", metadataPrefix="oai_dc")) is None


def test_work_that_comes_between_two_pieces_is_met_and_none_is_lost(ask, house, monkeypatch):
    monkeypatch.setattr(listing, "PIECE", 6)
    piece = ask("ListIdentifiers", metadataPrefix="oai_dc")
    publish(create_edition(house, number=4))
    found = identifiers(piece)
    while token(piece).text:
        piece = ask("ListIdentifiers", resumptionToken=token(piece).text)
        found += identifiers(piece)
    assert (len(found), len(set(found))) == (19, 19)
    assert "oai:testserver:book/open-book/4/first" in found


def test_selection_lasts_through_a_token(ask, house, monkeypatch):
    monkeypatch.setattr(listing, "PIECE", 3)
    piece = ask("ListIdentifiers", metadataPrefix="oai_dc", set="book:open-book", from_="2026-03-02")
    assert len(identifiers(piece)) == 3
    piece = ask("ListIdentifiers", resumptionToken=token(piece).text)
    assert (len(identifiers(piece)), token(piece).text) == (1, None)


def test_token_of_another_verb_or_of_somebody_else_is_refused(ask, refusal, house, monkeypatch):
    monkeypatch.setattr(listing, "PIECE", 6)
    given = token(ask("ListRecords", metadataPrefix="oai_dc")).text
    for verb, said in [
        ("ListIdentifiers", given),
        ("ListRecords", f"{given}x"),
        ("ListRecords", "x"),
        ("ListRecords", signing.dumps({"verb": "ListRecords", "spec": "book"}, salt="another")),
        ("ListRecords", signing.dumps(["ListRecords"], salt="ai4t.oai.listing")),
        ("ListSets", given),
    ]:
        assert refusal(ask(verb, resumptionToken=said)) == ("badResumptionToken", True)


def test_number_of_queries_does_not_grow_with_the_records(ask, house, django_assert_num_queries):
    ask("ListRecords", metadataPrefix="oai_dc")
    with CaptureQueriesContext(connection) as few:
        assert len(identifiers(ask("ListRecords", metadataPrefix="oai_dc"))) == 16
    for number in range(5, 9):
        publish(create_edition(house, number=number))
    with django_assert_num_queries(len(few)):
        assert len(identifiers(ask("ListRecords", metadataPrefix="oai_dc"))) == 28
    assert len(few) < 30


def test_identifier_leads_back_to_its_work(ask, house):
    document = ask("GetRecord", identifier=HARD, metadataPrefix="oai_dc")
    assert elements(document, "title")[0] == (f"Chapter {HARD_KEY} (en)", "en")
