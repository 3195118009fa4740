"""The demo as a newcomer runs it: one command, everything answers, one Ctrl-C, nothing left."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time

import psutil
import pytest

from ai4t.local.places import ROOT


class Demo:
    """A running demo with a ``var`` of its own, so that it meets no other of this checkout."""

    def __init__(self, var):
        self.environment = {**os.environ, "AI4T_VAR": str(var)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ai4t.local", "demo"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = self._listen()
        self.family = psutil.Process(self.process.pid).children(recursive=True)

    def _listen(self):
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if "Ctrl-C ends" in line:
                return "".join(lines)
        self.process.communicate()
        pytest.fail("The demo did not start:\n" + "".join(lines))

    def address(self, what):
        return re.search(rf"^{what} +http://(?:\*\.)?localhost:(\d+)/?$", self.said, re.MULTILINE)[1]

    def get(self, what, path):
        connection = http.client.HTTPConnection("localhost", int(self.address(what)), timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def call(self, *arguments):
        command = [sys.executable, "-m", "ai4t.local", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120)


@pytest.fixture
def demo(folder):
    demo = Demo(folder / "var")
    yield demo
    if demo.process.poll() is None:
        demo.process.send_signal(signal.SIGINT)
    demo.process.communicate()
    until = time.monotonic() + 15
    while any("ai4t.local.keeper" in process.cmdline() for process in ours(folder)) and time.monotonic() < until:
        time.sleep(0.1)


def ours(folder):
    """Every living process that works for the demo in ``folder``."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        words = " ".join(process.info["cmdline"] or [])
        if str(folder) in words and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


def test_demo_serves_pages_and_mails_beside_commands_and_ends_without_a_trace(demo, folder):
    assert demo.get("The platform", "/healthz") == (200, "ok\n")
    status, page = demo.get("The platform", "/sl/")
    assert (status, '<html lang="sl"' in page) == (200, True)
    assert demo.get("Its mails", "/")[0] == 200
    assert demo.get("Its packages", "/healthz") == (200, "ok\n")
    assert demo.get("Its packages", "/sl/")[0] == 404

    second = demo.call("demo")
    assert (second.returncode, second.stderr.strip()) == (1, "A demo is already running here. ./run stop ends it.")

    sent = demo.call("manage", "send_test_mail", "ana@example.org")
    assert sent.returncode == 0, sent.stderr
    until = time.monotonic() + 20
    while "ana@example.org" not in (mails := demo.get("Its mails", "/")[1]) and time.monotonic() < until:
        time.sleep(0.2)
    assert "ana@example.org" in mails

    demo.process.send_signal(signal.SIGINT)
    assert demo.process.wait(30) == 0
    until = time.monotonic() + 10
    while ours(folder) and time.monotonic() < until:
        time.sleep(0.1)
    assert [process.cmdline() for process in ours(folder)] == []
    assert [process for process in demo.family if process.is_running() and process.status() != "zombie"] == []


def test_commands_work_without_a_demo_and_stop_says_so(folder):
    environment = {**os.environ, "AI4T_VAR": str(folder / "var")}

    def call(*arguments):
        command = [sys.executable, "-m", "ai4t.local", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    code = "from ai4t.models import User; print(User.objects.count())"
    counted = call("manage", "shell", "--no-imports", "-c", code)
    assert (counted.stdout, counted.returncode) == ("0\n", 0), counted.stderr
    assert call("stop").stdout == "No demo is running here.\n"
    until = time.monotonic() + 10
    while ours(folder) and time.monotonic() < until:
        time.sleep(0.1)
    assert ours(folder) == []
