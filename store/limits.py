"""How often one may try: wrong codes, joins, new meetings, dossiers; for one session, one meeting, one network address.

Kept in memory (a moving window), of each process or, for several servers, in one place (store.counting). A room often
shares one address, so an address is allowed what a full room needs. Who has one address of IPv6 has a network of them:
they are counted by their first 64 bits. Without an address (behind a proxy that is not named) only session and meeting
count: a flood by one must refuse nobody else. A try is counted once it has failed ("miss"): a right code, seat or key
is never refused; what keeps codes from being guessed is their size (31^8; a dossier's, 31^24).
"""

from ipaddress import IPv6Address, ip_address

from limits import RateLimitItem, parse
from limits.strategies import MovingWindowRateLimiter

from store.counting import Counting
from store.refused import Refused

_UNKNOWN = "unknown"
# For one session, for one meeting's code, for one network address; None: not counted there.
RULES = {
    "miss": ("20 per 10 minutes", "200 per 10 minutes", "200 per 10 minutes"),
    "join": ("60 per hour", "1000 per hour", None),
    "open": ("10 per hour", None, "60 per hour"),
    "write": ("60 per minute", None, None),
    "lock": ("20 per 10 minutes", None, "60 per 10 minutes"),
    "reply": ("10 per hour", None, "60 per hour"),
    "keep": ("10 per hour", None, "60 per hour"),
}


class RateLimits:
    """The counters of one process, or of all servers that share them."""

    def __init__(self) -> None:
        self._counting = Counting(MovingWindowRateLimiter)

    def allow(self, kind: str, session: str, address: str | None) -> None:
        """Raise Refused("too_often") where the session or its own address has used up a kind; counts nothing.

        For keys that people choose, which are short enough to be tried out; not for what a meeting draws.
        """
        own = (bucket for bucket in _buckets(kind, session, "", address) if bucket[1][2] != _UNKNOWN)
        if not all(self._counting.test(rule, *key) for rule, key in own):
            raise Refused("too_often")

    def count(self, kind: str, session: str, code: str, address: str | None) -> None:
        """Count one of this kind (RULES). Raises Refused("too_often") where it was one too many.

        code  of the meeting it is about, "" for none; address: the visitor's network address, None where unknown
        """
        # The first that is full ends it: a session over its own limit uses up nothing that others share.
        if not all(self._counting.hit(rule, *key) for rule, key in _buckets(kind, session, code, address)):
            raise Refused("too_often")


def _buckets(
    kind: str, session: str, code: str, address: str | None
) -> list[tuple[RateLimitItem, tuple[str, str, str]]]:
    """Return each rule that holds, with the name it is counted under."""
    # Those who failed share one name where there is no address: it costs nobody but them an answer.
    counted_as = network(address) or (_UNKNOWN if kind == "miss" else "")
    named = (("session", session), ("code", code), ("address", counted_as))
    rules = zip(RULES[kind], named, strict=True)
    return [(parse(rule), (kind, what, name)) for rule, (what, name) in rules if rule and name]


def network(address: str | None) -> str:
    """Return what an address is counted as: itself, the network of an IPv6 one, "" where there is none."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or IPv6Address(int(ip) >> 64 << 64))
    return str(ip)
