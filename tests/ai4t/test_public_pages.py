"""Pages kept whole for visitors without a session, as browsers and caches meet them."""

import gzip

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from ai4t import public_pages
from ai4t.public_pages import PublicPageMiddleware, public_page

pytestmark = pytest.mark.django_db

PAGE = "/en/legal/"
FIREFOX = "gzip, deflate, br, zstd"


def get(client, *, encodings=FIREFOX, method="get", **headers):
    return getattr(client, method)(PAGE, headers={"accept-encoding": encodings, **headers})


def test_bytes_that_differ_have_tags_that_differ(client):
    zipped, plain = get(client), get(client, encodings="identity")
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["Content-Encoding"] == "gzip"
    assert zipped["ETag"] == plain["ETag"].removesuffix('"') + '-gzip"'
    assert "Accept-Encoding" in zipped["Vary"]
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize("encodings", [FIREFOX, "identity"])
@pytest.mark.parametrize("named", ["{plain}", "{zipped}", "W/{plain}", '"another", {zipped}', 'W/"a",W/{zipped}', "*"])
def test_page_that_has_not_changed_is_not_sent_again(client, encodings, named):
    plain, zipped = get(client, encodings="identity")["ETag"], get(client)["ETag"]
    fresh = get(client, encodings=encodings)
    answer = get(client, encodings=encodings, **{"if-none-match": named.format(plain=plain, zipped=zipped)})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", fresh["ETag"])


def test_another_page_is_sent_again(client):
    assert get(client, **{"if-none-match": '"another", W/"one"'}).status_code == 200


@pytest.mark.parametrize(
    ("encodings", "is_zipped"),
    [
        *[("gzip", True), ("GZIP;q=0.5", True), ("*", True), ("br, gzip;q=0.001", True), ("*;q=0, gzip", True)],
        *[("", False), ("br", False), ("gzip;q=0", False), ("gzip; q=0.000", False), ("*;q=0", False)],
        *[("gzip;q=0, *", False), ("notgzip", False), ("x-gzip-like;q=1", False)],
    ],
)
def test_gzip_is_for_those_who_accept_it(client, encodings, is_zipped):
    assert get(client, encodings=encodings).get("Content-Encoding", "") == ("gzip" if is_zipped else "")


@pytest.mark.parametrize("encodings", ["gzip;q=0", "gzip; q=0.000, br", "br"])
def test_page_that_is_not_kept_is_not_zipped_for_who_refuses_it(client, encodings):
    assert client.get("/en/search/", headers={"accept-encoding": FIREFOX})["Content-Encoding"] == "gzip"
    answer = client.get("/en/search/", headers={"accept-encoding": encodings})
    assert "Content-Encoding" not in answer
    assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.parametrize("encodings", [FIREFOX, "identity"])
def test_head_says_what_get_says(client, encodings):
    first_head = get(client, encodings=encodings, method="head")
    page = get(client, encodings=encodings)
    head = get(client, encodings=encodings, method="head")
    of_all = ("ETag", "Content-Type", "Content-Length", "Vary", "Cache-Control", "Content-Language")
    told = [{name: answer[name] for name in of_all} for answer in (first_head, page, head)]
    assert told[0] == told[1] == told[2]
    assert (head.content, int(head["Content-Length"])) == (b"", len(page.content))


def test_page_asked_for_by_head_is_kept_whole(client):
    get(client, method="head")
    with CaptureQueriesContext(connection) as asked:
        assert b"</html>" in get(client, encodings="identity").content
    assert len(asked) == 0


@pytest.mark.django_db(transaction=True)
def test_page_that_was_drawn_while_everything_was_renewed_is_drawn_anew(rf):
    states = iter(["old", "new"])

    @public_page
    def view(request):
        state = next(states)
        if state == "old":
            with transaction.atomic():
                public_pages.renew()
        return HttpResponse(state)

    def visit() -> bytes:
        request = rf.get(PAGE)
        request.prefix_language = "en"
        return PublicPageMiddleware(view)(request).content

    assert [visit(), visit(), visit()] == [b"old", b"new", b"new"]
