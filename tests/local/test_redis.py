"""Redis as the tests meet it: like the broker and the cache of production, and gone with its process."""

import subprocess
import sys
import time

import psutil
import pytest
import redis

from ai4t.local.places import ROOT
from ai4t.local.redis import AS_BROKER, AS_CACHE, Redis


@pytest.fixture
def start():
    started = []

    def start(purpose):
        server = Redis(purpose)
        server.start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


def ask(server, *command):
    with redis.Redis.from_url(server.url) as client:
        return client.execute_command(*command)


@pytest.mark.parametrize(("purpose", "left"), [(AS_BROKER, b"word"), (AS_CACHE, None)])
def test_broker_remembers_after_a_kill_and_a_cache_does_not(start, purpose, left):
    server = start(purpose)
    ask(server, "SET", "kept", "word")
    server.stop()
    server.start()
    assert ask(server, "GET", "kept") == left


@pytest.mark.parametrize(("purpose", "policy"), [(AS_BROKER, b"noeviction"), (AS_CACHE, b"allkeys-lru")])
def test_full_broker_refuses_and_a_full_cache_forgets(start, purpose, policy):
    assert ask(start(purpose), "CONFIG", "GET", "maxmemory-policy") == {b"maxmemory-policy": policy}


def test_redis_ends_with_the_process_that_made_it():
    code = "from ai4t.local.redis import *; r = Redis(AS_CACHE); r.start(); print(r.process.pid, flush=True); input()"
    maker = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    server = psutil.Process(int(maker.stdout.readline()))
    maker.kill()
    maker.communicate()
    until = time.monotonic() + 10
    while server.is_running() and server.status() != psutil.STATUS_ZOMBIE and time.monotonic() < until:
        time.sleep(0.05)
    assert not server.is_running() or server.status() == psutil.STATUS_ZOMBIE
