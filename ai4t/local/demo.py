"""The whole platform on one machine, with nothing installed before: ``./run demo``."""

import http.client
import sys
import time

from ai4t.local.environment import local_environment
from ai4t.local.keeping import use_server
from ai4t.local.places import CannotRun
from ai4t.local.postgres import Server
from ai4t.local.preparing import insist, prepare
from ai4t.local.processes import Group, end_on_signals
from ai4t.local.progress import step
from ai4t.local.running import FOLDER, REPORTS, Demo, announced, planned_demo

STARTING_SECONDS = 60
PYTHON = [sys.executable, "-m"]


def run_demo() -> None:
    """Run until interrupted, then leave nothing running."""
    end_on_signals()
    demo = planned_demo()
    try:
        with announced(demo):
            _run(demo)
    except KeyboardInterrupt:
        print("\nThe demo has ended.")


def _run(demo: Demo) -> None:
    with step("Start PostgreSQL"):
        stay = use_server(FOLDER)
    environment = demo_environment(stay.server, demo)
    prepare(FOLDER, stay.server, environment)
    with Group(FOLDER, environment) as group:
        _start_mails(group, demo)
        _start_web(group, demo)
        _start_packages(group, demo)
        with step("Load the demo course and its people"):
            logins = insist([sys.executable, "-m", "ai4t.local.filling"], environment)
        with step("Start the web server and the mails"):
            _wait_until_it_answers(group, demo)
        # Last, because nobody waits for it: what was rung before is still there.
        _start_worker(group)
        print(_welcome(demo, logins), flush=True)
        group.watch()


def demo_environment(server: Server, demo: Demo) -> dict[str, str]:
    settings = local_environment(FOLDER, server, web_port=demo.web_port, mail_port=demo.mail_port)
    return {**settings, "DEMO": "on", "CONTENT_URL": demo.packages}


def _start_web(group: Group, demo: Demo) -> None:
    options = ["--bind", f"127.0.0.1:{demo.web_port}", "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    group.start("web", *PYTHON, "gunicorn", "ai4t.wsgi", *options, "--preload", "--no-control-socket")


def _start_packages(group: Group, demo: Demo) -> None:
    options = ["--bind", f"127.0.0.1:{demo.packages_port}", "--worker-class", "gthread", "--threads", "4"]
    group.start("packages", *PYTHON, "gunicorn", "courses.packages.wsgi", *options, "--no-control-socket")


def _start_worker(group: Group) -> None:
    # The transport by files knows no broadcast, which gossip and mingle are made of.
    options = ["--pool", "threads", "--concurrency", "2", "--without-mingle", "--without-gossip", "--without-heartbeat"]
    group.start("worker", *PYTHON, "celery", "--app", "ai4t.celery", "worker", "--beat", *options)


def _start_mails(group: Group, demo: Demo) -> None:
    ports = [str(demo.mail_port), str(demo.mail_page_port)]
    group.start("mails", *PYTHON, "ai4t.local.mailpages", str(FOLDER / "mails"), *ports)


def _wait_until_it_answers(group: Group, demo: Demo) -> None:
    until = time.monotonic() + STARTING_SECONDS
    for port, path in (
        (demo.mail_page_port, "/"),
        (demo.web_port, "/healthz"),
        (demo.packages_port, "/healthz"),
    ):
        while not _answers(port, path):
            group.insist_that_all_run()
            if time.monotonic() > until:
                raise CannotRun(f"Nothing answered on port {port} within {STARTING_SECONDS} seconds: see {FOLDER}.")
            time.sleep(0.05)


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _welcome(demo: Demo, logins: str) -> str:
    return f"""
The platform    {demo.address}
Its mails       {demo.mail_page}
Its packages    {demo.packages}

To sign in: address, password, role, language. Staff also need ./run manage demo_code ADDRESS.

{logins.rstrip()}

Reports of past webinars, to be brought in under Sessions, are in {FOLDER / REPORTS}.
Logs are in {FOLDER}. Ctrl-C ends the demo."""
