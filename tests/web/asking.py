"""Asks the application beside Streamlit in this process, as a client on the network would."""

from datetime import date
from functools import cache

import httpx

from ranking.model import Evidence
from tests.coroutines import run_async
from tests.places import EVIDENCE
from web import site

TODAY = date(2026, 11, 29)


@cache
def evidence() -> Evidence:
    return EVIDENCE


@cache
def board():
    """The application on the project's data, on TODAY."""
    return site.site(evidence, today=lambda: TODAY)


def ask(path: str, method: str = "GET", app=None, client: str = "192.0.2.1", **headers: str) -> httpx.Response:
    """The answer to one request; header names with _ for -."""

    async def asked() -> httpx.Response:
        way = httpx.ASGITransport(app or board(), raise_app_exceptions=False, client=(client, 1234))
        async with httpx.AsyncClient(transport=way, base_url="http://board.example") as line:
            return await line.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return run_async(asked())
