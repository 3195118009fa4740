"""A group of programs ends as one and leaves nobody behind."""

import signal
import subprocess
import sys
import time

import psutil
import pytest

from ai4t.local.places import ROOT

# Two programs that start children of their own; "deaf" ones do not hear the wish to end.
GROUP = """
import sys
from pathlib import Path
from ai4t.local.places import CannotRun
from ai4t.local.processes import Group, end_on_signals

CHILD = "import time; print('up', flush=True); time.sleep(600)"
PARENT = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {CHILD!r}]); time.sleep(600)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + PARENT
BRIEF = "import time; time.sleep(1); print('I leave'); raise SystemExit(3)"

end_on_signals()
try:
    with Group(Path(sys.argv[1]), {}, patience=2) as group:
        group.start("plain", sys.executable, "-c", PARENT)
        group.start("other", sys.executable, "-c", {"plain": PARENT, "deaf": DEAF, "brief": BRIEF}[sys.argv[2]])
        print("started", flush=True)
        group.watch()
except CannotRun as reason:
    sys.exit(str(reason))
except KeyboardInterrupt:
    sys.exit(0)
"""


@pytest.fixture
def start_group(tmp_path):
    started, families = [], []

    def start(kind, family):
        group = subprocess.Popen(
            [sys.executable, "-c", GROUP, str(tmp_path), kind],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(group)
        assert group.stdout.readline() == "started\n"
        members = psutil.Process(group.pid)
        until = time.monotonic() + 10
        while len(members.children(recursive=True)) < family and time.monotonic() < until:
            time.sleep(0.02)
        families.extend(members.children(recursive=True))
        return group, members.children(recursive=True)

    yield start
    for group in started:
        group.communicate()
    for process in living(families):
        process.kill()


def living(processes):
    def is_living(process):
        try:
            return process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    return [process for process in processes if is_living(process)]


def wait_for_the_end_of(processes, seconds=15):
    until = time.monotonic() + seconds
    while living(processes) and time.monotonic() < until:
        time.sleep(0.05)
    return living(processes)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_group_ends_on_a_signal_and_nobody_survives(start_group, sign):
    group, family = start_group("plain", 4)
    group.send_signal(sign)
    assert group.wait(15) == 0
    assert living(family) == []


def test_second_interruption_does_not_leave_anybody_behind(start_group):
    group, family = start_group("deaf", 4)
    group.send_signal(signal.SIGINT)
    time.sleep(0.5)
    group.send_signal(signal.SIGINT)
    assert group.wait(30) == 0
    assert living(family) == []


def test_program_that_ends_ends_all_with_a_sentence_and_its_last_words(start_group, tmp_path):
    group, family = start_group("brief", 3)
    assert group.wait(15) == 1
    assert group.stderr.read() == (
        f"The other process ended, so everything was ended. The end of {tmp_path / 'other.log'} says:\nI leave\n"
    )
    assert living(family) == []


def test_programs_end_when_the_group_itself_is_killed(start_group):
    group, _family = start_group("plain", 4)
    programs = psutil.Process(group.pid).children()
    group.kill()
    assert wait_for_the_end_of(programs) == []
