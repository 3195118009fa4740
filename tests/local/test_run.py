"""The bootstrap: says what it can do, hands over to a newer Python, installs only what changed."""

import importlib.machinery
import importlib.util
import os
import stat
import subprocess
import sys

import pytest

from ai4t.local.__main__ import COMMANDS
from ai4t.local.places import ROOT

RUN = ROOT / "run"


@pytest.fixture
def run():
    """The script as a module, with its own copy of every name."""
    loader = importlib.machinery.SourceFileLoader("run", str(RUN))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run", loader))
    was_writing, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = was_writing
    return module


def call(*arguments, **environment):
    return subprocess.run(
        [sys.executable, RUN, *arguments], capture_output=True, text=True, env={**os.environ, **environment}
    )


def test_help_has_a_line_for_each_command():
    said = call("--help")
    named = [line.split()[0] for line in said.stdout.splitlines() if line.startswith("  ")]
    assert (said.returncode, named) == (0, ["demo", "test", "bench", "load", "manage", "stop"])


def test_script_and_platform_know_the_same_commands(run):
    assert set(COMMANDS) == run.COMMANDS


def test_unknown_command_is_answered_with_a_sentence():
    said = call("frobnicate")
    assert (said.returncode, said.stderr) == (1, "There is no command 'frobnicate'. ./run --help lists them.\n")


def test_old_python_hands_over_to_the_newest_on_the_path(run, tmp_path, monkeypatch):
    for name in ("python3.12", "python3.14"):
        newer = tmp_path / name
        newer.write_text(f'#!/bin/sh\necho {name} "$(basename "$1")" "$2" "$3"\n')
        newer.chmod(newer.stat().st_mode | stat.S_IXUSR)
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 0); sys.argv = ['run', 'manage', 'check'];"
        f"runpy.run_path({str(RUN)!r}, run_name='__main__')"
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.defpath}"}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert said.stdout == "python3.14 run manage check\n"


def test_script_can_be_read_by_a_python_that_is_too_old(run):
    import ast

    ast.parse(RUN.read_text(), feature_version=(3, 6))


@pytest.fixture
def installed(run, tmp_path, monkeypatch):
    """What the script installs, in a checkout of its own where installing is only noted."""
    monkeypatch.setattr(run, "ROOT", str(tmp_path))
    monkeypatch.setattr(run, "VENV", str(tmp_path))
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    (tmp_path / "requirements").mkdir()
    for name in ("demo", "test", "sources"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("one==1\n")
    done = []
    monkeypatch.setattr(run, "make_venv", lambda: done.append("venv"))
    monkeypatch.setattr(run, "install", done.append)
    return done


def test_packages_are_installed_once(run, installed):
    run.prepare_venv("demo")
    run.prepare_venv("demo")
    assert installed == ["venv", "demo"]


def test_demo_and_test_in_turn_do_not_install_again(run, installed):
    for purpose in ("demo", "test", "demo", "test"):
        run.prepare_venv(purpose)
    assert installed == ["venv", "demo", "test"]


def test_changed_requirements_make_the_environment_anew(run, installed, tmp_path):
    run.prepare_venv("demo")
    (tmp_path / "requirements" / "demo.txt").write_text("one==2\n")
    run.prepare_venv("demo")
    assert installed == ["venv", "demo", "venv", "demo"]


def test_changed_sources_are_fetched_for_the_tests_alone(run, installed, tmp_path):
    run.prepare_venv("demo")
    run.prepare_venv("test")
    (tmp_path / "requirements" / "sources.txt").write_text("one==2\n")
    run.prepare_venv("demo")
    run.prepare_venv("test")
    assert installed == ["venv", "demo", "test", "test"]


def test_another_python_makes_the_environment_anew(run, installed, monkeypatch):
    run.prepare_venv("test")
    monkeypatch.setattr(run.sys, "version", "3.99")
    run.prepare_venv("test")
    assert installed == ["venv", "test", "venv", "test"]
