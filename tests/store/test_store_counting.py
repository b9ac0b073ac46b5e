"""Tries are counted for all servers together in one Redis; where it is gone each server counts for itself, unasked."""

import socket
import subprocess
import time

import pytest
from limits import parse
from limits.strategies import MovingWindowRateLimiter

from store import counting
from store.limits import RateLimits
from store.refused import Refused
from tests.programs import needed
from tests.servers import BOOT, free_port

HERE = "203.0.113.7"


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A Redis of this test's own, named to every RateLimits made from now on."""
    needed("redis")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    end = time.monotonic() + BOOT
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    monkeypatch.setenv(counting.SETTING, f"redis://127.0.0.1:{port}/0")
    monkeypatch.setattr(counting, "ANSWER", 5.0)
    yield process
    process.kill()
    process.wait()


def test_what_one_server_has_counted_the_other_knows(shared):
    one, two = RateLimits(), RateLimits()
    for n in range(60):
        (one, two)[n % 2].count("open", f"session {n}", "", HERE)
    for limits in (one, two):
        with pytest.raises(Refused, match="too many tries"):
            limits.count("open", "another session", "", HERE)
    one.count("open", "another session", "", "203.0.113.8")


def test_wrong_codes_tried_on_one_server_count_on_the_other_and_lock_out_nobody_else(shared):
    one, two = RateLimits(), RateLimits()
    for n in range(200):
        one.count("miss", f"session {n}", "K7QXM2PD", HERE)
    for code, address in (("K7QXM2PD", "203.0.113.8"), ("ABCDEFGH", HERE)):
        with pytest.raises(Refused, match="too many tries"):
            two.count("miss", "another session", code, address)
    two.count("miss", "another session", "ABCDEFGH", "203.0.113.8")


def test_a_redis_that_is_gone_refuses_nobody_and_each_server_counts_on(shared, monkeypatch):
    one, rule = counting.Counting(MovingWindowRateLimiter), parse("2 per hour")
    assert one.hit(rule, "a") and one.hit(rule, "a") and not one.hit(rule, "a")
    shared.kill()
    shared.wait()
    assert [one.hit(rule, "a") for _ in range(3)] == [True, True, False]
    asked = []
    monkeypatch.setattr(one, "_there", asked)  # left alone for a while: nobody waits for it again
    assert not one.test(rule, "a") and asked == []
