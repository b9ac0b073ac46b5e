"""What asks price interfaces: one client, bounded in time and bytes; whatever goes wrong is one sentence."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from ranking.errors import BoardError

AGENT = "urgence-ou-souverainete-prices/1 (reads public price lists for an editor)"
MOST_JSON, MOST_LINES, MOST_LINE = 40_000_000, 3_000_000_000, 100_000
PATIENCE = httpx.Timeout(30.0, read=120.0)
Shape = TypeVar("Shape", bound=BaseModel)


class PriceError(BoardError):
    """A price list could not be had, or does not say what its documentation says."""


def opened() -> httpx.Client:
    """Return the client: it follows redirects, and tries a connection that fails twice again."""
    return httpx.Client(
        timeout=PATIENCE,
        follow_redirects=True,
        headers={"User-Agent": AGENT},
        transport=httpx.HTTPTransport(retries=2),
    )


def answer(client: httpx.Client, url: str, shape: type[Shape], query: Mapping[str, str] | None = None) -> Shape:
    """Return a JSON answer in its documented shape. Raises PriceError."""
    with _asked(client, url, query) as response:
        content = b"".join(_bounded(response, MOST_JSON))
    try:
        return shape.model_validate(json.loads(content))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the answer"
        raise PriceError(f"{url}: {where}: {first['msg'].lower()}; the answer as it is documented") from None
    except (ValueError, RecursionError):
        raise PriceError(f"{url}: not JSON; the answer as it is documented") from None


def text(client: httpx.Client, url: str) -> bytes:
    """Return a short document. Raises PriceError."""
    with _asked(client, url, None) as response:
        return b"".join(_bounded(response, MOST_JSON))


def lines(client: httpx.Client, url: str) -> Iterator[str]:
    """Yield the lines of a long text as they come: none is kept. Raises PriceError."""
    seen, begun = 0, ""
    with _asked(client, url, None) as response:
        # Cut here: the client's own way to lines holds one without an end whole in memory.
        for part in response.iter_text():
            seen += len(part)
            if seen > MOST_LINES:
                raise PriceError(f"{url}: longer than {MOST_LINES:,} characters; a price list of at most that")
            *whole, begun = (begun + part).split("\n")
            if len(begun) > MOST_LINE:
                raise PriceError(f"{url}: not CSV (a line of over {MOST_LINE:,} characters); the file as documented")
            yield from (f"{line}\n" for line in whole)
        if begun:
            yield begun


def _bounded(response: httpx.Response, most: int) -> Iterator[bytes]:
    seen = 0
    for part in response.iter_bytes():
        seen += len(part)
        if seen > most:
            raise PriceError(f"{response.url}: longer than {most:,} bytes; a document of at most that")
        yield part


@contextmanager
def _asked(client: httpx.Client, url: str, query: Mapping[str, str] | None) -> Iterator[httpx.Response]:
    try:
        with client.stream("GET", url, params=query) as response:
            if response.status_code != 200:
                raise PriceError(f"{url}: status {response.status_code}; 200, with the price list")
            yield response
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PriceError(f"{url}: {type(error).__name__}: {str(error)[:120]}; a price list that answers") from None


def only(found: list[Any], url: str, what: str) -> Any:
    """Return the one price that was found. Raises PriceError where there is none, or several that differ."""
    different = list(dict.fromkeys(found))
    if not different:
        raise PriceError(f"{url}: no price of {what}; the list as it was, or another name for it")
    if len(different) > 1:
        raise PriceError(f"{url}: {len(different)} prices of {what}: {', '.join(map(str, different[:4]))}; one")
    return different[0]
