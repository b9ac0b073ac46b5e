"""The board as served: `streamlit run asgi.py` or `uvicorn asgi:app`. `streamlit run app.py` needs none of it.

Around the same app.py: everything the first visitor needs is made before he comes, texts travel compressed, each page
says its language, and a browser loads nothing from elsewhere.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import streamlit as st
from starlette.middleware import Middleware

from ui.server import guard, warm_up
from ui.server.guard import Origins, Uploads
from ui.server.middleware import Compressed, Document, Headers

guard.close_doors()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up, then serve."""
    await anyio.to_thread.run_sync(warm_up.up)
    yield


app = st.App(
    "app.py",
    lifespan=lifespan,
    middleware=[Middleware(layer) for layer in (Headers, Origins, Uploads, Compressed, Document)],
)
