"""What is wrong with a request, as problem details (RFC 9457): which entry, and what is allowed."""

import json
from http import HTTPStatus

from fastapi import FastAPI, Request
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from exports.export_queue import Busy
from ranking.errors import BoardError, DataError
from web.api.shapes.base import Shape

MEDIA = "application/problem+json"
# Seconds after which a busy server is worth asking again.
LATER = 10


class ProblemShape(Shape):
    """Problem details of RFC 9457. `entry` and `allowed` are present where one entry of the request is at fault."""

    type: str = Field(description="Address of the kind of problem.", examples=["/api/v1/#entry"])
    title: str
    status: int
    detail: str = Field(description="What is wrong, and what is allowed.")
    instance: str
    entry: str | None = Field(None, examples=["profile"])
    value: str | None = Field(None, examples=["cnill"])
    allowed: str | None = Field(None, examples=["one of cnil, equal, hub_2020"])


# Kind -> status and title; the documentation page explains each under its name.
KINDS = {
    "entry": (400, "An entry cannot be used"),
    "unknown-entry": (400, "There is no such entry"),
    "question": (400, "The question has no answer"),
    "not-found": (404, "There is no such thing"),
    "no-version": (404, "No facts of that version are kept"),
    "method": (405, "Only reading is possible"),
    "too-often": (429, "Too many requests"),
    "fault": (500, "The server failed"),
    "busy": (503, "Too many answers are being made"),
}


class Problem(BoardError):
    """A request that is refused. kind: one of KINDS; entry, value, allowed: which entry, where one is at fault."""

    def __init__(self, kind: str, detail: str, entry: str = "", value: str = "", allowed: str = "") -> None:
        self.kind, self.entry, self.allowed = kind, entry, allowed
        self.value = value if len(value) <= 60 else value[:57] + "..."
        super().__init__(detail)

    @property
    def status(self) -> int:
        """Return the status of the answer."""
        return KINDS[self.kind][0]


def bad_entry(entry: str, value: str, allowed: str) -> Problem:
    """Return the problem of an entry whose value cannot be used."""
    shown = value if len(value) <= 60 else value[:57] + "..."
    return Problem("entry", f"{entry}={shown}: cannot be used; {allowed}", entry, value, allowed)


def of_error(error: BoardError) -> Problem:
    """Return the problem of whatever the board refuses."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Busy):
        return Problem("busy", str(error))
    if isinstance(error, DataError):
        return Problem("fault", "the data files hold problems; nothing is answered until they are mended")
    return Problem("question", str(error))


def answer(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return problem details as an answer."""
    status, title = KINDS[problem.kind]
    root = request.scope.get("root_path", "")
    details = {
        "type": f"{root}/api/v1/#{problem.kind}",
        "title": title,
        "status": status,
        "detail": str(problem),
        "instance": request.url.path,
    }
    if problem.entry:
        details |= {"entry": problem.entry, "value": problem.value, "allowed": problem.allowed}
    wait = {"retry-after": str(LATER)} if problem.kind == "busy" else {}
    fields = {"cache-control": "no-store", **wait, **(headers or {})}
    return Response(json.dumps(details, ensure_ascii=False).encode(), status, fields, MEDIA)


def install(app: FastAPI) -> None:
    """Answer every refusal and every failure of the app with problem details."""

    @app.exception_handler(BoardError)
    async def refused(request: Request, error: BoardError) -> Response:
        return answer(request, of_error(error))

    @app.exception_handler(HTTPException)
    async def no_route(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return answer(request, Problem("method", "GET, HEAD and OPTIONS only"), {"allow": "GET, HEAD, OPTIONS"})
        return answer(request, Problem("not-found", f"{request.url.path}: not found; see the documentation"))

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        return answer(
            request, Problem("fault", "the server failed on this request; nothing is known to be wrong with it")
        )
