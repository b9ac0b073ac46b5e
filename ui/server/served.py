"""What stands around the board however it is started: closed doors, layers, and a warm-up before the first visitor.

`layers` gives the arguments that app.py and asgi.py hand to Streamlit's App. Streamlit finds the App by reading the
file, so each of the two writes it out.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import streamlit as st
from starlette.middleware import Middleware

from ui.parts.replies import open_replies
from ui.server import guard, warm_up
from ui.server.beside import Beside
from ui.server.first import First
from ui.server.guard import Origins, Uploads
from ui.server.middleware import Compressed, Document, Headers
from ui.session import data
from web import site
from web.site import Heads

FIRST_PAINT = "BOARD_FIRST_PAINT"


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up, then serve."""
    await anyio.to_thread.run_sync(warm_up.up)
    yield


def painted() -> bool:
    """Return whether pages have a first paint: unless BOARD_FIRST_PAINT=0 (benchmarks)."""
    return os.environ.get(FIRST_PAINT) != "0"


def layers() -> dict[str, Any]:
    """Close the doors of this process and return the keyword arguments of the App: lifespan and middleware."""
    guard.close_doors()
    return {
        "lifespan": lifespan,
        "middleware": [
            *(Middleware(layer) for layer in (Headers, Heads, Origins, Uploads)),
            Middleware(Beside, other=site.site(data.evidence, open_replies), serves=site.serves),
            Middleware(Compressed),
            Middleware(Document, first=First(data.evidence, open_replies) if painted() else None),
        ],
    }
