"""What is answered by another than Streamlit: paths that another application serves, and its page where none is."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server import paths


class Beside:
    """Hands requests whose path `serves` names to another application, before Streamlit sees them."""

    def __init__(self, app: ASGIApp, other: ASGIApp, serves: Callable[[str], bool]):
        self.app, self.other, self.serves = app, other, serves

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = paths.inside(scope) if scope["type"] == "http" else None
        if path is None or not self.serves(path):
            await self.app(scope, receive, send)
            return
        base = scope["path"].removesuffix(path)
        await self.other({**scope, "root_path": base}, receive, send)


class Unless:
    """The answer of an app, unless it is a page of HTML or leads elsewhere: then another. A file to keep is no page."""

    def __init__(self, app: ASGIApp, other: Response):
        self.app, self.other = app, other

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        replaced = False

        async def checked(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"])
                page = headers.get("content-type", "").startswith("text/html") and "content-disposition" not in headers
                # Streamlit takes trailing slashes off any path before it looks.
                replaced = page or message["status"] == 301
            if not replaced:
                await send(message)

        await self.app(scope, receive, checked)
        if replaced:
            await self.other(scope, receive, send)
