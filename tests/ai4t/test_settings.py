"""The settings of production, read by a process of their own: a wrong value stops the start with a sentence."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": "k7v2-Qm9x-Zt4w-Lp8r-Hn3s-Yd6f-Bg1j-Xc5a-Ue0o-Ri2k-Ws9p",
    "SITE_URL": "https://course.example.org",
    "CONTENT_URL": "https://packages.example.net",
    "ALLOWED_HOSTS": "course.example.org",
    "DATABASE_URL": "postgres://ai4t:secret@db/ai4t",
    "DATABASE_OWNER_URL": "postgres://ai4t_owner:secret@db/ai4t",
    "CACHE_URL": "redis://cache:6379/0",
    "BROKER_URL": "redis://broker:6379/0",
    "EMAIL_URL": "smtp://mail:587?tls=starttls",
    "DEFAULT_FROM_EMAIL": "AI4T <course@example.org>",
    "TRUSTED_PROXY_COUNT": "1",
    "CONTENT_ROOT": "/srv/content",
    "DJANGO_SETTINGS_MODULE": "ai4t.settings",
}


def run_check(tmp_path, **changes):
    environment = {**PRODUCTION, "STATIC_ROOT": str(tmp_path), **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env={**kept, **environment}, capture_output=True, text=True, check=False
    )


def test_production_settings_pass_the_check_for_deployment(tmp_path):
    done = run_check(tmp_path)
    assert (done.returncode, "no issues (0 silenced)" in done.stdout) == (0, True), done.stderr


def test_the_check_for_deployment_finds_a_weakness(tmp_path):
    done = run_check(tmp_path, SITE_URL="http://course.example.org")
    assert (done.returncode, "security.W" in done.stderr) == (1, True)


def test_the_check_for_deployment_says_that_packages_have_no_place(tmp_path):
    done = run_check(tmp_path, CONTENT_URL=None)
    assert (done.returncode, "(packages.W001) Packages (H5P, SCORM, HTML5) cannot be shown." in done.stderr) == (
        1,
        True,
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set: .env.example says what to write."),
        ({"DEBUG": "yes"}, "DEBUG is 'yes': write on or off."),
        ({"MAILS_PER_MINUTE": "many"}, "MAILS_PER_MINUTE is 'many': write a whole number, 1 or more."),
        ({"DATABASE_URL": "mysql://x/y"}, "it starts with one of postgres, postgresql."),
        ({"DATABASE_URL": "postgres://x@host/"}, "DATABASE_URL names no database"),
        ({"EMAIL_URL": "smtp://host?tls=maybe"}, "EMAIL_URL asks for tls=maybe: write starttls or ssl"),
        ({"CACHE_URL": "redis://host:port"}, "CACHE_URL is not a URL that can be read"),
        ({"PEERTUBE_SITES": "peertube.fr"}, "PEERTUBE_SITES holds 'peertube.fr': write https:// and a host"),
        ({"CONTENT_URL": "https://course.example.org"}, "CONTENT_URL names the host of SITE_URL"),
        ({"CONTENT_URL": "https://course.example.org:8443/"}, "CONTENT_URL names the host of SITE_URL"),
        ({"CONTENT_URL": "https://x.example.net/packages"}, "write https://host, or https://*.host, without a path."),
        ({"CONTENT_URL": "https://a.*.example.net"}, "write https://host, or https://*.host, without a path."),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL is 'LOUD': write one of DEBUG, ERROR, INFO, WARNING."),
    ],
)
def test_a_wrong_value_stops_the_start_with_a_sentence(tmp_path, changes, sentence):
    done = run_check(tmp_path, **changes)
    assert (done.returncode, sentence in done.stderr) == (1, True), done.stderr
