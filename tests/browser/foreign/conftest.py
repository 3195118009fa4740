"""A learner in a real browser, and packages served beside the site: with a host for each, and with one for all."""

import pytest
from django.test import Client

from courses.models import Unit
from tests.browser.foreign.server import PackageServer
from tests.conftest import MATERIALS
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user, sign_in

# The real packages, where they are at hand.
collect_ignore = [] if MATERIALS.is_dir() else ["test_real_h5p.py"]


@pytest.fixture(params=["a host for each", "one host"])
def packages(request, settings, live_server):
    server = PackageServer()
    star = "*.localhost" if request.param == "a host for each" else "packages.localhost"
    settings.CONTENT_URL = f"http://{star}:{server.port}"
    settings.SITE_URL = live_server.url
    yield server
    server.stop()


@pytest.fixture
def unit():
    create_course()
    return Unit.objects.get(key="U1")


@pytest.fixture
def learner(unit):
    learner = create_user(email="ana@example.org")
    create_enrolment(learner=learner, course=unit.release.course)
    return learner


@pytest.fixture
def page(chromium, live_server, learner, packages):
    context = chromium.new_context(base_url=live_server.url)
    context.set_default_timeout(30_000)
    page = context.new_page()
    client = Client()
    sign_in(client, learner)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    yield page
    context.close()
