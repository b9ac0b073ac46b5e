"""How often one network address may ask; the fields are those of draft-ietf-httpapi-ratelimit-headers."""

import math
import os
import time

from limits import RateLimitItem, parse
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from store.counting import Counting
from store.limits import network
from web.api import problems

SETTING, USUAL = "BOARD_API_RATE", "600 per minute"


class Rates:
    """Counts requests by network address, and answers 429 to whoever has used up what BOARD_API_RATE allows.

    Without an address nobody is counted: a flood by one must refuse nobody else.
    """

    def __init__(self, app: ASGIApp, places: tuple[str, ...]) -> None:
        self.app, self.places = app, places
        self.rule: RateLimitItem = parse(os.environ.get(SETTING) or USUAL)
        self.counting = Counting(SlidingWindowCounterRateLimiter)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = network((scope.get("client") or [None])[0]) if scope["type"] == "http" else ""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if not client or not path.startswith(self.places):
            await self.app(scope, receive, send)
            return
        allowed = self.counting.hit(self.rule, client)
        fields = self._fields(client)
        if not allowed:
            wait = {"retry-after": fields["ratelimit"].rpartition("=")[2]}
            problem = problems.Problem("too-often", f"more than {self.rule}; wait as Retry-After says")
            await problems.answer(Request(scope), problem, fields | wait)(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(fields)
            await send(message)

        await self.app(scope, receive, marked)

    def _fields(self, client: str) -> dict[str, str]:
        stats = self.counting.get_window_stats(self.rule, client)
        left = max(1, math.ceil(stats.reset_time - time.time()))
        policy = f'"address";q={self.rule.amount};w={self.rule.get_expiry()}'
        return {"ratelimit-policy": policy, "ratelimit": f'"address";r={stats.remaining};t={left}'}
