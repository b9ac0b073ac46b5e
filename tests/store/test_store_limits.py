"""Wrong tries are counted by session, code and network, and refuse nobody elsewhere."""

from contextlib import suppress

import pytest

from store.limits import RULES, RateLimits
from store.refused import Refused
from tests.databases import database, postgresql  # noqa: F401


def refused(reason: str):
    return pytest.raises(Refused, check=lambda e: e.reason == reason)


def test_tries_are_counted_for_the_session_the_code_and_the_address():
    limits = RateLimits()
    for _ in range(20):
        limits.count("miss", "one", "K7QXM2PD", "192.0.2.1")
    with refused("too_often"):
        limits.count("miss", "one", "K7QXM2PD", "192.0.2.1")
    limits.count("miss", "two", "K7QXM2PD", "192.0.2.1")
    limits.count("join", "one", "K7QXM2PD", "192.0.2.1")
    assert set(RULES) == {"miss", "join", "open", "write", "lock", "reply", "keep"}


def test_a_flood_on_one_code_or_from_one_address_refuses_nobody_elsewhere():
    limits = RateLimits()
    for n in range(205):
        with suppress(Refused):
            limits.count("miss", f"s{n}", "K7QXM2PD", "192.0.2.1")
    for code, address in (("K7QXM2PD", "192.0.2.2"), ("ABCDEFGH", "192.0.2.1")):
        with refused("too_often"):
            limits.count("miss", "fresh", code, address)
    limits.count("miss", "fresh", "ABCDEFGH", "192.0.2.2")
    for n in range(70):
        with suppress(Refused):
            limits.count("open", f"s{n}", "", "192.0.2.1")
    limits.count("open", "fresh", "", "192.0.2.2")
    # Without an address, as behind a proxy that is not named, nobody pays for another.
    for n in range(70):
        limits.count("open", f"t{n}", "", None)


def test_whoever_has_a_whole_network_of_addresses_is_counted_once():
    limits = RateLimits()
    for n in range(60):
        limits.count("open", f"s{n}", "", f"2001:db8:0:1::{n:x}")
    for address in ("2001:db8:0:1:ffff::1", "2001:DB8:0:1::1"):
        with refused("too_often"):
            limits.count("open", "fresh", "", address)
    limits.count("open", "fresh", "", "2001:db8:0:2::1")
    for n in range(60):
        limits.count("open", f"t{n}", "", "::ffff:192.0.2.1")
    with refused("too_often"):
        limits.count("open", "fresh", "", "192.0.2.1")
    limits.count("open", "fresh", "", "::ffff:192.0.2.2")
