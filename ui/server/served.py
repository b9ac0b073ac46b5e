"""What stands around the board however it is started: closed doors, layers, a warm-up, what runs by itself, an end.

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

from store import engine
from ui.parts.replies import open_replies
from ui.server import capacity, drain, guard, logs, reconnection, signin, upkeep, warm_up
from ui.server.guard import Origins, Uploads
from ui.server.middleware import Compressed, Headers, PageDocument
from ui.server.other_apps import Beside
from ui.server.page.first import First
from ui.server.watch import Watch
from ui.session import data, js_components
from web import site
from web.site import Heads

FIRST_PAINT = "BOARD_FIRST_PAINT"


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up, then serve; once told to stop, end what was begun and let go of the store."""
    js_components.register_all()
    await anyio.to_thread.run_sync(warm_up.up)
    drain.install()
    capacity.send_at_once()
    async with anyio.create_task_group() as beside:
        beside.start_soon(upkeep.by_the_hour)
        yield
        beside.cancel_scope.cancel()
    await anyio.to_thread.run_sync(engine.close)


def painted() -> bool:
    """Return whether pages have a first paint: unless BOARD_FIRST_PAINT=0 (benchmarks)."""
    return os.environ.get(FIRST_PAINT) != "0"


def layers() -> dict[str, Any]:
    """Close the doors of this process and return the keyword arguments of the App: lifespan, middleware, secrets."""
    logs.install()
    guard.close_doors()
    capacity.prepare()
    reconnection.install()
    drain.count_files()
    return {
        "lifespan": lifespan,
        "middleware": [
            *(Middleware(layer) for layer in (Headers, Heads, Watch, Origins, Uploads)),
            Middleware(Beside, other=site.site(data.evidence, open_replies), serves=site.serves),
            Middleware(Compressed),
            *([Middleware(signin.SignIn)] if signin.wanted() else ()),
            Middleware(PageDocument, first=First(data.evidence, open_replies) if painted() else None),
        ],
        "secrets": signin.secrets() if signin.wanted() else None,
    }
