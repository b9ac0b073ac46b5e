"""How often one may try: wrong codes, joins, new meetings, entries; for one session, and for one network address.

Kept by each process in memory (a moving window): nothing of it is written down. A room often shares one address, so an
address is allowed what a full room needs; without an address all such visitors share one. Who has one address of
IPv6 has a network of them: they are counted by their first 64 bits.
"""

from ipaddress import IPv6Address, ip_address

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from store.refused import Refused

RULES = {
    "miss": ("20 per 10 minutes", "200 per 10 minutes"),
    "join": ("10 per hour", "1000 per hour"),
    "open": ("10 per hour", "60 per hour"),
    "write": ("60 per minute", "3000 per minute"),
    "lock": ("20 per 10 minutes", "60 per 10 minutes"),
    "reply": ("10 per hour", "60 per hour"),
}


class Limits:
    """The counters of one process."""

    def __init__(self) -> None:
        self._counting = MovingWindowRateLimiter(MemoryStorage())

    def allow(self, kind: str, session: str, address: str | None) -> None:
        """Raise Refused("too_often") where no more of this kind (RULES) is allowed; counts nothing."""
        if not all(self._counting.test(rule, *key) for rule, key in _buckets(kind, session, address)):
            raise Refused("too_often")

    def count(self, kind: str, session: str, address: str | None) -> None:
        """Count one of this kind. Raises Refused("too_often") where it was one too many."""
        done = [self._counting.hit(rule, *key) for rule, key in _buckets(kind, session, address)]
        if not all(done):
            raise Refused("too_often")


def _buckets(kind: str, session: str, address: str | None) -> list[tuple[RateLimitItem, tuple[str, str, str]]]:
    own, shared = RULES[kind]
    return [(parse(own), (kind, "session", session)), (parse(shared), (kind, "address", _network(address)))]


def _network(address: str | None) -> str:
    """What an address is counted as: itself, or the network of an IPv6 one."""
    try:
        found = ip_address(address or "unknown")
    except ValueError:
        return address or "unknown"
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)
