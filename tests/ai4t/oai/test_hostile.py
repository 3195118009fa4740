"""What nobody should send, and what nobody should have written."""

import pytest
from lxml import etree

from tests.ai4t.oai.conftest import NAMES
from tests.factories.books import create_book, create_edition, publish

pytestmark = pytest.mark.django_db

RECORDS = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=listrecords", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=%00", "badVerb"),
        (f"verb={'x' * 7000}", "badVerb"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=Identify&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord", "badArgument"),
        ("verb=GetRecord&identifier=oai:testserver:x", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:%00", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%22%3E%3Cscript%3E", "badArgument"),
        (f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:{'x' * 3000}", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai%20dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a::b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00%2B01:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=٢٠٢٦-٠١-٠١", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&resumptionToken=x&from=2026-01-01", "badArgument"),
        ("verb=ListRecords&resumptionToken=", "badArgument"),
    ],
)
def test_question_that_is_no_question_is_refused_and_not_repeated(client, valid, refusal, query, code):
    create_book()
    assert refusal(valid(client.get(f"/oai?{query}"))) == (code, False)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:book/no", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere:book/open-book/1", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=marc21&identifier=oai:testserver:book/open-book/1", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=nothing", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListIdentifiers&metadataPrefix=oai_dc&until=9999-12-31&from=9999-12-31", "noRecordsMatch"),
    ],
)
def test_refusal_of_a_well_formed_question_repeats_it(client, valid, refusal, query, code):
    create_book()
    assert refusal(valid(client.get(f"/oai?{query}"))) == (code, True)


def test_question_may_be_sent_as_a_form(client, valid):
    create_book()
    by_form = valid(client.post("/oai?verb=Identify", RECORDS))
    assert len(by_form.findall(".//o:record", NAMES)) == 3
    assert by_form.find("o:request", NAMES).attrib == RECORDS


def test_other_methods_are_refused(client):
    assert client.put("/oai").status_code == 405
    assert client.head("/oai?verb=Identify").status_code == 200


@pytest.mark.parametrize("query", ["verb=Identify", "verb=Nothing"])
def test_answer_is_the_same_in_every_language(client, query):
    answers = [client.get(f"/oai?{query}", headers={"accept-language": code}) for code in ("sl", "fr")]
    told = [etree.fromstring(answer.content) for answer in answers]
    for document in told:
        document.remove(document.find("o:responseDate", NAMES))
    assert etree.tostring(told[0]) == etree.tostring(told[1])
    assert [len(answer.cookies) for answer in answers] == [0, 0]


def test_no_character_of_a_title_breaks_the_answer(client, valid):
    unwritable = "a\x01b\x0bc\x1b\ufffe\uffff]]><x>&\x85 \U0001f600"
    book = create_book(editions=0)
    cited = {"title_en": unwritable, "publisher": unwritable, "authors": "\x07", "licence": "\x02"}
    edition = create_edition(book, **cited)
    edition.chapters.filter(key="first").update(title_en=unwritable, contributors_en="\x01")
    publish(edition)
    document = valid(client.get("/oai", RECORDS))
    titles = [title.text for title in document.iterfind(".//dc:title", NAMES)]
    assert titles.count("abc]]><x>&\x85 \U0001f600") == 2
    valid(client.get("/oai", {"verb": "ListSets"}))
