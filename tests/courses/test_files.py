"""Files of units: served to those who may see the unit, whole or in parts, and never as pages of ours."""

import pytest

from ai4t.models import PictureVariant
from courses.models import Course, Unit
from tests.factories.courses import create_course, create_enrolment, create_unit_file
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db

DATA = b"0123456789"


@pytest.fixture
def address():
    course = create_course(units=1)
    create_unit_file(Unit.objects.get(), name="film.mp4", media_type="video/mp4", data=DATA)
    return f"/content/{course.published_release().pk}/U1/film.mp4"


@pytest.fixture
def learner(client, address):
    learner = create_user()
    create_enrolment(learner=learner, course=Course.objects.get())
    client.force_login(learner)
    return learner


def fetch(client, address, **headers):
    """The response, read to its end, with its bytes as ``body`` and its file closed."""
    response = client.get(address, headers=headers)
    response.body = response.getvalue()
    if getattr(response, "file_to_stream", None):
        response.file_to_stream.close()
    return response


def test_learner_gets_the_file(client, learner, address):
    response = fetch(client, address)
    assert response.body == DATA
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_stranger_is_told_that_there_is_nothing(client, address):
    assert client.get(address).status_code == 404
    client.force_login(create_user())
    assert client.get(address).status_code == 404


def test_stranger_gets_the_file_of_a_course_that_reads_without_enrolment(client, address):
    Course.objects.update(reads_without_enrolment=True)
    assert fetch(client, address).status_code == 200


@pytest.mark.parametrize("name", ["other.mp4", "..%2Fsecret", "film.mp4%00", "%2e%2e"])
def test_names_that_are_not_the_units_are_not_found(client, learner, address, name):
    assert client.get(address.replace("film.mp4", name)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part", "bounds"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=10-12", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=-99", 206, DATA, "bytes 0-9/10"),
    ],
)
def test_player_gets_the_part_it_asks_for(client, learner, address, asked, status, part, bounds):
    response = fetch(client, address, range=asked)
    assert (response.status_code, response.body, response.headers["Content-Range"]) == (status, part, bounds)


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=-", "bytes=a-b", "pages=1-2", "bytes=1-2,4-5", "bytes=5-1", "bytes=12-10"),
        *(f"bytes={'9' * 5000}-", f"bytes=-{'9' * 5000}"),
    ],
)
def test_a_range_that_is_not_understood_gives_the_whole_file(client, learner, address, asked):
    response = fetch(client, address, range=asked)
    assert (response.status_code, response.body) == (200, DATA)


@pytest.mark.parametrize(
    ("asked", "bounds"), [("bytes=-6", "4-6"), ("bytes=1-8", "1-3"), ("bytes=2-", "2-4"), ("bytes=-2", "8-9")]
)
def test_no_part_is_longer_than_fits_in_memory(client, learner, address, monkeypatch, asked, bounds):
    monkeypatch.setattr("ai4t.content.serving._LONGEST_PART", 3)
    response = fetch(client, address, range=asked)
    first, last = map(int, bounds.split("-"))
    assert (response.body, response.headers["Content-Range"]) == (DATA[first : last + 1], f"bytes {bounds}/10")


def test_a_part_is_for_those_who_read_it_alone(client, learner, address):
    response = client.head(address, headers={"range": "bytes=0-3"})
    assert (response.status_code, response.headers["Content-Length"]) == (200, "10")
    assert "Content-Range" not in response.headers


def test_a_part_is_a_part_of_the_file_and_not_of_its_gzip(client, learner, address):
    create_unit_file(Unit.objects.get(), name="long.vtt", media_type="text/vtt", data=DATA * 100)
    long = address.replace("film.mp4", "long.vtt")
    response = fetch(client, long, range="bytes=0-499", **{"accept-encoding": "gzip"})
    assert (response.body, "Content-Encoding" in response.headers) == (DATA * 50, False)


@pytest.mark.parametrize("named", ["{}", "W/{}", '"other", {}', '"a", W/"b",W/{}', "*"])
def test_a_file_that_has_not_changed_is_not_sent_again(client, learner, address, named):
    etag = fetch(client, address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": named.format(etag)}).status_code == 304
    assert fetch(client, address, **{"if-none-match": f'"{etag[1:-2]}"'}).status_code == 200


def test_file_that_could_be_a_page_is_saved_not_shown(client, learner, address):
    create_unit_file(Unit.objects.get(), name="page.html", media_type="text/html", data=b"<script>")
    response = fetch(client, address.replace("film.mp4", "page.html"))
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_proxy_is_handed_the_file_where_there_is_one(client, learner, address, settings):
    settings.CONTENT_BY_PROXY = True
    file = Unit.objects.get().files.get().file
    response = client.get(address)
    assert (response.headers["X-Accel-Redirect"], response.content) == (f"/stored/{file.storage_name}", b"")


def test_picture_comes_in_the_width_that_a_screen_asks_for(client, learner, address):
    original = create_unit_file(Unit.objects.get(), name="a.png", media_type="image/png", data=b"large")
    small = create_unit_file(Unit.objects.get(), name="b.webp", media_type="image/webp", data=b"small")
    PictureVariant.objects.create(picture=original.file, width=360, height=200, file=small.file)
    picture = address.replace("film.mp4", "w360/a.png")
    assert fetch(client, picture).body == b"small"
    assert client.get(picture.replace("w360", "w720")).status_code == 404


def test_captions_are_shown_as_webvtt_to_those_who_may_see_the_unit(client, learner, address):
    create_unit_file(Unit.objects.get(), name="film.sl.vtt", media_type="text/vtt", data=b"WEBVTT\n", role="captions")
    response = fetch(client, address.replace("film.mp4", "film.sl.vtt"))
    assert (response.status_code, response.headers["Content-Type"], response.body) == (200, "text/vtt", b"WEBVTT\n")
    assert response.headers["Content-Disposition"].startswith("inline")
    client.logout()
    assert client.get(address.replace("film.mp4", "film.sl.vtt")).status_code == 404
