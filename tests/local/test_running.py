"""There is one demo in a checkout, and the others know where it is."""

import os
import socket
import subprocess
import sys

import pytest

from ai4t.local.places import ROOT, CannotRun, free_port
from ai4t.local.running import Demo, announced, planned_demo, running_demo, stop_demo

DEMO = """
import sys, time
from pathlib import Path
from ai4t.local.processes import end_on_signals
from ai4t.local.running import announced, planned_demo
end_on_signals()
with announced(planned_demo(), Path(sys.argv[1])):
    try:
        print("here", flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        time.sleep(0.5)
"""


@pytest.fixture
def other(tmp_path):
    other = subprocess.Popen([sys.executable, "-c", DEMO, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "here\n"
    yield other
    other.kill()
    other.communicate()


def test_demo_is_known_while_it_runs_and_forgotten_afterwards(tmp_path):
    demo = Demo(os.getpid(), web_port=8000, mail_page_port=8025, mail_port=8026, packages_port=8001)
    assert running_demo(tmp_path) is None
    with announced(demo, tmp_path):
        assert running_demo(tmp_path) == demo
    assert running_demo(tmp_path) is None


def test_second_demo_is_refused_with_a_sentence(tmp_path, other):
    second = announced(planned_demo(), tmp_path)
    with pytest.raises(CannotRun, match=r"already running here\. \./run stop ends it"):
        second.__enter__()


def test_demo_that_was_killed_is_forgotten(tmp_path, other):
    assert running_demo(tmp_path).pid == other.pid
    other.kill()
    other.wait()
    assert running_demo(tmp_path) is None


def test_stop_returns_when_the_demo_has_ended(tmp_path, other):
    assert stop_demo(tmp_path) is True
    assert other.wait(1) == 0
    assert stop_demo(tmp_path) is False


def test_port_that_is_taken_gives_the_next_one():
    wanted = free_port()
    with socket.create_server(("127.0.0.1", wanted)):
        assert wanted < free_port(wanted) < wanted + 100
    assert free_port(wanted) == wanted
