"""What stands around the board however it is started: closed doors, layers, and a warm-up before the first visitor.

`layers` gives the arguments that app.py and asgi.py hand to Streamlit's App. Streamlit finds the App by reading the
file, so each of the two writes it out.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import streamlit as st
from starlette.middleware import Middleware

from ui.parts.replies import open_replies
from ui.server import guard, warm_up
from ui.server.beside import Beside
from ui.server.guard import Origins, Uploads
from ui.server.middleware import Compressed, Document, Headers
from ui.session import data
from web import site


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up, then serve."""
    await anyio.to_thread.run_sync(warm_up.up)
    yield


def layers() -> dict[str, Any]:
    """Close the doors of this process and return the keyword arguments of the App: lifespan and middleware."""
    guard.close_doors()
    return {
        "lifespan": lifespan,
        "middleware": [
            *(Middleware(layer) for layer in (Headers, Origins, Uploads)),
            Middleware(Beside, other=site.site(data.evidence, open_replies), serves=site.serves),
            *(Middleware(layer) for layer in (Compressed, Document)),
        ],
    }
