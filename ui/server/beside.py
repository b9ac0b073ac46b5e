"""What is answered beside Streamlit: paths that another application serves, below the board's own address."""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

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
