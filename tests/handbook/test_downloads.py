"""Files of the book for its readers, and how often they are taken."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from handbook import downloads
from handbook.building import asking, making
from handbook.models import Build, DownloadCount
from handbook.states import BuildState, Format
from tests.factories.books import create_book, create_build, create_edition, publish
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def build():
    return create_build(create_book().editions.get())


def address(build) -> str:
    return reverse("handbook:download", args=[build.edition.book.slug, build.edition.number, build.file_name])


def counted() -> int:
    return sum(row.count for row in DownloadCount.objects.all())


def take(client, build, *, method="get", agent=BROWSER, **headers):
    response = getattr(client, method)(address(build), headers={"user-agent": agent, **headers})
    response.getvalue()
    return response


def test_file_has_its_name_and_may_be_kept_by_a_proxy_that_asks_again(client, build):
    response = take(client, build)
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'inline; filename="open-book-1-en-2026-11-26.pdf"'
    assert response["Cache-Control"] == "public, no-cache"
    assert response["ETag"] == f'"{build.file.sha256[:32]}"'
    assert not response.cookies


def test_part_of_a_file_is_given_and_not_a_part_of_another_one(client, build):
    part = take(client, build, range="bytes=6-7")
    assert (part.status_code, part.content, part["Content-Range"]) == (206, b"of", "bytes 6-7/15")
    assert take(client, build, range="bytes=6-7", **{"if-range": '"another"'}).status_code == 200
    assert take(client, build, range="bytes=6-7", **{"if-range": part["ETag"]}).status_code == 206


def test_each_taking_counts_once_also_when_a_proxy_has_the_file(client, build, settings):
    first = take(client, build)
    take(client, build, **{"if-none-match": first["ETag"]})
    take(client, build, range="bytes=0-99")
    settings.CONTENT_BY_PROXY = True
    handed = take(client, build)
    assert handed["X-Accel-Redirect"] == f"/stored/{build.file.storage_name}"
    row = DownloadCount.objects.get()
    assert (row.edition, row.language, row.format, row.month.day, row.count) == (build.edition, "en", "pdf", 1, 4)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", {}),
        ("get", {"range": "bytes=5-"}),
        ("get", {"range": "bytes=-5"}),
        ("get", {"range": f"bytes=00{'9' * 17}-"}),
        ("get", {"sec-purpose": "prefetch"}),
        ("get", {"agent": ""}),
        ("get", {"agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}),
        ("get", {"agent": "Mozilla/5.0 (compatible; YandexBot/3.0)"}),
        ("get", {"agent": "Baiduspider+(+http://www.baidu.com/search/spider.htm)"}),
        ("get", {"agent": "my-crawler"}),
        ("get", {"agent": "curl/8.5.0"}),
    ],
)
def test_robots_and_parts_are_not_counted(client, build, method, headers):
    assert take(client, build, method=method, **headers).status_code in {200, 206, 416}
    assert counted() == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"agent": "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 Chrome/124.0 Mobile"}, 200),
        ({"agent": "Mozilla/5.0 (Linux; Android 10; CUBOT_X30) AppleWebKit/537.36 Chrome/124.0 Mobile"}, 200),
        ({"range": "bytes=000-3"}, 206),
        ({"range": f"bytes={'0' * 5000}-"}, 200),
    ],
)
def test_telephones_and_first_parts_are_counted(client, build, headers, status):
    assert take(client, build, **headers).status_code == status
    assert counted() == 1


@pytest.mark.parametrize("digits", ["0", "1", "9"])
def test_range_of_thousands_of_digits_gives_the_whole_file(client, build, digits):
    assert take(client, build, range=f"bytes={digits * 5000}-").status_code == 200


def test_draft_is_for_those_who_work_on_it_and_not_counted(client):
    build = create_build(create_edition(create_book(editions=0)))
    assert client.get(address(build)).status_code == 404
    sign_in(client, create_staff("author"), second_factor=True)
    response = take(client, build)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, max-age=300")
    assert counted() == 0


def test_file_that_is_not_done_cannot_be_taken(client, build):
    Build.objects.update(state=BuildState.FAILED, file=None)
    assert client.get(address(build)).status_code == 404
    Build.objects.update(state=BuildState.BUILDING)
    assert client.get(address(build)).status_code == 404


@pytest.mark.parametrize(
    ("name", "form", "language"),
    [
        *[("en.pdf", "pdf", "en"), ("sl.pdf", "pdf", "sl"), ("en.epub", "epub", "en")],
        *[("en-html.zip", "html", "en"), ("en-markdown.zip", "markdown", "en")],
        *[("open-book-1-en-2025-01-31.pdf", "pdf", "en"), ("open-book-1-en-2025-01-31-html.zip", "html", "en")],
    ],
)
def test_address_that_lasts_leads_to_the_newest_file(client, name, form, language):
    edition = create_book(languages=("en", "sl")).editions.get()
    endings = {"pdf": ".pdf", "epub": ".epub", "html": "-html.zip", "markdown": "-markdown.zip"}
    for day, fingerprint in ((1, "1" * 64), (2, "2" * 64)):
        for code, of_form in [("sl", "pdf"), *(("en", one) for one in endings)]:
            create_build(
                edition,
                language=code,
                format=of_form,
                fingerprint=fingerprint,
                finished_at=timezone.now() + timedelta(days=day),
                file_name=f"open-book-1-{code}-2026-12-0{day}{endings[of_form]}",
            )
    answer = client.get(reverse("handbook:download", args=["open-book", 1, name]))
    newest = f"open-book-1-{language}-2026-12-02{endings[form]}"
    assert (answer.status_code, answer.url) == (302, reverse("handbook:download", args=["open-book", 1, newest]))
    assert "public" not in answer["Cache-Control"]
    assert counted() == 0


@pytest.mark.parametrize(
    "name",
    [
        *("sl.pdf", "en.epub", "en.exe", ".pdf", "en", "en-2026-11-26.pdf", "open-book-1-en.pdf"),
        *("open-book-2-en-2025-01-31.pdf", "other-1-en-2025-01-31.pdf", "open-book-1-sl-2025-01-31.pdf"),
    ],
)
def test_name_that_no_file_ever_had_leads_nowhere(client, build, name):
    assert client.get(reverse("handbook:download", args=["open-book", 1, name])).status_code == 404


def test_address_that_lasts_is_no_way_into_a_draft(client):
    create_build(create_edition(create_book(editions=0)))
    lasting = reverse("handbook:download", args=["open-book", 1, "en.pdf"])
    assert client.get(lasting).status_code == 404
    sign_in(client, create_staff("author"), second_factor=True)
    assert client.get(lasting).status_code == 302


@pytest.mark.parametrize("state", [BuildState.WAITING, BuildState.BUILDING, BuildState.FAILED])
def test_file_stays_while_it_is_made_again_and_where_that_fails(client, build, state):
    asking.make_again(build)
    Build.objects.update(state=state)
    assert take(client, build).status_code == 200
    page = client.get(reverse("handbook:downloads", args=["open-book", 1])).content.decode()
    assert f'href="{address(build)}"' in page
    [offer] = [offer for row in downloads.offers_of(build.edition) for offer in row.offers if offer.done]
    assert (offer.done, offer.coming) == (build, build)


def test_rebuild_that_fails_leaves_the_old_file(client, monkeypatch):
    edition = create_book().editions.get()
    build = asking.ask_for(edition, "en", Format.HTML)
    making.make(build.pk)
    build.refresh_from_db()
    asking.make_again(build)
    monkeypatch.setitem(making.MAKERS, Format.HTML, lambda book, progress: {}["nothing"])
    making.make(build.pk)
    assert Build.objects.get().state == BuildState.FAILED
    assert take(client, build).status_code == 200


def test_nothing_about_the_person_has_a_place_in_the_count():
    assert {field.name for field in DownloadCount._meta.get_fields()} == {
        *("id", "edition", "language", "format", "month", "count")
    }


def test_page_shows_every_language_and_format_and_what_is_done(client, build):
    page = client.get(reverse("handbook:downloads", args=["open-book", 1])).content.decode()
    assert f'href="{address(build)}"' in page
    assert page.count("not made yet") == 3
    assert "Make the file" not in page


def test_who_works_on_content_asks_for_a_file_or_for_all(client, build):
    sign_in(client, create_staff("translator"), second_factor=True)
    page = reverse("handbook:downloads", args=["open-book", 1])
    assert "Make the file" in client.get(page).content.decode()
    assert client.post(page, {"language": "en", "format": "epub"}).status_code == 302
    assert Build.objects.get(state=BuildState.WAITING).format == "epub"
    assert client.post(page, {"language": "de", "format": "epub"}).status_code == 404
    assert client.post(page, {"language": "en", "format": "exe"}).status_code == 404
    client.post(page)
    assert Build.objects.filter(state=BuildState.WAITING).count() == 4


def test_staff_reads_why_a_build_failed_and_readers_do_not(client, build):
    create_build(build.edition, format="epub", state="failed", file=None, error="disk-full", file_name="")
    page = reverse("handbook:downloads", args=["open-book", 1])
    assert "The disk is full." not in client.get(page).content.decode()
    sign_in(client, create_staff("author"), second_factor=True)
    assert "The disk is full." in client.get(page).content.decode()


def test_staff_sees_which_files_have_fallen_behind_the_book(client):
    edition = create_book().editions.get()
    for form in (Format.HTML, Format.MARKDOWN):
        making.make(asking.ask_for(edition, "en", form).pk)
    page = reverse("handbook:downloads", args=["open-book", 1])
    sign_in(client, create_staff("author"), second_factor=True)
    assert "Out of date" not in client.get(page).content.decode()
    edition.doi = "10.5281/zenodo.1"
    edition.save()
    making.make(asking.ask_for(edition, "en", Format.HTML).pk)
    assert client.get(page).content.decode().count("Out of date: the book has changed since.") == 1
    client.logout()
    assert "Out of date" not in client.get(page).content.decode()


def test_figures_are_public_and_their_months_for_coordinators(client, build):
    for _time in range(3):
        downloads.count(build)
    public = reverse("handbook:download-figures", args=["open-book"])
    months = reverse("handbook:download-counts", args=["open-book"])
    assert ["1", "English", "3", "0", "0", "0", "3"] in table(client, public)
    sign_in(client, create_user())
    assert client.get(months).status_code == 404
    client.logout()
    sign_in(client, create_staff("national_coordinator", country="SI"), second_factor=True)
    assert months in client.get(public).content.decode()
    head, line = client.get(months).content.decode("utf-8-sig").splitlines()
    assert head == "Month,Book,Edition,Code of the language,Language,Code of the format,Format,Downloads"
    assert line == f"{DownloadCount.objects.get().month:%Y-%m},open-book,1,en,English,pdf,PDF,3"


def table(client, path) -> list[list[str]]:
    page = lxml_html.document_fromstring(client.get(path).content.decode())
    return [[cell.text for cell in row] for row in page.iterfind(".//table//tr")]


def test_figures_add_up_by_line_and_by_format(client):
    book = create_book(languages=("en", "sl"))
    newest = publish(create_edition(book, number=2))
    for edition, language, form, month, count in [
        *[(book.editions.get(number=1), "en", "pdf", 1, 3), (newest, "sl", "html", 1, 1)],
        *[(newest, "en", "pdf", 1, 10), (newest, "en", "pdf", 2, 20), (newest, "en", "epub", 2, 4)],
    ]:
        month = date(2026, month, 1)
        DownloadCount.objects.create(edition=edition, language=language, format=form, month=month, count=count)
    assert table(client, reverse("handbook:download-figures", args=["open-book"])) == [
        ["Edition", "Language", "PDF", "EPUB", "web pages (HTML)", "Markdown", "Total"],
        ["2", "English", "30", "4", "0", "0", "34"],
        ["2", "Slovenian", "0", "0", "1", "0", "1"],
        ["1", "English", "3", "0", "0", "0", "3"],
        ["Total", "33", "4", "1", "0", "38"],
    ]


def test_visitor_sees_at_once_that_a_file_was_taken(client, build):
    public = reverse("handbook:download-figures", args=["open-book"])
    assert "Nobody has taken a file yet." in client.get(public).content.decode()
    take(client, build)
    assert ["1", "English", "1", "0", "0", "0", "1"] in table(client, public)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted():
    build = create_build(create_book().editions.get())

    def count(_number):
        try:
            downloads.count(build)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        list(people.map(count, range(20)))
    assert counted() == 20
