"""What the tests want from the machine: found, installed by root of a Debian, or named with the command to give."""

import os

import pytest

from ai4t.local import testing
from ai4t.local.places import CannotRun


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine that has just the named programs, and an account on it."""

    def build(*programs, uid=1000, platform="linux"):
        for name in programs:
            (tmp_path / name).touch(mode=0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(os, "geteuid", lambda: uid)
        monkeypatch.setattr(testing.sys, "platform", platform)

    return build


def complaint():
    with pytest.raises(CannotRun) as reason:
        testing.find_programs()
    return str(reason.value)


def test_nothing_is_asked_where_everything_is_there(machine):
    machine("redis-server", "google-chrome")
    assert testing.find_programs() is None


def test_ordinary_user_of_a_debian_reads_the_command_to_give(machine):
    machine("apt-get", "chromium")
    assert complaint() == (
        "The tests need redis-server: sudo apt-get install --yes --no-install-recommends redis-server"
    )


def test_user_of_a_mac_reads_the_names_of_its_packages(machine):
    machine(platform="darwin")
    assert complaint() == "The tests need redis-server and chromium: brew install redis chromium"


def test_user_of_another_system_reads_what_is_missing(machine):
    machine("redis-server", uid=0)
    assert complaint() == "The tests need chromium: install what your system calls so."


def test_root_of_a_debian_installs_what_is_missing(machine, tmp_path, monkeypatch):
    machine("redis-server", uid=0)
    called = tmp_path / "called"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> "{called}"\n')
    apt.chmod(0o755)
    testing.find_programs()
    assert called.read_text() == (
        "noninteractive update --quiet\nnoninteractive install --yes --no-install-recommends chromium\n"
    )


def test_failing_installation_is_told_in_its_own_words(machine, tmp_path):
    machine("redis-server", uid=0)
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\necho no network; exit 1\n")
    apt.chmod(0o755)
    assert complaint() == "no network"


def test_program_goes_by_several_names(machine, tmp_path):
    machine("chromium-browser")
    assert testing.find_program("chromium") == tmp_path / "chromium-browser"
